package failure_test

import (
	"slices"
	"strings"
	"testing"

	"firstlight/backend/failure"
)

// list returns a catalogue of failures that are each an id, a pattern and,
// after a colon, what it stands over.
func list(t *testing.T, entries ...string) failure.Catalogue {
	t.Helper()
	var source strings.Builder
	for _, e := range entries {
		id, rest, _ := strings.Cut(e, " ")
		pattern, over, _ := strings.Cut(rest, ":")
		source.WriteString("- {id: " + id + ", pattern: '" + pattern + "', over: [" + over + "], cause: " + id + " of " + entries[0] + ", next: N.}\n")
	}
	catalogue, err := failure.Parse([]byte(source.String()))
	if err != nil {
		t.Fatal(err)
	}
	return catalogue
}

func TestMostSpecificWins(t *testing.T) {
	cases := []struct {
		name    string
		entries []string
		output  string
		want    string
	}{
		{"the only one that matches", []string{"a one", "b two"}, "two", "b"},
		{"the one said last", []string{"a one", "b two"}, "two\none\n", "a"},
		{"the one said last, again", []string{"a one", "b two"}, "one\ntwo\none\ntwo\n", "b"},
		{"the first in the file where both end alike", []string{"a one", "b ne"}, "one", "a"},
		{"the one that stands over the other", []string{"a one", "b two:a"}, "two\none\n", "b"},
		{"the one that stands over it through another", []string{"a one", "b two:a", "c three:b"}, "three\none\n", "c"},
		{"not one whose better did not match", []string{"a one", "b two:a"}, "one\n", "a"},
		{"the last of those that nothing stands over", []string{"a one", "b two:a", "c three"}, "three\ntwo\none\n", "b"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got, _ := list(t, c.entries...).Match(c.output, "linux"); got.ID != c.want {
				t.Errorf("got %q, want %q", got.ID, c.want)
			}
		})
	}
}

func TestWhatStandsOverEachOtherIsRefused(t *testing.T) {
	source := "- {id: a, pattern: one, over: [b], cause: C., next: N.}\n- {id: b, pattern: two, over: [c], cause: C., next: N.}\n- {id: c, pattern: six, over: [a], cause: C., next: N.}\n"
	if _, err := failure.Parse([]byte(source)); err == nil || !strings.Contains(err.Error(), "line 1: a stands over itself") {
		t.Errorf("got %v", err)
	}
}

func TestAJourneysOwnFailures(t *testing.T) {
	ours := list(t, "a one", "b two", "c three")
	theirs := list(t, "b zwei", "d one")
	both := ours.With(theirs)
	if got, want := both.IDs(), []string{"a", "c", "b", "d"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	cases := []struct{ name, output, id, cause string }{
		{"what only ours know is known still", "three", "c", "c of a one"},
		{"theirs is added", "zwei", "b", "b of b zwei"},
		{"theirs takes the place of ours", "two", "", ""},
		{"theirs goes first where both match", "one", "d", "d of b zwei"},
		{"theirs goes first, though ours is said later", "one\nthree", "d", "d of b zwei"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got, _ := both.Match(c.output, "linux"); got.ID != c.id || got.Cause != c.cause {
				t.Errorf("got %q, %q; want %q, %q", got.ID, got.Cause, c.id, c.cause)
			}
		})
	}
	if got, _ := ours.Match("two", "linux"); got.ID != "b" {
		t.Errorf("With changed the catalogue that it was called on: got %q", got.ID)
	}
	again := both.With(list(t, "e one"))
	if got, _ := again.Match("one", "linux"); got.ID != "e" {
		t.Errorf("the last list added does not go first: got %q", got.ID)
	}
}
