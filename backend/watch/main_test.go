package watch_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"firstlight/backend/check"
	"firstlight/backend/watch"
)

func TestMain(m *testing.M) {
	if run, ok := helpers[os.Getenv(helperVar)]; ok {
		run()
		return
	}
	// The tests wait far more than they work.
	flag.Parse()
	if err := flag.Set("test.parallel", "16"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m)
}

// helperVar has the test's own binary play a part in another process.
const helperVar = "WATCH_TEST_HELPER"

var helpers = map[string]func(){}

const (
	// patience is how long a test waits for what must come sooner.
	patience = 20 * time.Second
	// silence is how long nothing must come to be sure that nothing will: longer
	// than the widest gap between two tellings at the settle time of the tests.
	silence = 200 * time.Millisecond
	settle  = 5 * time.Millisecond
)

// watcher returns a watcher of one subject, "it", that looks around rarely, so
// that a test which passes did so by notices.
func watcher(t *testing.T, it check.Watch) *watch.Watcher {
	t.Helper()
	return watcherOf(t, watch.Options{Settle: settle, Poll: time.Hour}, it)
}

func watcherOf(t *testing.T, opts watch.Options, it check.Watch) *watch.Watcher {
	t.Helper()
	w := watch.New(opts)
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	w.Set(map[string]check.Watch{"it": it})
	return w
}

// expect waits until a change of the subject is told, and returns all the keys
// that were told until then.
func expect(t *testing.T, w *watch.Watcher, key string) (keys []string) {
	t.Helper()
	late := time.After(patience)
	for {
		select {
		case more := <-w.Changes():
			if keys = append(keys, more...); slices.Contains(more, key) {
				return keys
			}
		case <-late:
			t.Fatalf("no change of %q was told", key)
		}
	}
}

// calm takes what is still told until nothing is, and returns the keys.
func calm(t *testing.T, w *watch.Watcher) (keys []string) {
	t.Helper()
	late := time.After(patience)
	for {
		select {
		case more := <-w.Changes():
			keys = append(keys, more...)
		case <-time.After(silence):
			return keys
		case <-late:
			t.Fatal("changes are told without an end")
		}
	}
}

// place is a folder to change things in.
type place struct {
	t   *testing.T
	dir string
}

func newPlace(t *testing.T) place {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return place{t, dir}
}

func (p place) path(name string) string { return filepath.Join(p.dir, filepath.FromSlash(name)) }

func (p place) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// write writes a file, and makes the folders above it.
func (p place) write(name, text string) {
	p.t.Helper()
	p.folder(filepath.Dir(name))
	p.must(os.WriteFile(p.path(name), []byte(text), 0o644))
}

func (p place) folder(name string) {
	p.t.Helper()
	p.must(os.MkdirAll(p.path(name), 0o755))
}

func (p place) remove(name string) {
	p.t.Helper()
	p.must(os.RemoveAll(p.path(name)))
}

func (p place) rename(from, to string) {
	p.t.Helper()
	p.must(os.Rename(p.path(from), p.path(to)))
}

// link makes a link, in place of one that is there, whose text is to.
func (p place) link(to, name string) {
	p.t.Helper()
	if !strings.HasPrefix(to, ".") {
		to = p.path(to)
	}
	fresh := p.path(name) + ".fresh"
	if err := os.Symlink(to, fresh); err != nil {
		p.t.Skip("links cannot be made here: ", err)
	}
	p.must(os.Rename(fresh, p.path(name)))
}
