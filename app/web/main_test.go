package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"go.uber.org/goleak"

	"firstlight/app"
	"firstlight/app/web"
	"firstlight/backend/check"
	"firstlight/backend/container"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience bounds how long a test waits for what has to come; no test waits
// that long unless it fails.
const patience = 20 * time.Second

const index = `<!doctype html>
<html><head>
    <script type="module" crossorigin src="./assets/index-1a2b.js"></script>
</head><body></body></html>`

func built() fstest.MapFS {
	return fstest.MapFS{
		"index.html":             {Data: []byte(index)},
		"assets/index-1a2b.js":   {Data: []byte("export {}")},
		"assets/style-3c4d.css":  {Data: []byte("body {}")},
		"favicon.svg":            {Data: []byte("<svg/>")},
		"assets/index-1a2b.wasm": {Data: []byte("\x00asm")},
	}
}

// face is a server under test and where it answers.
type face struct {
	*testing.T
	*web.Server
	base string // http://127.0.0.1:PORT
	one  string // a one-time address
}

// notOpen is an App whose guide has no journey open, so that its calls answer
// with an error that is known.
func notOpen(t *testing.T) *app.App {
	t.Helper()
	a := app.New(func(context.Context) (*guide.Guide, error) {
		return guide.New(guide.Config{Store: nothing{}, Watcher: nothing{}, Rooms: nothing{}, Library: nothing{}}), nil
	})
	if err := app.Start(t.Context(), a, nothing{}, guide.Options{Source: "none"}); err == nil {
		t.Fatal("a journey was opened where there is none")
	}
	t.Cleanup(func() {
		if err := app.Stop(context.WithoutCancel(t.Context()), a); err != nil {
			t.Error(err)
		}
	})
	return a
}

// nothing is the part of a guide that has nothing, and crashes when it is asked
// for the journey "crash".
type nothing struct{ guide.Store }

func (nothing) Emit(string, any)               {}
func (nothing) Set(map[string]check.Watch)     {}
func (nothing) Changes() <-chan []string       { return nil }
func (nothing) Polling() map[string]string     { return nil }
func (nothing) Check(journey.Step) check.Check { return check.Check{} }
func (nothing) Managers() []string             { return nil }
func (nothing) Prefer(string)                  {}
func (nothing) Adopt(journey.Journey) error    { return nil }

func (nothing) Expand(_ context.Context, j journey.Journey) journey.Journey { return j }

func (nothing) Known(string) (check.KnownFailure, bool) { return check.KnownFailure{}, false }

func (nothing) Prepare(context.Context, journey.Journey) error { return nil }
func (nothing) Close() error                                   { return nil }

func (nothing) Services([]journey.Step, container.Telling) guide.Services { return nil }

func (nothing) Names(context.Context) []string { return nil }

func (nothing) OpenIssue(context.Context, string, string, string, string) (string, error) {
	return "", nil
}

func (nothing) Merges(context.Context, journey.Step) ([]time.Time, error) { return nil, nil }

func (nothing) Comment(context.Context, string, string, int, string) (string, error) { return "", nil }

func (nothing) Load(_ context.Context, source string) (journey.Journey, []string, error) {
	if source == "crash" {
		panic("this library crashes")
	}
	return journey.Journey{}, nil, guide.ErrNotOpen
}

func serve(t *testing.T, a *app.App) *face {
	t.Helper()
	s, err := web.Listen(t.Context(), a, built(), web.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("serving: %v", err)
		}
	})
	one := s.Address()
	u, err := url.Parse(one)
	if err != nil {
		t.Fatal(err)
	}
	return &face{T: t, Server: s, base: "http://" + u.Host, one: one}
}

// browser is a client with a cookie jar that keeps to itself where it is sent.
func (f *face) browser() *http.Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		f.Fatal(err)
	}
	transport := &http.Transport{}
	f.Cleanup(transport.CloseIdleConnections)
	return &http.Client{
		Jar: jar, Transport: transport, Timeout: patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// insider is a browser that was let in.
func (f *face) insider() *http.Client {
	f.Helper()
	client := f.browser()
	if status, _, _ := f.do(client, f.request(http.MethodGet, f.Address(), "")); status != http.StatusSeeOther {
		f.Fatalf("the one-time address answered %d, want %d", status, http.StatusSeeOther)
	}
	return client
}

func (f *face) request(method, address, body string) *http.Request {
	f.Helper()
	if strings.HasPrefix(address, "/") {
		address = f.base + address
	}
	r, err := http.NewRequestWithContext(f.Context(), method, address, strings.NewReader(body))
	if err != nil {
		f.Fatal(err)
	}
	return r
}

// call is what the page sends for a call.
func (f *face) call(method, args string) *http.Request {
	f.Helper()
	r := f.request(http.MethodPost, "/call/"+method, args)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Origin", f.base)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return r
}

func (f *face) do(client *http.Client, r *http.Request) (int, http.Header, []byte) {
	f.Helper()
	response, err := client.Do(r)
	if err != nil {
		f.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		f.Fatal(err)
	}
	return response.StatusCode, response.Header, body
}

// fails does the call and checks that it is answered with an error of the form
// that the page reads.
func (f *face) fails(client *http.Client, r *http.Request, status int, code string) {
	f.Helper()
	got, header, body := f.do(client, r)
	if got != status {
		f.Errorf("status %d, want %d: %s", got, status, body)
	}
	if kind := header.Get("Content-Type"); !strings.HasPrefix(kind, "application/json") {
		f.Errorf("content type %q, want application/json", kind)
	}
	var e struct{ Code, Message, Hint string }
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&e); err != nil {
		f.Fatalf("%v in %s", err, body)
	}
	if e.Code != code || e.Message == "" || e.Hint == "" {
		f.Errorf("error %+v, want code %q with a message and a hint", e, code)
	}
}
