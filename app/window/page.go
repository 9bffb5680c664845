package window

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"time"

	"github.com/wailsapp/wails/v2/pkg/options/assetserver"

	"firstlight/app"
)

// stateLimit bounds how long the page is held back for the state. The journey is
// opened while WebKit starts, and is mostly there by then.
const stateLimit = 300 * time.Millisecond

// stated writes the state into the page as the page reads it, so that the first
// sight of the journey does not wait until the page has asked for it. A page whose
// state is not there in time asks, as any other does.
func stated(state func() (app.State, error)) assetserver.Middleware {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method != http.MethodGet || (r.URL.Path != "/" && r.URL.Path != "/index.html") {
				next.ServeHTTP(w, r)
				return
			}
			page := &kept{header: w.Header(), status: http.StatusOK}
			next.ServeHTTP(page, r)
			body := page.body.Bytes()
			if block := blockOf(state); page.status == http.StatusOK && block != nil {
				body = bytes.Replace(body, []byte("</body>"), append(block, "</body>"...), 1)
			}
			w.Header().Del("Content-Length")
			w.WriteHeader(page.status)
			if _, err := w.Write(body); err != nil {
				slog.DebugContext(r.Context(), "sending the page", "error", err)
			}
		})
	}
}

// blockOf returns the element that holds the state; nil where there is none in time.
func blockOf(state func() (app.State, error)) []byte {
	read := make(chan []byte, 1)
	go func() {
		var text []byte
		if s, err := state(); err == nil {
			// A state is made of nothing that JSON cannot hold; and json.Marshal leaves
			// no character that could end the element.
			text, _ = json.Marshal(s)
		}
		read <- text
	}()
	select {
	case text := <-read:
		if text == nil {
			return nil
		}
		return append(append([]byte(`<script id="state" type="application/json">`), text...), "</script>"...)
	case <-time.After(stateLimit):
		return nil
	}
}

// kept is an answer that is kept back.
type kept struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (k *kept) Header() http.Header            { return k.header }
func (k *kept) WriteHeader(status int)         { k.status = status }
func (k *kept) Write(some []byte) (int, error) { return k.body.Write(some) }
