package progress_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// history builds the events of an onboarding, each at a time from its start.
type history struct {
	seq    int64
	events []progress.Event
}

func begun(steps ...progress.PlanStep) *history {
	h := &history{}
	h.at(0, progress.Event{Kind: progress.Adopted, Plan: &progress.Plan{Name: "Test", Steps: steps}})
	return h
}

func (h *history) at(since time.Duration, e progress.Event) *history {
	h.seq++
	e.Seq, e.At = h.seq, start.Add(since)
	h.events = append(h.events, e)
	return h
}

func (h *history) found(since time.Duration, step string, f check.Finding) *history {
	return h.at(since, progress.Event{Kind: progress.Observed, Step: step, Finding: &f})
}

func (h *history) work(since time.Duration, kind progress.Kind, step string, w progress.Work) *history {
	return h.at(since, progress.Event{Kind: kind, Session: "s", Step: step, Work: &w})
}

func (h *history) enter(since time.Duration, session string) *history {
	return h.at(since, progress.Event{Kind: progress.Entered, Session: session})
}

func (h *history) leave(since, alive time.Duration, session string) *history {
	return h.at(since, progress.Event{Kind: progress.Left, Session: session, Since: start.Add(alive)})
}

func (h *history) stateAt(since time.Duration) *progress.State {
	return progress.Fold(h.events).At(start.Add(since))
}

var (
	holds = check.Hold("It holds")
	fails = check.Fail("test/fails", "It does not hold")
	tool  = progress.PlanStep{ID: "tool", Kind: journey.Tool, Milestone: journey.MachineReady}
	clone = progress.PlanStep{ID: "clone", Kind: journey.Clone, Milestone: journey.CodeCloned}
	hello = progress.PlanStep{ID: "hello", Kind: journey.Ask}
)

func TestTimeIsSplit(t *testing.T) {
	const m = time.Minute
	tests := []struct {
		name  string
		given *history
		now   time.Duration
		want  progress.Split
	}{
		{
			"a person at work counts as hands-on",
			begun(tool).enter(0, "s"), 4 * m,
			progress.Split{HandsOn: 4 * m},
		}, {
			"without a sign of the person for the idle limit the rest is away",
			begun(tool).enter(0, "s"), 25 * m,
			progress.Split{HandsOn: 10 * m, Away: 15 * m},
		}, {
			"a new sign of the person counts on",
			begun(tool).enter(0, "s").at(8*m, progress.Event{Kind: progress.Active, Session: "s"}), 12 * m,
			progress.Split{HandsOn: 12 * m},
		}, {
			"a fix that runs is the machine's time, however long nobody is there",
			begun(tool).enter(0, "s").
				work(1*m, progress.WorkBegan, "tool", progress.Work{Run: "r", Use: progress.UseFix}).
				work(31*m, progress.WorkEnded, "tool", progress.Work{Run: "r", Outcome: progress.Done}), 32 * m,
			progress.Split{HandsOn: 1 * m, Machine: 30 * m, Away: 1 * m},
		}, {
			"with no face open the time is away",
			begun(tool).enter(0, "s").leave(3*m, 3*m, "s"), 60 * m,
			progress.Split{HandsOn: 3 * m, Away: 57 * m},
		}, {
			"a face that was killed ended at its last sign of life",
			begun(tool).enter(0, "s").
				work(1*m, progress.WorkBegan, "tool", progress.Work{Run: "r"}).
				leave(50*m, 3*m, "s").enter(50*m, "t"), 51 * m,
			progress.Split{HandsOn: 2 * m, Machine: 2 * m, Away: 47 * m},
		}, {
			"sleep in the middle of a fix is away",
			begun(tool).enter(0, "s").
				work(1*m, progress.WorkBegan, "tool", progress.Work{Run: "r"}).
				at(120*m, progress.Event{Kind: progress.Asleep, Session: "s", Since: start.Add(2 * m)}), 121 * m,
			progress.Split{HandsOn: 1 * m, Machine: 2 * m, Away: 118 * m},
		}, {
			"one of two faces that leaves changes nothing",
			begun(tool).enter(0, "s").enter(1*m, "t").leave(2*m, 2*m, "s"), 5 * m,
			progress.Split{HandsOn: 5 * m},
		}, {
			"the clock stops when everything has held",
			begun(tool).enter(0, "s").found(2*m, "tool", holds), 90 * m,
			progress.Split{HandsOn: 2 * m},
		}, {
			"and does not start again when a claim stops to hold",
			begun(tool).enter(0, "s").found(2*m, "tool", holds).found(3*m, "tool", fails), 90 * m,
			progress.Split{HandsOn: 2 * m},
		}, {
			"a claim that comes to hold by hand is a sign of the person",
			begun(tool, hello).enter(0, "s").found(1*m, "tool", fails).found(20*m, "tool", holds), 26 * m,
			progress.Split{HandsOn: 16 * m, Away: 10 * m},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, test.given.stateAt(test.now).Spent); diff != "" {
				t.Errorf("time spent (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTimeGoesIntoSteps(t *testing.T) {
	const m = time.Minute
	s := begun(tool, clone).enter(0, "s").
		found(2*m, "tool", holds).
		at(3*m, progress.Event{Kind: progress.Active, Session: "s", Step: "tool"}).
		found(5*m, "clone", fails).
		work(6*m, progress.WorkBegan, "clone", progress.Work{Run: "r", Use: progress.UseFix}).
		work(9*m, progress.WorkEnded, "clone", progress.Work{Run: "r", Outcome: progress.Failed, Reason: "no network"}).
		stateAt(10 * m)
	want := map[string]progress.Split{
		"tool":  {HandsOn: 2 * m},
		"clone": {HandsOn: 5 * m, Machine: 3 * m},
	}
	for id, split := range want {
		step, _ := s.Step(id)
		if diff := cmp.Diff(split, step.Spent); diff != "" {
			t.Errorf("%s (-want +got):\n%s", id, diff)
		}
	}
	step, _ := s.Step("clone")
	if step.Attempts != 1 || step.Failures != 1 || step.LastWork.Reason != "no network" {
		t.Errorf("clone has %d attempts, %d failures, last %+v; want 1, 1 and the reason", step.Attempts, step.Failures, step.LastWork)
	}
	if want := start.Add(6 * m); !step.LastBeganAt.Equal(want) {
		t.Errorf("the last work began at %s, want %s", step.LastBeganAt, want)
	}
}

func TestHowAFixEndedOutlastsTheCheckThatFollows(t *testing.T) {
	const m = time.Minute
	fix := progress.Work{Run: "f", Use: progress.UseFix, Outcome: progress.Failed, Reason: "no network"}
	look := progress.Work{Run: "c", Use: progress.UseObserve, Outcome: progress.Failed, Reason: "exit code 1"}
	tried := func() *history {
		return begun(tool).enter(0, "s").found(1*m, "tool", fails).
			work(2*m, progress.WorkEnded, "tool", fix).work(3*m, progress.WorkEnded, "tool", look)
	}
	for name, test := range map[string]struct {
		given *history
		want  *progress.Work
	}{
		"a check followed":              {tried(), &fix},
		"it still does not hold":        {tried().found(4*m, "tool", check.Fail("test/other", "Otherwise")), &fix},
		"it came to hold":               {tried().found(4*m, "tool", holds), &fix},
		"it held and no longer does":    {tried().found(4*m, "tool", holds).found(5*m, "tool", fails), nil},
		"only a check was run":          {begun(tool).work(1*m, progress.WorkEnded, "tool", look), nil},
		"the journey changed meanwhile": {tried().at(4*m, progress.Event{Kind: progress.Adopted, Plan: &progress.Plan{Steps: []progress.PlanStep{hello, tool}}}), &fix},
	} {
		s, _ := test.given.stateAt(9 * m).Step("tool")
		if diff := cmp.Diff(test.want, s.LastFix); diff != "" {
			t.Errorf("%s: the last fix (-want +got):\n%s", name, diff)
		}
		if s.LastWork == nil || *s.LastWork != look {
			t.Errorf("%s: the last work is %+v, want the check", name, s.LastWork)
		}
	}
}

func TestMilestones(t *testing.T) {
	const m = time.Minute
	port := progress.PlanStep{ID: "port", Kind: journey.Port, Milestone: journey.MachineReady}
	s := begun(tool, port, clone).enter(0, "s").
		found(1*m, "tool", holds).
		found(2*m, "clone", holds).
		found(3*m, "tool", fails).
		found(4*m, "port", holds).
		stateAt(30 * m)
	want := []progress.Milestone{
		{Name: journey.MachineReady, At: start.Add(4 * m), Elapsed: 4 * m, Spent: progress.Split{HandsOn: 4 * m}},
		{Name: journey.CodeCloned, At: start.Add(2 * m), Elapsed: 2 * m, Spent: progress.Split{HandsOn: 2 * m}},
	}
	if diff := cmp.Diff(want, s.Milestones); diff != "" {
		t.Errorf("milestones (-want +got):\n%s", diff)
	}
}

func TestNextStep(t *testing.T) {
	s := begun(tool, clone, hello).enter(0, "s").found(0, "tool", holds).found(0, "hello", holds).stateAt(0)
	if s.Current != 1 {
		t.Errorf("next is step %d, want the clone", s.Current)
	}
	s = begun(tool).found(0, "tool", holds).stateAt(0)
	if s.Current != 1 || s.FinishedAt.IsZero() {
		t.Errorf("next is step %d, finished at %v; want past the end and a time", s.Current, s.FinishedAt)
	}
}

func TestAChangedJourneyKeepsWhatWasDone(t *testing.T) {
	const m = time.Minute
	moved := clone
	moved.Title = "Clone it, in new words"
	h := begun(tool, clone).enter(0, "s").found(1*m, "clone", holds)
	h.at(2*m, progress.Event{Kind: progress.Adopted, Plan: &progress.Plan{Hash: "2", Steps: []progress.PlanStep{hello, moved}}})
	s := h.stateAt(3 * m)
	step, _ := s.Step("clone")
	if !step.Finding.Holds() || step.Title != moved.Title {
		t.Errorf("the clone is %+v, want it held under its new title", step)
	}
	if _, ok := s.Step("tool"); ok {
		t.Error("the step that is gone is still there")
	}
	if len(s.Milestones) != 1 || s.Milestones[0].At.IsZero() {
		t.Errorf("milestones %+v, want the clone's, reached", s.Milestones)
	}
}

func TestApprovalIsForTheCommandsSeen(t *testing.T) {
	first := journey.Approval{Hash: "1", Commands: []journey.ApprovedCommand{{Step: "a", Text: "make"}}}
	second := journey.Approval{Hash: "2", Commands: []journey.ApprovedCommand{{Step: "a", Text: "rm -rf build"}}}
	s := begun(tool).at(0, progress.Event{Kind: progress.Approved, Approval: &first}).stateAt(0)
	if !s.Approves(first) || s.Approves(second) {
		t.Error("want the first approved and the second not")
	}
	if !s.Approves(journey.Approval{Hash: "3"}) {
		t.Error("a journey without commands needs no approval")
	}
	if s := begun(tool).stateAt(0); s.Approves(first) {
		t.Error("approved without an approval")
	}
}

func TestCloneSharesNothing(t *testing.T) {
	h := begun(tool).enter(0, "s")
	s := progress.Fold(h.events)
	before := s.Clone()
	for _, e := range begun(tool).enter(0, "t").leave(1, 1, "s").found(2, "tool", holds).events {
		s.Apply(e)
	}
	if !before.Present("s") || before.Present("t") || before.Holds("tool") {
		t.Error("what was done to the original shows in the copy")
	}
}

func TestAPlanRemembersWhatTheJourneySaysItTookBefore(t *testing.T) {
	j := journey.Journey{Name: "Test", Baseline: map[journey.Milestone]time.Duration{journey.FirstCommit: 5 * 24 * time.Hour}}
	plan := progress.PlanOf(j, "")
	s := progress.Fold([]progress.Event{{At: start, Kind: progress.Adopted, Plan: &plan}})
	if got := s.Plan.Baseline[journey.FirstCommit]; got != 5*24*time.Hour {
		t.Errorf("it took %s before", got)
	}
}
