package watch_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/watch"
)

// commands returns subjects such as the tools of a person's PATH: each wants to
// hear of one file in each of many folders, most of which are not there.
func commands(p place, folders, names int) map[string]check.Watch {
	subjects := map[string]check.Watch{}
	for n := range names {
		var paths []string
		for f := range folders {
			paths = append(paths, p.path(filepath.Join(fmt.Sprint("bin", f), fmt.Sprint("tool", n))))
		}
		subjects[fmt.Sprint("tool", n)] = check.Watch{Paths: paths}
	}
	return subjects
}

func TestAChangeIsToldToNoneOfTheOthers(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	for f := range 15 {
		p.folder(fmt.Sprint("bin", f))
	}
	w := watcher(t, check.Watch{})
	w.Set(commands(p, 15, 100))
	for _, name := range []string{"bin3/tool7", "bin14/tool99", "bin0/tool0"} {
		p.write(name, "1")
		key := filepath.Base(name)
		keys := append(expect(t, w, key), calm(t, w)...)
		slices.Sort(keys)
		if keys = slices.Compact(keys); !slices.Equal(keys, []string{key}) {
			t.Errorf("%s was told to %v", name, keys)
		}
	}
	p.write("bin3/something-else", "1")
	if keys := calm(t, w); len(keys) > 0 {
		t.Errorf("a file that nobody named was told to %v", keys)
	}
	p.rename("bin3", "away")
	keys := append(expect(t, w, "tool7"), calm(t, w)...)
	slices.Sort(keys)
	if keys = slices.Compact(keys); len(keys) != 100 {
		t.Errorf("a folder that went away was told to %d of 100", len(keys))
	}
}

// TestManyTargetsCostNoMoreEach compares what a target costs among many with
// what it costs among few.
func TestManyTargetsCostNoMoreEach(t *testing.T) {
	p := newPlace(t)
	for f := range 15 {
		p.folder(fmt.Sprint("bin", f))
	}
	each := func(names int) time.Duration {
		subjects := commands(p, 15, names)
		best := time.Hour
		for range 5 {
			w := watch.New(watch.Options{Poll: time.Hour})
			began := time.Now()
			w.Set(subjects)
			best = min(best, time.Since(began)/time.Duration(15*names))
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
		}
		return best
	}
	few, many := each(20), each(200)
	if many > 3*few {
		t.Errorf("a target costs %s among 3000, and %s among 300", many, few)
	}
}

func BenchmarkSet1500Targets(b *testing.B) {
	p := place{&testing.T{}, b.TempDir()}
	for f := range 15 {
		p.folder(fmt.Sprint("bin", f))
	}
	subjects := commands(p, 15, 100)
	b.ReportAllocs()
	for b.Loop() {
		w := watch.New(watch.Options{Poll: time.Hour})
		w.Set(subjects)
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
