package container_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"firstlight/backend/check"
	room "firstlight/backend/container"
)

// vastImage returns the name of an image at a registry that announces layers of so
// many bytes each.
func vastImage(t *testing.T, layers ...int64) string {
	t.Helper()
	const media = "application/vnd.docker.distribution.manifest.v2+json"
	var listed []string
	for i, bytes := range layers {
		listed = append(listed, fmt.Sprintf(`{"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip", "digest": "sha256:%064d", "size": %d}`, i+1, bytes))
	}
	manifest := fmt.Sprintf(`{"schemaVersion": 2, "mediaType": %q, "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "digest": "sha256:%064d", "size": 2}, "layers": [%s]}`,
		media, 0, strings.Join(listed, ", "))
	registry := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/v2/":
		case strings.Contains(r.URL.Path, "/manifests/"):
			w.Header().Set("Content-Type", media)
			_, _ = w.Write([]byte(manifest))
		case strings.Contains(r.URL.Path, "/blobs/"):
			_, _ = w.Write([]byte("{}"))
		}
	}))
	t.Cleanup(registry.Close)
	return strings.TrimPrefix(registry.URL, "http://") + "/harbour/vast:1"
}

func TestComposeImagesThatDoNotFit(t *testing.T) {
	t.Parallel()
	image := vastImage(t, 1<<50, 1<<50)
	p := newProject(t, "services: {}\n")
	p.rewrite("services:\n  vast: { image: \"" + image + "\" }\n  again: { image: \"" + image + "\" }\n")
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
	f := observe(t, c)
	want(t, f, room.NoRoom)
	if !strings.HasSuffix(f.Summary, "and 2251790 GB are to be fetched") || !strings.HasPrefix(f.Summary, "There is room for only ") {
		t.Errorf("summary %q", f.Summary)
	}
	fixNamed(t, c, f, "compose-up")
	f = observe(t, newEngine(t).ImageCheck(image, ""))
	want(t, f, room.NoRoom)
}

func TestComposeSaysWhatIsToBeFetched(t *testing.T) {
	t.Parallel()
	p := newProject(t, "services: {}\n")
	p.rewrite("services:\n  vast: { image: \"" + vastImage(t, 30e6, 12e6) + "\" }\n  db: { image: \"firstlight-nobody-has-this:1\" }\n")
	f := observe(t, newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}}))
	want(t, f, room.NotStarted)
	said := map[string]string{}
	for _, e := range f.Evidence {
		said[e.Label] = e.Value
	}
	if said["To fetch"] != "40 MB packed; unpacked it takes more" || said["Size not known"] != "firstlight-nobody-has-this:1" {
		t.Errorf("evidence %v", f.Evidence)
	}
	f = observe(t, newEngine(t).ImageCheck(vastImage(t, 30e6), "linux/amd64"))
	want(t, f, room.ImageMissing)
	if f.Evidence[0] != check.Fact("To fetch", "30 MB packed; unpacked it takes more") {
		t.Errorf("evidence %v", f.Evidence)
	}
}
