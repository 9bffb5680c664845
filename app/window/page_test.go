package window

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"firstlight/app"
)

const page = "<html><body><div id=\"app\"></div></body></html>"

func TestThePageComesWithTheState(t *testing.T) {
	never := make(chan struct{})
	t.Cleanup(func() { close(never) })
	known := func() (app.State, error) {
		return app.State{Current: "</script><script>alert(1)"}, nil
	}
	for name, c := range map[string]struct {
		path  string
		state func() (app.State, error)
		with  bool
	}{
		"the page":        {"/", known, true},
		"by its name":     {"/index.html", known, true},
		"another file":    {"/assets/a.js", known, false},
		"no journey":      {"/", func() (app.State, error) { return app.State{}, errors.New("no journey") }, false},
		"none in time":    {"/", func() (app.State, error) { <-never; return app.State{}, nil }, false},
		"no page of ours": {"/gone", known, false},
	} {
		t.Run(name, func(t *testing.T) {
			files := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/gone" {
					w.WriteHeader(http.StatusNotFound)
				}
				w.Header().Set("Content-Length", "47")
				_, _ = w.Write([]byte(page))
			})
			answer := httptest.NewRecorder()
			stated(c.state)(files).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, c.path, nil))
			body := answer.Body.String()
			if with := strings.Contains(body, `<script id="state" type="application/json">{`); with != c.with {
				t.Errorf("the page is %s", body)
			}
			if c.with && (strings.Count(body, "</script>") != 1 || !strings.HasSuffix(body, "</script></body></html>")) {
				t.Errorf("the state ends its own element: %s", body)
			}
			if !c.with && body != page {
				t.Errorf("the page is another: %s", body)
			}
		})
	}
}
