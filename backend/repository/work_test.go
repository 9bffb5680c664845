package repository_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"firstlight/backend/repository"
)

func TestWorkOfAClone(t *testing.T) {
	b := newBench(t)
	dir, origin := b.cloned()
	g := b.rooms()
	b.git(dir, "switch", "--quiet", "-c", "lamp")
	b.commit(dir, "lamp.go", "Add a lamp\n\nSo that it shines.")
	b.git(dir, "push", "--quiet", "origin", "lamp")
	b.git(dir, "switch", "--quiet", "-c", "horn")
	b.commit(dir, "horn.go", "Add a horn")
	b.git(dir, "switch", "--quiet", "lamp")
	w, err := g.Work(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if w.Origin != repository.FileURL(origin) || w.Base != "main" || w.Head != "lamp" || len(w.Branches) != 2 {
		t.Fatalf("%+v", w)
	}
	lamp, horn := w.Branches[0], w.Branches[1]
	if lamp.Name != "lamp" || lamp.Subject != "Add a lamp" || lamp.Body != "So that it shines." || !lamp.Pushed {
		t.Errorf("%+v", lamp)
	}
	if horn.Name != "horn" || horn.Body != "" || horn.Pushed {
		t.Errorf("%+v", horn)
	}
	if since := time.Since(w.Since); since < 0 || since > time.Hour {
		t.Errorf("cloned at %v", w.Since)
	}
}

func TestFilesOfTheOrigin(t *testing.T) {
	b := newBench(t)
	dir, _ := b.cloned()
	g := b.rooms()
	b.commit(dir, filepath.Join(".github", "hello.md"), "Say hello")
	b.git(dir, "push", "--quiet", "origin", "HEAD:main")
	b.write(dir, filepath.Join(".github", "later.md"), "not committed")
	files, err := g.Files(t.Context(), dir, "main", ".github")
	if err != nil || !slices.Equal(files, []string{".github/hello.md"}) {
		t.Errorf("%q %v", files, err)
	}
	if files, err := g.Files(t.Context(), dir, "main", "docs"); err != nil || len(files) > 0 {
		t.Errorf("%q %v", files, err)
	}
	root, err := g.Files(t.Context(), dir, "main", "")
	if err != nil || !slices.Contains(root, ".github") {
		t.Errorf("%q %v", root, err)
	}
	if _, err := g.Text(t.Context(), dir, "main", ".github/hello.md"); err != nil {
		t.Error(err)
	}
}
