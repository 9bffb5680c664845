package watch_test

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"firstlight/backend/check"
)

func TestABurstIsToldSeldomAndToItsEnd(t *testing.T) {
	t.Parallel()
	const events, folders = 10_000, 100
	p := newPlace(t)
	p.folder("tree")
	w := watcher(t, check.Watch{Trees: []string{p.path("tree")}})
	burst := make(chan error, 1)
	go func() { burst <- churn(p.path("tree"), events, folders) }()

	last := filepath.Join(p.path("tree"), strconv.Itoa(folders-1), "file")
	tellings := 0
	for late := time.After(patience); ; tellings++ {
		select {
		case <-w.Changes():
		case <-late:
			t.Fatalf("after %d tellings the end of the burst was not told", tellings)
		}
		if info, err := os.Stat(last); err == nil && info.Size() == events/folders {
			break
		}
	}
	p.must(<-burst)
	tellings += len(calm(t, w))
	if tellings > events/20 {
		t.Errorf("a burst of %d events was told %d times", events, tellings)
	}
	p.write("tree/"+strconv.Itoa(folders/2)+"/new", "")
	expect(t, w, "it")
}

// churn makes folders, and writes in each to two files in turn: the system takes
// writes to the same file together.
func churn(root string, events, folders int) error {
	for i := range folders {
		dir := filepath.Join(root, strconv.Itoa(i))
		if err := os.Mkdir(dir, 0o755); err != nil {
			return err
		}
		other, err := os.Create(filepath.Join(dir, "other"))
		if err != nil {
			return err
		}
		file, err := os.Create(filepath.Join(dir, "file"))
		if err != nil {
			return err
		}
		for range events / folders {
			_, err = other.WriteString(".")
			_, err2 := file.WriteString(".")
			if err := errors.Join(err, err2); err != nil {
				return err
			}
		}
		if err := errors.Join(file.Close(), other.Close()); err != nil {
			return err
		}
	}
	return nil
}

func TestLostNoticesCountAsChanges(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	p.write("tree/a/file", "1")
	w := watcher(t, check.Watch{Paths: []string{p.path("file")}, Trees: []string{p.path("tree")}})
	w.Lose()
	expect(t, w, "it")
	calm(t, w)
	for _, name := range []string{"file", "tree/a/file", "tree/b/file"} {
		p.write(name, "2")
		expect(t, w, "it")
		calm(t, w)
	}
}
