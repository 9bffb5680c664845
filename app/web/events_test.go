package web_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"firstlight/app"
)

// listen opens a stream of events and returns once the server has answered.
func (f *face) listen(client *http.Client) *bufio.Scanner {
	f.Helper()
	r := f.request(http.MethodGet, "/events", "")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	response, err := client.Do(r)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = response.Body.Close() })
	if kind := response.Header.Get("Content-Type"); response.StatusCode != http.StatusOK || kind != "text/event-stream" {
		f.Fatalf("status %d, content type %q", response.StatusCode, kind)
	}
	return bufio.NewScanner(response.Body)
}

// next returns the next event, past comments and the time to wait.
func next(t *testing.T, stream *bufio.Scanner) string {
	t.Helper()
	for stream.Scan() {
		if data, ok := strings.CutPrefix(stream.Text(), "data: "); ok {
			return data
		}
	}
	t.Fatalf("the stream ended: %v", stream.Err())
	return ""
}

func TestEveryBrowserIsToldWhatHappens(t *testing.T) {
	f := serve(t, notOpen(t))
	streams := []*bufio.Scanner{f.listen(f.insider()), f.listen(f.insider())}
	f.Emit(app.EventChanged, app.Changed{Seq: 7})
	f.Emit(app.EventOutput, app.Output{Run: "r", Lines: []string{"one\ntwo", "data: three"}, Next: 2})
	for _, stream := range streams {
		if got, want := next(t, stream), `{"name":"changed","data":{"seq":7}}`; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		want := `{"name":"output","data":{"run":"r","from":0,"lines":["one\ntwo","data: three"],"next":2}}`
		if got := next(t, stream); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestABrowserThatFallsBehindIsLetGoAndHoldsUpNobody(t *testing.T) {
	f := serve(t, notOpen(t))
	client := f.insider()
	slow, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(f.base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = slow.Close() }()
	r := f.request(http.MethodGet, "/events", "")
	for _, c := range client.Jar.Cookies(r.URL) {
		r.AddCookie(c)
	}
	if err := r.Write(slow); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(slow), r)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("answer %+v, %v", response, err)
	}
	defer func() { _ = response.Body.Close() }()

	// More than the system holds for a connection that nobody reads.
	const events, size = 3000, 16 << 10
	began := time.Now()
	for i := range events {
		f.Emit("changed", fmt.Sprintf("%d %s", i, strings.Repeat("x", size)))
	}
	if took := time.Since(began); took > patience {
		t.Errorf("telling took %s; the slow browser held it up", took)
	}
	if err := slow.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("the stream was not ended: %v", err)
	}
	if n := strings.Count(string(rest), "data: "); n == 0 || n >= events {
		t.Errorf("%d of %d events arrived; some should have, and not all", n, events)
	}

	again := f.listen(client)
	f.Emit(app.EventChanged, app.Changed{Seq: 9})
	if got, want := next(t, again), `{"name":"changed","data":{"seq":9}}`; got != want {
		t.Errorf("after connecting again got %s, want %s", got, want)
	}
}

func TestABrowserThatHasGoneIsForgotten(t *testing.T) {
	f := serve(t, notOpen(t))
	client := f.insider()
	// There may be 64 streams at once, so 80 in turn need that each is let go.
	for i := range 80 {
		r := f.request(http.MethodGet, "/events", "")
		deadline := time.Now().Add(patience)
		for {
			response, err := client.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			_ = response.Body.Close()
			if response.StatusCode == http.StatusOK {
				break
			}
			if time.Now().After(deadline) {
				t.Fatalf("stream %d: status %d", i+1, response.StatusCode)
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
}
