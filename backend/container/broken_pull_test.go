package container_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/docker/docker/api/types/image"

	"firstlight/backend/check"
	room "firstlight/backend/container"
)

// half is a body of which a part comes.
type half struct {
	io.ReadCloser
	left int64
}

// Read reads what there is to come, and then fails as a line does that is cut.
func (h *half) Read(to []byte) (int, error) {
	if h.left <= 0 {
		return 0, io.ErrUnexpectedEOF
	}
	n, err := h.ReadCloser.Read(to[:min(int64(len(to)), h.left)])
	h.left -= int64(n)
	return n, err
}

// TestImageWhosePullBreaksOff cuts the line to the registry in the middle of a
// layer, once.
func TestImageWhosePullBreaksOff(t *testing.T) {
	t.Parallel()
	host := newRegistry(t)
	p := newProject(t, "services: {}\n")
	large(t, p, host+"/harbour/large:1")
	var cut atomic.Bool
	line := httptest.NewServer(&httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(&url.URL{Scheme: "http", Host: host})
			r.Out.SetBasicAuth(registryUser, registryPassword)
		},
		ModifyResponse: func(r *http.Response) error {
			if r.ContentLength > 20<<20 && cut.CompareAndSwap(false, true) {
				r.Body = &half{r.Body, r.ContentLength / 2}
			}
			return nil
		},
	})
	t.Cleanup(line.Close)
	name := strings.TrimPrefix(line.URL, "http://") + "/harbour/large:1"
	c := newEngine(t).ImageCheck(name, "")
	f := observe(t, c)
	want(t, f, room.ImageMissing)
	out := &record{}
	carryOut(t, fixNamed(t, c, f, "pull"), check.Answers{}, out)
	if !cut.Load() || !strings.Contains(strings.Join(out.phases(), "\n"), "The registry broke off; retrying in ") {
		t.Errorf("cut %v, phases %q", cut.Load(), out.phases())
	}
	if strings.Contains(out.text(), "Retrying") {
		t.Errorf("it counts down line by line:\n%s", out.text())
	}
	want(t, observe(t, c), "")
	if _, err := p.api.ImageRemove(t.Context(), name, image.RemoveOptions{Force: true}); err != nil {
		t.Error(err)
	}
}
