package store_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/insight"
	"firstlight/backend/insight/insighttest"
	"firstlight/backend/progress"
	"firstlight/backend/store"
)

// arriving returns what hands onboardings over one after another.
func arriving(arrivals ...store.Arrival) func() (*store.Arrival, error) {
	return func() (*store.Arrival, error) {
		if len(arrivals) == 0 {
			return nil, nil
		}
		next := arrivals[0]
		arrivals = arrivals[1:]
		return &next, nil
	}
}

func simulated(n int) store.Arrival {
	o := insighttest.Make(1, n, 10, 0)
	return store.Arrival{ID: o.ID, Track: o.Track, Events: o.Events}
}

func TestImportedOnboardingsAmountToWhatTheirEventsSay(t *testing.T) {
	ctx := context.Background()
	s := open(t, path(t), store.Options{})
	var all []store.Arrival
	var want []insight.Onboarding
	for n := range 10 {
		a := simulated(n)
		all = append(all, a)
		want = append(want, insight.RollUp(a.ID, a.Track, a.Events))
	}
	taken, err := s.Import(ctx, arriving(all...))
	if err != nil || len(taken.Added) != 10 || len(taken.Grown)+len(taken.Doubled) != 0 {
		t.Fatalf("taken %+v, %v", taken, err)
	}
	team, err := s.Team(ctx)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(want, func(a, b insight.Onboarding) int { return strings.Compare(a.ID, b.ID) })
	if diff := cmp.Diff(want, team); diff != "" {
		t.Errorf("the team (-want +got):\n%s", diff)
	}
}

func TestADoubledOnboardingIsKnownAgain(t *testing.T) {
	ctx := context.Background()
	s := open(t, path(t), store.Options{})
	whole := simulated(0)
	half := whole
	half.Events = whole.Events[:len(whole.Events)/2]
	noted := whole
	noted.Events = append(slices.Clone(whole.Events), progress.Event{At: whole.Events[len(whole.Events)-1].At, Kind: progress.Noted, Note: "It hurt"})
	other := whole
	other.Events = slices.Clone(whole.Events)
	other.Events[3].At = other.Events[3].At.Add(1e6)

	for _, step := range []struct {
		name string
		a    store.Arrival
		want store.Taken
	}{
		{"the first half", half, store.Taken{Added: []string{whole.ID}}},
		{"the same again", half, store.Taken{Doubled: []string{whole.ID}}},
		{"the whole", whole, store.Taken{Grown: []string{whole.ID}}},
		{"an older file", half, store.Taken{Doubled: []string{whole.ID}}},
		{"with her notes", noted, store.Taken{Grown: []string{whole.ID}}},
		{"and without", whole, store.Taken{Doubled: []string{whole.ID}}},
	} {
		taken, err := s.Import(ctx, arriving(step.a))
		if diff := cmp.Diff(step.want, taken); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", step.name, err, diff)
		}
	}
	var contradiction *store.ContradictionError
	if _, err := s.Import(ctx, arriving(other)); !errors.As(err, &contradiction) || contradiction.Event != 4 {
		t.Errorf("err = %v, want a contradiction in event 4", err)
	}
	if err := s.Forget(ctx, whole.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.Forget(ctx, whole.ID); !errors.Is(err, store.ErrNone) {
		t.Errorf("forgotten twice: %v", err)
	}
	if taken, err := s.Import(ctx, arriving(other)); err != nil || len(taken.Added) != 1 {
		t.Errorf("taken %+v, %v", taken, err)
	}
}

func TestNothingIsHalfImported(t *testing.T) {
	ctx := context.Background()
	file := path(t)
	s := open(t, file, store.Options{})
	refused := errors.New("the third is no onboarding")
	three := arriving(simulated(0), simulated(1))
	n := 0
	_, err := s.Import(ctx, func() (*store.Arrival, error) {
		if n++; n == 3 {
			return nil, refused
		}
		return three()
	})
	if err != refused {
		t.Errorf("err = %v", err)
	}
	if team, err := s.Team(ctx); err != nil || len(team) != 0 {
		t.Errorf("%d were imported, %v", len(team), err)
	}
	if left := scan[int](t, raw(t, file), "SELECT count(*) FROM imported_event"); left != 0 {
		t.Errorf("%d events are left", left)
	}
}

func TestOtherRulesRollUpAnew(t *testing.T) {
	ctx := context.Background()
	file := path(t)
	s := open(t, file, store.Options{})
	if _, err := s.Import(ctx, arriving(simulated(0))); err != nil {
		t.Fatal(err)
	}
	want, err := s.Team(ctx)
	if err != nil {
		t.Fatal(err)
	}
	db := raw(t, file)
	do(t, db, `UPDATE imported SET rules = 0, rollup = '{"id":"old"}'`)
	got, err := s.Team(ctx)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}
