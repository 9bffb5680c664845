package guide_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
	"firstlight/backend/process"
	"firstlight/backend/progress"
	"firstlight/backend/store"
	"firstlight/backend/watch"
)

// victim names the data folder of a child process that is to be killed.
const victim = "FIRSTLIGHT_TEST_VICTIM"

func slowStep() journey.Step {
	s := step("slow")
	s.Fixes = []journey.AuthoredFix{{Title: "Wait", Run: "sleep 600"}}
	return s
}

// beVictim is the program that TestKilled kills: it works until then.
func beVictim(dir string) {
	ctx := context.Background()
	w := &world{data: dir, checks: map[string]check.Check{}, looked: map[string]int{}, journey: twoSteps()}
	record, err := store.Open(ctx, w.path("firstlight.db"), store.Options{})
	if err != nil {
		panic(err)
	}
	g := guide.New(guide.Config{
		Store: record, Runner: process.New(os.Environ()), Watcher: watch.New(watch.Options{}), Rooms: w, Library: w,
		Face: "victim", Workspace: w.path("workspace"),
	})
	work := func() error {
		if err := g.Open(ctx, guide.Options{Source: "test"}); err != nil {
			return err
		}
		if err := g.Settle(ctx); err != nil {
			return err
		}
		v, err := g.View()
		if err != nil {
			return err
		}
		if err := g.Approve(ctx, v.Approval.Hash); err != nil {
			return err
		}
		_, err = g.Fix(ctx, "slow", "authored-1", nil)
		return err
	}
	if err := work(); err != nil {
		panic(err)
	}
	fmt.Println("working")
	select {}
}

func twoSteps() journey.Journey {
	return journeyOf(step("file"), slowStep())
}

func TestKilled(t *testing.T) {
	w := newWorld(t)
	w.journey = twoSteps()
	w.make("file")
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), victim+"="+w.data)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if strings.TrimSpace(lines.Text()) == "working" {
			break
		}
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	// It was killed, so it ends with an error.
	_ = child.Wait()

	reader := w.guide()
	if err := reader.Open(t.Context(), guide.Options{Source: "test", ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	read := view(t, reader)
	if len(read.State.Running) != 0 || read.Mode != progress.ModeAway {
		t.Errorf("who only reads after the kill is shown running %+v, mode %q", read.State.Running, read.Mode)
	}

	g := w.face()
	v := view(t, g)
	if len(v.State.Running) != 0 {
		t.Errorf("after the kill it still shows running work: %+v", v.State.Running)
	}
	slow, _ := v.State.Step("slow")
	if slow.LastWork == nil || slow.LastWork.Outcome != progress.Lost {
		t.Errorf("the work ended as %+v, want lost", slow.LastWork)
	}
	if file, _ := v.State.Step("file"); !file.Finding.Holds() || file.HeldAt.IsZero() {
		t.Errorf("what had been shown as done is gone: %+v", file.Finding)
	}
	if v.State.Current != 1 {
		t.Errorf("stands at step %d, want the slow one", v.State.Current)
	}
	settle(t, g)
	run, err := g.Fix(t.Context(), "slow", "authored-1", nil)
	if err != nil {
		t.Fatalf("the step cannot be worked on again: %v", err)
	}
	if err := g.Cancel(run); err != nil {
		t.Fatal(err)
	}
	finish(t, g, run)
}

func TestActiveIsRecordedSparingly(t *testing.T) {
	w := newWorld(t, step("file"), step("other"))
	g := w.face()
	settle(t, g)
	before := view(t, g).State.Seq
	for range 5 {
		if err := g.Active(t.Context(), "file"); err != nil {
			t.Fatal(err)
		}
	}
	if got := view(t, g).State.Seq - before; got != 1 {
		t.Errorf("five signs at one step are %d events, want 1", got)
	}
	if err := g.Active(t.Context(), "other"); err != nil {
		t.Fatal(err)
	}
	if got := view(t, g).State.Seq - before; got != 2 {
		t.Errorf("a sign at another step makes %d events, want 2", got)
	}
}

func TestAChangedCommandAsksAgain(t *testing.T) {
	s := slowStep()
	w := newWorld(t, s)
	g := w.face()
	settle(t, g)
	approve(t, g)
	if err := g.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Fixes = []journey.AuthoredFix{{Title: "Wait", Run: "sleep 601"}}
	w.journey.Hash = "2"
	w.journey.Stages[0].Steps = []journey.Step{s}
	g = w.face()
	v := view(t, g)
	if v.Approved {
		t.Fatal("a changed command counts as approved")
	}
	changes := v.Approval.Since(v.State.Approval)
	if len(changes) != 1 || changes[0].Kind != journey.Changed || changes[0].Before != "sleep 600" {
		t.Errorf("the difference is %+v, want the one command with its old text", changes)
	}
}

// TestAPowerCut ends a window and a terminal at once, in the middle of a fix.
func TestAPowerCut(t *testing.T) {
	w := newWorld(t, step("file"))
	w.ahead.Store(int64(-9 * time.Hour))
	record, err := store.Open(t.Context(), w.path("firstlight.db"), store.Options{Now: w.now})
	if err != nil {
		t.Fatal(err)
	}
	onboarding, _, err := record.Resume(t.Context(), "test", "")
	if err != nil {
		t.Fatal(err)
	}
	plan := progress.PlanOf(w.journey, "")
	work := progress.Work{Run: "run", Use: progress.UseFix}
	events := []progress.Event{{Kind: progress.Adopted, Plan: &plan}}
	for _, face := range []string{"window", "terminal"} {
		if err := record.OpenSession(t.Context(), store.Session{ID: face, Onboarding: onboarding.ID, Face: face, PID: os.Getpid(), Boot: "an earlier one"}); err != nil {
			t.Fatal(err)
		}
		events = append(events, progress.Event{Kind: progress.Entered, Session: face})
	}
	events = append(events, progress.Event{Kind: progress.WorkBegan, Session: "window", Step: "file", Work: &work})
	if _, _, err := record.Append(t.Context(), onboarding.ID, 0, func([]progress.Event) ([]progress.Event, error) { return events, nil }); err != nil {
		t.Fatal(err)
	}
	if err := record.Close(); err != nil {
		t.Fatal(err)
	}
	w.ahead.Store(0)
	if spent := view(t, w.face()).State.Spent; spent.Machine > time.Minute || spent.HandsOn > time.Minute {
		t.Errorf("the night counts as %+v, want away", spent)
	}
}
