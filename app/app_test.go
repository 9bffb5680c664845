package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"firstlight/app"
	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
	"firstlight/backend/store"
)

// told is an Emitter that remembers what it was told.
type told struct {
	mu     sync.Mutex
	events map[string]int
}

func (e *told) Emit(name string, _ any) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.events[name]++
}

func (e *told) count(name string) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.events[name]
}

// demo starts an App on the demo in a home of its own.
func demo(t *testing.T) (*app.App, *told) {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("FIRSTLIGHT_HOME", home+"/data")
	t.Setenv("GIT_CONFIG_GLOBAL", home+"/gitconfig")
	a := app.New(func(ctx context.Context) (*guide.Guide, error) {
		return guide.Assemble(ctx, guide.Face{Name: "test"})
	})
	heard := &told{events: map[string]int{}}
	if err := app.Start(t.Context(), a, heard, guide.Options{Source: guide.DemoSource}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := app.Stop(context.WithoutCancel(t.Context()), a); err != nil {
			t.Error(err)
		}
	})
	return a, heard
}

func TestStateOfTheDemo(t *testing.T) {
	a, heard := demo(t)
	if err := a.Check(""); err != nil {
		t.Fatal(err)
	}
	s, err := a.State()
	if err != nil {
		t.Fatal(err)
	}
	if s.Journey.Source != "demo" || len(s.Stages) != 4 || len(s.Milestones) != 6 {
		t.Errorf("journey %+v with %d stages and %d milestones, want the demo with 4 and 6", s.Journey, len(s.Stages), len(s.Milestones))
	}
	if !s.Approval.Needed || !s.Approval.First || len(s.Approval.Changes) == 0 {
		t.Errorf("approval %+v, want everything to be approved for the first time", s.Approval)
	}
	for _, stage := range s.Stages {
		for _, step := range stage.Steps {
			if step.Status == "" || step.Summary == "" || step.Title == "" || step.Why == "" {
				t.Errorf("step %s has no status, summary, title or why: %+v", step.ID, step)
			}
		}
	}
	total := s.Clock.Spent.HandsOnMS + s.Clock.Spent.MachineMS + s.Clock.Spent.WaitingMS + s.Clock.Spent.AwayMS
	if total != s.Clock.ElapsedMS {
		t.Errorf("the parts add up to %d ms, elapsed are %d ms", total, s.Clock.ElapsedMS)
	}
	if heard.count(app.EventChanged) == 0 {
		t.Error("the face was told of no change")
	}
	body, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(body), ":null") && !strings.Contains(string(body), `"run":null`) {
		t.Errorf("a list is null, which the frontend cannot go through: %s", body)
	}
}

// TestAPasswordInAnAddressIsToldToNobody pastes one where the address of a repository
// belongs, as every face opens it.
func TestAPasswordInAnAddressIsToldToNobody(t *testing.T) {
	a, _ := demo(t)
	told, err := json.Marshal(app.Explain(a.Open("https://user:secret@github.com/acme/payments", "")))
	if err != nil {
		t.Fatal(err)
	}
	s, err := a.State()
	if err != nil {
		t.Fatal(err)
	}
	shown, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := a.Opened()
	if err != nil {
		t.Fatal(err)
	}
	if text := fmt.Sprint(string(told), string(shown), opened); strings.Contains(text, "user:secret") {
		t.Errorf("it is in %s", text)
	}
	if !strings.Contains(string(told), "it has a password in it") {
		t.Errorf("told as %s", told)
	}
}

func TestCallsThatCannotBe(t *testing.T) {
	a, _ := demo(t)
	tests := []struct {
		name string
		call func() error
		code string
	}{
		{"a step that is not there", func() error { return a.Check("nonsense") }, app.CodeNotFound},
		{"a fix that is not there", func() error { _, err := a.Fix("tool-git", "nonsense", nil); return err }, app.CodeNotFound},
		{"vouching for what is observed", func() error { return a.Attest("tool-git", "") }, app.CodeConflict},
		{"approving what was not shown", func() error { return a.Approve("nonsense") }, app.CodeConflict},
		{"cancelling what does not run", func() error { return a.Cancel("nonsense") }, app.CodeConflict},
		{"a journey that is not there", func() error { return a.Open("/nonsense", "") }, app.CodeNotFound},
		{"a track that the journey has not", func() error { return a.Open("demo", "nonsense") }, app.CodeNotFound},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var e *app.Error
			if err := test.call(); !errors.As(err, &e) || e.Code != test.code {
				t.Errorf("got %v, want an error with the code %s", err, test.code)
			}
		})
	}
	if _, err := a.State(); err != nil {
		t.Errorf("after calls that could not be, the state is gone: %v", err)
	}
}

func TestExplain(t *testing.T) {
	if app.Explain(nil) != nil {
		t.Error("no error is explained as one")
	}
	tests := []struct {
		err  error
		code string
	}{
		{journey.Errors{{File: "j.yaml", Line: 3, Problem: "unknown key"}}, app.CodeInvalid},
		{&check.AnswerError{Input: check.Input{Label: "Your name"}}, app.CodeAnswer},
		{fmt.Errorf("opening: %w", &store.NewerError{}), app.CodeNewer},
		{guide.ErrNeedsApproval, app.CodeNeedsApproval},
		{guide.ErrBusy, app.CodeBusy},
		{guide.ErrNotOpen, app.CodeNotOpen},
		{guide.ErrNotStarted, app.CodeNotStarted},
		{context.Canceled, app.CodeCancelled},
		{errors.New("the disk is on fire"), app.CodeInternal},
	}
	for _, test := range tests {
		e := app.Explain(test.err)
		if e.Code != test.code || e.Message == "" {
			t.Errorf("%v is explained as %+v, want the code %s and a message", test.err, e, test.code)
		}
		if !errors.Is(e, test.err) && !errors.As(e, &journey.Errors{}) {
			t.Errorf("the cause of %v is lost", test.err)
		}
		if again := app.Explain(e); again != e {
			t.Errorf("explaining twice makes another error of %v", test.err)
		}
	}
}
