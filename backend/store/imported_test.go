package store_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

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

// TestAnImportThatStopsIsGoneOnWith stops an import in the middle, as an error of what
// is handed over does.
func TestAnImportThatStopsIsGoneOnWith(t *testing.T) {
	ctx := context.Background()
	s := open(t, path(t), store.Options{})
	var all []store.Arrival
	for n := range 20 {
		all = append(all, simulated(n))
	}
	refused := errors.New("the disk went away")
	some := arriving(all...)
	n := 0
	first, err := s.Import(ctx, func() (*store.Arrival, error) {
		if n++; n > 15 {
			return nil, refused
		}
		return some()
	})
	if err != refused || len(first.Added) != 15 {
		t.Fatalf("taken %+v, %v; want all that were handed over", first, err)
	}
	again, err := s.Import(ctx, arriving(all...))
	if err != nil || len(again.Added) != 5 || len(again.Doubled) != 15 {
		t.Errorf("%d more were taken in and %d known again, %v", len(again.Added), len(again.Doubled), err)
	}
	if team, err := s.Team(ctx); err != nil || len(team) != 20 {
		t.Errorf("there are %d, %v", len(team), err)
	}
}

// TestOthersWriteWhileOnboardingsAreImported has a second program write all the while,
// which never waits for more than a small part of the import.
func TestOthersWriteWhileOnboardingsAreImported(t *testing.T) {
	ctx, file := context.Background(), path(t)
	s, other := open(t, file, store.Options{}), open(t, file, store.Options{})
	o, err := other.Begin(ctx, "demo", "")
	if err != nil {
		t.Fatal(err)
	}
	const all = 300
	n, taken := 0, 0
	_, err = s.Import(ctx, func() (*store.Arrival, error) {
		if n == all {
			return nil, nil
		}
		// In between nothing keeps another program from writing: it would wait in vain.
		if n%20 == 0 {
			if _, _, err := other.Append(ctx, o.ID, 0, always(progress.Event{Kind: progress.Active})); err != nil {
				return nil, err
			}
		}
		held, err := other.Holding(ctx)
		if err != nil {
			return nil, err
		}
		taken = held.Imported
		arrival := simulated(n)
		n++
		return &arrival, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if taken == 0 {
		t.Error("all was written at once, at the end")
	}
}

// TestAnImportThatIsKilledIsGoneOnWith kills a program in the middle of an import: what
// is there then is whole, and the next import takes in the rest.
func TestAnImportThatIsKilledIsGoneOnWith(t *testing.T) {
	ctx, file := context.Background(), path(t)
	s := open(t, file, store.Options{})
	p := start(t, "import", file)
	p.letGo(t)
	there := func() int {
		held, err := s.Holding(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return held.Imported
	}
	for there() == 0 {
		time.Sleep(time.Millisecond)
	}
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Wait(); err == nil {
		t.Fatal("the program ended by itself")
	}
	before := there()
	if before == 0 || before >= importedMany {
		t.Fatalf("%d of %d were taken in before the kill", before, importedMany)
	}
	taken, err := s.Import(ctx, manyArriving())
	if err != nil || len(taken.Doubled) != before || len(taken.Added) != importedMany-before || len(taken.Grown) != 0 {
		t.Errorf("after %d, %d more were taken in, %d had grown and %d were known again, %v", before, len(taken.Added), len(taken.Grown), len(taken.Doubled), err)
	}
	team, err := s.Team(ctx)
	if err != nil || len(team) != importedMany {
		t.Fatalf("there are %d, %v", len(team), err)
	}
	arrivals := manyArriving()
	want := map[string]insight.Onboarding{}
	for a, _ := arrivals(); a != nil; a, _ = arrivals() {
		want[a.ID] = insight.RollUp(a.ID, a.Track, a.Events)
	}
	for _, got := range team {
		if diff := cmp.Diff(want[got.ID], got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", got.ID, diff)
		}
	}
}

// importedMany is how many onboardings a program imports that is killed meanwhile.
const importedMany = 300

// manyArriving hands over that many, of which each is made when it is asked for.
func manyArriving() func() (*store.Arrival, error) {
	n := 0
	return func() (*store.Arrival, error) {
		if n == importedMany {
			return nil, nil
		}
		a := simulated(n)
		n++
		return &a, nil
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
