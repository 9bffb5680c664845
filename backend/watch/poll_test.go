package watch_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/watch"
)

func TestATreeWithTooManyFoldersIsPolled(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	for i := range 5 {
		p.write(fmt.Sprintf("tree/%d/file", i), "1")
	}
	p.write("small/a/file", "1")
	w := watcherOf(t, watch.Options{Settle: settle, Poll: 20 * time.Millisecond, MaxTrees: 4}, check.Watch{Trees: []string{p.path("tree")}})
	want := p.path("tree") + " has too many folders below it: 4 are watched at most"
	if got := w.Polling()["it"]; got != want {
		t.Errorf("polled because %q, want %q", got, want)
	}
	if keys := calm(t, w); len(keys) > 0 {
		t.Errorf("told %v though nothing changed", keys)
	}
	for _, change := range []change{
		func(p place) { p.write("tree/3/file", "longer") },
		func(p place) { p.write("tree/new/file", "") },
		func(p place) { p.must(os.Chmod(p.path("tree/3/file"), 0o400)) },
		func(p place) { p.write("fresh", "longer"); p.rename("fresh", "tree/2/file") },
		func(p place) { p.remove("tree/1/file") },
	} {
		change(p)
		expect(t, w, "it")
		calm(t, w)
	}

	t.Run("until it is small enough", func(t *testing.T) {
		p.remove("tree")
		expect(t, w, "it")
		calm(t, w)
		if polling := w.Polling(); len(polling) > 0 {
			t.Errorf("polling: %v", polling)
		}
		p.write("tree/a/file", "1")
		expect(t, w, "it")
		calm(t, w)
	})

	t.Run("without taking others along", func(t *testing.T) {
		p.write("tree/more/and/more/and/more/file", "")
		expect(t, w, "it")
		w.Set(map[string]check.Watch{"big": {Trees: []string{p.path("tree")}}, "small": {Trees: []string{p.path("small")}}})
		polling := w.Polling()
		if polling["big"] == "" || polling["small"] != "" {
			t.Errorf("polling: %v", polling)
		}
		p.write("small/a/file", "2")
		expect(t, w, "small")
	})
}
