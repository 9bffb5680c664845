package web_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"firstlight/app"
	"firstlight/app/web"
	"firstlight/backend/guide"
)

func TestTheBridgeComesBeforeThePagesOwnScript(t *testing.T) {
	f := serve(t, notOpen(t))
	client := f.insider()
	for _, path := range []string{"/", "/index.html"} {
		_, header, body := f.do(client, f.request(http.MethodGet, path, ""))
		page := string(body)
		bridge, own := strings.Index(page, `src="/bridge.js"`), strings.Index(page, "index-1a2b.js")
		if bridge < 0 || own < 0 || bridge > own {
			t.Errorf("%s: bridge at %d, own script at %d in %s", path, bridge, own, page)
		}
		if got := header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s: Cache-Control %q, want no-store", path, got)
		}
	}
	status, header, body := f.do(client, f.request(http.MethodGet, "/bridge.js", ""))
	if status != http.StatusOK || !strings.HasPrefix(header.Get("Content-Type"), "text/javascript") || !strings.Contains(string(body), "window.go") {
		t.Errorf("the bridge answered %d as %s", status, header.Get("Content-Type"))
	}
}

func TestFilesHaveTheirTypeAndAreKeptByContent(t *testing.T) {
	f := serve(t, notOpen(t))
	client := f.insider()
	for path, want := range map[string]struct{ kind, cache string }{
		"/assets/index-1a2b.js":   {"text/javascript; charset=utf-8", "immutable"},
		"/assets/style-3c4d.css":  {"text/css; charset=utf-8", "immutable"},
		"/assets/index-1a2b.wasm": {"application/octet-stream", "immutable"},
		"/favicon.svg":            {"image/svg+xml", "no-store"},
	} {
		status, header, _ := f.do(client, f.request(http.MethodGet, path, ""))
		if status != http.StatusOK || header.Get("Content-Type") != want.kind || !strings.Contains(header.Get("Cache-Control"), want.cache) {
			t.Errorf("%s: %d, %q, %q; want %+v", path, status, header.Get("Content-Type"), header.Get("Cache-Control"), want)
		}
	}
}

func TestNothingOutsideTheInterfaceIsServed(t *testing.T) {
	f := serve(t, notOpen(t))
	client := f.insider()
	for _, path := range []string{
		"/assets/", "/assets", "/nothing.js", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2findex.html",
		"//etc/passwd", "/assets/%00", `/..\..\etc\passwd`, "/call/", "/call",
	} {
		r := f.request(http.MethodGet, "/", "")
		r.URL.Opaque = path
		status, header, body := f.do(client, r)
		if status < 300 || status == http.StatusSeeOther || strings.Contains(string(body), "root:") {
			t.Errorf("%s answered %d to %q: %s", path, status, header.Get("Location"), body)
		}
	}
}

func TestAProgramWithoutItsInterfaceSaysSo(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"not built": {"README": {Data: []byte("x")}},
		"broken":    {"index.html": {Data: []byte("<html></html>")}},
	} {
		if _, err := web.Listen(t.Context(), notOpen(t), files, web.Options{}); err == nil || !strings.Contains(err.Error(), "interface") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestAPortThatIsTakenIsNamed(t *testing.T) {
	taken := serve(t, notOpen(t))
	port, err := strconv.Atoi(taken.base[strings.LastIndexByte(taken.base, ':')+1:])
	if err != nil {
		t.Fatal(err)
	}
	_, err = web.Listen(t.Context(), notOpen(t), built(), web.Options{Port: port})
	var portError *web.PortError
	if !errors.As(err, &portError) || portError.Port != port || !strings.Contains(err.Error(), "another program") {
		t.Errorf("error %v, want that port %d is used", err, port)
	}
}

func TestOnlyThisMachineIsListenedTo(t *testing.T) {
	f := serve(t, notOpen(t))
	port := f.base[strings.LastIndexByte(f.base, ':')+1:]
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range addresses {
		ip, ok := a.(*net.IPNet)
		if !ok || ip.IP.IsLoopback() {
			continue
		}
		conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", net.JoinHostPort(ip.IP.String(), port))
		if err == nil {
			_ = conn.Close()
			t.Errorf("%s answers", ip.IP)
		}
	}
}

func TestAWholeJourneyIsShownInABrowser(t *testing.T) {
	t.Setenv("FIRSTLIGHT_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	a := app.New(func(ctx context.Context) (*guide.Guide, error) {
		return guide.Assemble(ctx, guide.Face{Name: "browser"})
	})
	f := serve(t, a)
	client := f.insider()
	stream := f.listen(client)
	if err := app.Start(t.Context(), a, f, guide.Options{Source: guide.DemoSource}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := app.Stop(context.WithoutCancel(t.Context()), a); err != nil {
			t.Error(err)
		}
	})
	if got := next(t, stream); !strings.Contains(got, `"changed"`) {
		t.Errorf("the first event is %s", got)
	}
	status, _, body := f.do(client, f.call("State", "[]"))
	if status != http.StatusOK || !strings.Contains(string(body), `"source":"demo"`) {
		t.Errorf("status %d: %.400s", status, body)
	}
	status, _, body = f.do(client, f.call("Check", `["disk"]`))
	if status != http.StatusOK || string(body) != "null" {
		t.Errorf("a call without a result answered %d: %s", status, body)
	}
}
