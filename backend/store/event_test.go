package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
	"firstlight/backend/store"
)

// always decides to append the same events, whatever came before.
func always(events ...progress.Event) func([]progress.Event) ([]progress.Event, error) {
	return func([]progress.Event) ([]progress.Event, error) { return events, nil }
}

// every returns an event of every kind, with every field set that it may have.
func every() []progress.Event {
	since := time.Date(2026, 3, 29, 3, 0, 0, 5_000_000, time.FixedZone("CEST", 7200))
	return []progress.Event{
		{Kind: progress.Adopted, Session: "s1", Plan: &progress.Plan{
			Name: "Zahlungen – 支払い 🔭", Source: "demo", Hash: "abc", Track: "backend",
			Steps: []progress.PlanStep{{ID: "tool-go", Stage: "Your machine", Kind: journey.Tool, Title: "Go", Milestone: journey.MachineReady}},
		}},
		{Kind: progress.Entered, Session: "s1"},
		{Kind: progress.Active, Session: "s1", Step: "tool-go"},
		{Kind: progress.Asleep, Since: since},
		{Kind: progress.Approved, Session: "s1", Approval: &journey.Approval{
			Hash: "h", Commands: []journey.ApprovedCommand{{Step: "run", Use: journey.UseCheck, Text: "echo \"a\\b\"\n<&>\u2028"}},
		}},
		{Kind: progress.Observed, Step: "tool-go", Finding: &check.Finding{
			Status: check.Failing, Code: "tool/missing", Summary: "Not found", Evidence: []check.Evidence{check.Literal("Found", `C:\Go`)},
			Detail: strings.Repeat("line of output, ünïcödé\n", 1<<16), Pending: true,
		}},
		{Kind: progress.WorkBegan, Session: "s1", Step: "tool-go", Work: &progress.Work{Run: "r1", Use: progress.UseFix, Fix: "apt"}},
		{Kind: progress.WorkEnded, Session: "s1", Step: "tool-go", Work: &progress.Work{Run: "r1", Outcome: progress.Failed, Reason: "exit 1"}},
		{Kind: progress.Attested, Session: "s1", Step: "buddy", Note: "Грета, 👋🏽"},
		{Kind: progress.Left, Session: "s1", Since: since},
	}
}

func TestEventsComeBackAsTheyWereAppended(t *testing.T) {
	ctx, c := context.Background(), newClock()
	s, o := begin(t, store.Options{Now: c.now})
	given := every()
	_, appended, err := s.Append(ctx, o.ID, 0, always(given...))
	if err != nil {
		t.Fatal(err)
	}
	read, err := s.Events(ctx, o.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(appended, read); diff != "" {
		t.Errorf("what was returned is not what was kept:\n%s", diff)
	}
	want := every()
	for i := range want {
		want[i].Seq = int64(i + 1)
		want[i].At = time.Date(2026, 3, 29, 0, 59, 59, 123_000_000, time.UTC)
	}
	if diff := cmp.Diff(want, read); diff != "" {
		t.Errorf("what was kept is not what was given:\n%s", diff)
	}
	if diff := cmp.Diff(given, every()); diff != "" {
		t.Errorf("the events given were changed:\n%s", diff)
	}
	for _, e := range read {
		if e.At.Location() != time.UTC {
			t.Errorf("%s: the time is in %s, want UTC", e.Kind, e.At.Location())
		}
	}
}

func TestAnEventOfAKindYetUnknownIsKept(t *testing.T) {
	ctx := context.Background()
	file := path(t)
	s := open(t, file, store.Options{})
	o, err := s.Begin(ctx, "demo", "")
	if err != nil {
		t.Fatal(err)
	}
	do(t, raw(t, file), "INSERT INTO event (onboarding, at, kind, body) VALUES (?, ?, 'reviewed', ?)",
		o.ID, o.StartedAt.UnixMilli(), `{"step":"pull-request","review":{"by":"mentor"}}`)
	read, err := s.Events(ctx, o.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := []progress.Event{{Seq: 1, At: o.StartedAt, Kind: "reviewed", Step: "pull-request"}}
	if diff := cmp.Diff(want, read); diff != "" {
		t.Error(diff)
	}
	if state := progress.Fold(read); state.Seq != 1 {
		t.Errorf("the fold stands at %d, want 1", state.Seq)
	}
}

func TestAppendHandsOverWhatIsNewer(t *testing.T) {
	ctx := context.Background()
	s, o := begin(t, store.Options{})
	other, err := s.Begin(ctx, "demo", "")
	if err != nil {
		t.Fatal(err)
	}
	_, first, err := s.Append(ctx, o.ID, 0, always(progress.Event{Kind: progress.Entered}, progress.Event{Kind: progress.Active}))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Append(ctx, other.ID, 0, always(progress.Event{Kind: progress.Entered})); err != nil {
		t.Fatal(err)
	}
	var handed []progress.Event
	newer, appended, err := s.Append(ctx, o.ID, first[0].Seq, func(newer []progress.Event) ([]progress.Event, error) {
		handed = newer
		return nil, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first[1:], handed); diff != "" {
		t.Errorf("decide got:\n%s", diff)
	}
	if diff := cmp.Diff(handed, newer); diff != "" {
		t.Errorf("the caller got:\n%s", diff)
	}
	if len(appended) != 0 {
		t.Errorf("appended %v, want nothing", appended)
	}
}

func TestAppendKeepsNothingWhenDecideRefuses(t *testing.T) {
	ctx := context.Background()
	s, o := begin(t, store.Options{})
	_, first, err := s.Append(ctx, o.ID, 0, always(progress.Event{Kind: progress.Entered}))
	if err != nil {
		t.Fatal(err)
	}
	refusal := errors.New("already under way")
	newer, appended, err := s.Append(ctx, o.ID, 0, func([]progress.Event) ([]progress.Event, error) {
		return []progress.Event{{Kind: progress.Active}}, refusal
	})
	if err != refusal {
		t.Errorf("err = %v, want decide's own", err)
	}
	if diff := cmp.Diff(first, newer); diff != "" {
		t.Errorf("newer:\n%s", diff)
	}
	if appended != nil {
		t.Errorf("appended = %v", appended)
	}
	if read, err := s.Events(ctx, o.ID, 0); err != nil || len(read) != 1 {
		t.Errorf("%d events, %v; want 1", len(read), err)
	}
}

func TestAppendIsAllOrNothing(t *testing.T) {
	ctx := context.Background()
	s, o := begin(t, store.Options{})
	if _, _, err := s.Append(ctx, o.ID, 0, always(progress.Event{Kind: progress.Entered}, progress.Event{Kind: ""})); err == nil {
		t.Fatal("an event without a kind was taken")
	}
	if read, err := s.Events(ctx, o.ID, 0); err != nil || len(read) != 0 {
		t.Errorf("%d events, %v; want none", len(read), err)
	}
}

func TestADecisionThatPanicsHoldsNothingUp(t *testing.T) {
	ctx := context.Background()
	s, o := begin(t, store.Options{})
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_, _, _ = s.Append(ctx, o.ID, 0, func([]progress.Event) ([]progress.Event, error) { panic("a mistake") })
	}()
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if _, _, err := s.Append(ctx, o.ID, 0, always(progress.Event{Kind: progress.Entered})); err != nil {
		t.Error(err)
	}
}

func TestAppendToAnUnknownOnboarding(t *testing.T) {
	s, _ := begin(t, store.Options{})
	_, _, err := s.Append(context.Background(), "nobody", 0, func([]progress.Event) ([]progress.Event, error) {
		t.Error("decide was asked")
		return nil, nil
	})
	if !errors.Is(err, store.ErrNone) {
		t.Errorf("err = %v, want ErrNone", err)
	}
}

func TestAClockThatStepsBackReordersNothing(t *testing.T) {
	ctx, c := context.Background(), newClock()
	s, o := begin(t, store.Options{Now: c.now})
	enter := func() time.Time {
		t.Helper()
		_, appended, err := s.Append(ctx, o.ID, 0, always(progress.Event{Kind: progress.Entered}))
		if err != nil {
			t.Fatal(err)
		}
		return appended[0].At
	}
	c.pass(-time.Hour)
	if at := enter(); !at.Equal(o.StartedAt) {
		t.Errorf("the first event is at %s, before its onboarding began at %s", at, o.StartedAt)
	}
	c.pass(3 * time.Hour)
	late := enter()
	if want := o.StartedAt.Add(2 * time.Hour); !late.Equal(want) {
		t.Errorf("at = %s, want %s", late, want)
	}
	c.pass(-24 * time.Hour)
	if at := enter(); !at.Equal(late) {
		t.Errorf("at = %s, want the time of the event before, %s", at, late)
	}
}

func TestVersionTellsOfEveryCommit(t *testing.T) {
	ctx := context.Background()
	file := path(t)
	here, there := open(t, file, store.Options{}), open(t, file, store.Options{})
	o, err := here.Begin(ctx, "demo", "")
	if err != nil {
		t.Fatal(err)
	}
	version := func() int64 {
		t.Helper()
		v, err := here.Version(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	last := version()
	if again := version(); again != last {
		t.Fatalf("the version went from %d to %d with nothing committed", last, again)
	}
	for name, commit := range map[string]func() error{
		"an event of this store": func() error {
			_, _, err := here.Append(ctx, o.ID, 0, always(progress.Event{Kind: progress.Entered}))
			return err
		},
		"an event of another": func() error {
			_, _, err := there.Append(ctx, o.ID, 0, always(progress.Event{Kind: progress.Entered}))
			return err
		},
		"a session of another": func() error { return there.OpenSession(ctx, store.Session{ID: "s1", Onboarding: o.ID}) },
		"a setting of another": func() error { return there.SetSetting(ctx, "theme", "dark") },
	} {
		if err := commit(); err != nil {
			t.Fatal(err)
		}
		now := version()
		if now == last {
			t.Errorf("%s left the version at %d", name, now)
		}
		last = now
	}
}
