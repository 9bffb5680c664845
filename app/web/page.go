package web

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed bridge.js
var bridge []byte

// page serves the files of the frontend, with the bridge added to index.html.
type page struct {
	files fs.FS
	index []byte
}

func newPage(files fs.FS) (*page, error) {
	index, err := fs.ReadFile(files, "index.html")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("this program was built without its interface; build it with: make build")
	}
	if err != nil {
		return nil, fmt.Errorf("reading the interface: %w", err)
	}
	before, after, found := bytes.Cut(index, []byte("<script"))
	if !found {
		return nil, errors.New("this program was built with a broken interface: index.html has no script")
	}
	// The page's own script asks for what the bridge defines, so it comes first.
	index = bytes.Join([][]byte{before, []byte(`<script src="/bridge.js"></script>` + "\n    "), []byte("<script"), after}, nil)
	return &page{files: files, index: index}, nil
}

// types are the media types of the frontend's files: what the system says of
// them differs, and on Windows any program may have changed it.
var types = map[string]string{
	".css":   "text/css; charset=utf-8",
	".html":  "text/html; charset=utf-8",
	".ico":   "image/x-icon",
	".jpg":   "image/jpeg",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json; charset=utf-8",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".txt":   "text/plain; charset=utf-8",
	".webp":  "image/webp",
	".woff2": "font/woff2",
}

// ServeHTTP serves one file.
func (p *page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(r.URL.Path, "/")
	var body []byte
	switch name {
	case "", "index.html":
		name, body = "index.html", p.index
	case "bridge.js":
		body = bridge
	default:
		var err error
		// fs.ReadFile refuses names that leave the folder, and folders.
		if body, err = fs.ReadFile(p.files, name); err != nil {
			show(w, http.StatusNotFound, missingText())
			return
		}
	}
	kind, known := types[path.Ext(name)]
	if !known {
		kind = "application/octet-stream"
	}
	w.Header().Set("Content-Type", kind)
	if strings.HasPrefix(name, "assets/") {
		// Vite names these after their content.
		w.Header().Set("Cache-Control", "private, max-age=31536000, immutable")
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}
