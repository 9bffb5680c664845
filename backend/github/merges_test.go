package github_test

import (
	"slices"
	"testing"
	"time"
)

func TestTheMergesOfAPersonAreCountedAndNobodyElses(t *testing.T) {
	d := newDesk(t)
	if got, err := d.github.Merges(t.Context(), d.dir); err != nil || len(got) != 0 {
		t.Errorf("at first there are %v, %v", got, err)
	}
	d.push("first", "Add a crew")
	var want []time.Time
	for i := range 120 {
		who := "grace"
		if i%10 == 0 {
			who = "ada"
		}
		d.repository.Open(who, "first", "main")
	}
	// Hers are the 1st, the 11th and so on; one of them is closed, one still open.
	for _, number := range []int{31, 1, 11, 2, 51, 61, 71, 81, 91, 101, 111} {
		at := d.repository.Merge(number)
		if number != 2 {
			want = append(want, at)
		}
	}
	d.repository.Shut(21)
	got, err := d.github.Merges(t.Context(), d.dir)
	if err != nil || len(got) != len(want) || !slices.IsSortedFunc(got, time.Time.Compare) {
		t.Fatalf("%d merges, want %d: %v", len(got), len(want), err)
	}
	slices.SortFunc(want, time.Time.Compare)
	for i := range got {
		if !got[i].Equal(want[i]) {
			t.Errorf("merge %d was at %v, want %v", i+1, got[i], want[i])
		}
	}
}
