package watch_test

import (
	"slices"
	"testing"
	"time"

	"firstlight/backend/check"
)

func TestSetReplacesTheSubjects(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	w := watcher(t, check.Watch{Paths: []string{p.path("a"), p.path("both")}})
	set := func(subjects map[string]string) {
		t.Helper()
		watches := map[string]check.Watch{}
		for key, name := range subjects {
			watches[key] = check.Watch{Paths: []string{p.path(name), p.path("both")}}
		}
		w.Set(watches)
	}
	told := func(name string, want ...string) {
		t.Helper()
		p.write(name, time.Now().String())
		var got []string
		if len(want) > 0 {
			got = expect(t, w, want[0])
		}
		got = append(got, calm(t, w)...)
		slices.Sort(got)
		if got = slices.Compact(got); !slices.Equal(got, want) {
			t.Errorf("a change of %s was told as one of %q, want %q", name, got, want)
		}
	}
	set(map[string]string{"it": "a", "that": "b"})
	told("a", "it")
	told("b", "that")
	told("both", "it", "that")
	set(map[string]string{"that": "a"})
	told("a", "that")
	told("b")
	told("both", "that")
	set(nil)
	told("a")
	w.Set(map[string]check.Watch{"none": {}})
	told("both")
	set(map[string]string{"new": "x/y"})
	told("x/y", "new")
}

func TestASubjectThatIsNoLongerSetIsNotTold(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	w := watcher(t, check.Watch{Paths: []string{p.path("a")}})
	p.write("a", "")
	w.Set(map[string]check.Watch{"other": {Paths: []string{p.path("b")}}})
	if keys := calm(t, w); len(keys) > 0 {
		t.Errorf("told %v", keys)
	}
}

func TestNobodyListening(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	w := watcher(t, check.Watch{Paths: []string{p.path("a")}})
	for range 200 {
		p.write("a", time.Now().String())
	}
	w.Set(map[string]check.Watch{"it": {Paths: []string{p.path("a")}}, "other": {Paths: []string{p.path("b")}}})
	p.write("b", "")
	expect(t, w, "other")
}

func TestCloseEndsEverything(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	w := watcher(t, check.Watch{Paths: []string{p.path("a")}})
	p.write("a", "")
	for range 2 {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	}
	for range w.Changes() {
		t.Error("a change was told after the end")
	}
	w.Set(map[string]check.Watch{"it": {Paths: []string{p.path("a")}}})
	if polling := w.Polling(); len(polling) > 0 {
		t.Errorf("polling: %v", polling)
	}
}
