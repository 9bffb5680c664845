package journey_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"firstlight/backend/journey"
)

func journeyOf(steps ...journey.Step) journey.Journey {
	return journey.Journey{Stages: []journey.Stage{{Name: "All", Steps: steps}}}
}

func TestApprovalListsWhatWouldRun(t *testing.T) {
	j := journeyOf(
		journey.Step{ID: "go", Claim: journey.ToolClaim{Name: "go"}, Fixes: []journey.AuthoredFix{
			{Title: "Homebrew", Run: "brew install go"}, {Title: "apt", Run: "apt-get install golang", Admin: true},
		}},
		journey.Step{ID: "clone", Claim: journey.CloneClaim{URL: "https://host/a.git", Into: "a"}},
		journey.Step{ID: "whole", Claim: journey.CloneClaim{URL: "https://host/b.git", Into: "b", Submodules: true}},
		journey.Step{ID: "test", Claim: journey.RunClaim{Command: "make test\n", In: "a", Env: map[string]string{"B": "two words", "A": "1"}}},
		journey.Step{ID: "build", Claim: journey.RunClaim{Command: "make", Creates: "bin/a"}},
		journey.Step{ID: "up", Claim: journey.ComposeClaim{Files: []string{"a/compose.yaml"}}},
		journey.Step{ID: "hook", Claim: journey.HookClaim{In: "a", Path: ".githooks"}},
		journey.Step{ID: "own", Claim: journey.HookClaim{In: "a"}},
		journey.Step{ID: "ask", Claim: journey.AskClaim{Text: "Hello?"}, Rehearse: "true"},
	)
	want := []journey.ApprovedCommand{
		{Step: "go", Use: journey.UseFix, Text: "brew install go"},
		{Step: "go", Use: journey.UseFix, Text: "apt-get install golang\n(as administrator)"},
		{Step: "clone", Use: journey.UseClone, Text: "https://host/a.git"},
		{Step: "whole", Use: journey.UseClone, Text: "https://host/b.git\n(and its submodules, from where it names)"},
		{Step: "test", Use: journey.UseCheck, Text: "A=1 B='two words' make test\n(in a)"},
		{Step: "build", Use: journey.UseFix, Text: "make"},
		{Step: "up", Use: journey.UseCompose, Text: "a/compose.yaml"},
		{Step: "hook", Use: journey.UseHook, Text: "a/.githooks"},
		{Step: "own", Use: journey.UseHook, Text: "the hooks that a brings"},
		{Step: "ask", Use: journey.UseRehearse, Text: "true"},
	}
	if diff := cmp.Diff(want, j.Approval().Commands, cmpopts.IgnoreFields(journey.ApprovedCommand{}, "Sum")); diff != "" {
		t.Error(diff)
	}
}

func TestWhatMayRunForAStep(t *testing.T) {
	j := journeyOf(
		journey.Step{ID: "go", Claim: journey.ToolClaim{Name: "go"}, Fixes: []journey.AuthoredFix{{Run: "brew install go"}}},
		journey.Step{ID: "own", Claim: journey.ToolClaim{Name: "acme"}},
		journey.Step{ID: "acme", Claim: journey.RunClaim{Command: "make"}, Rehearse: "true"},
	)
	j.Tools = []journey.ToolEntry{{Name: "acme", Asks: "acme version", JSON: []byte("{}")}}
	for _, c := range []struct {
		step           journey.Step
		own, rehearsed []string
	}{
		{j.Steps()[0], []string{"brew install go"}, nil},
		{j.Steps()[1], []string{"acme version"}, nil},
		{j.Steps()[2], []string{"make"}, []string{"true"}},
		{journey.Step{ID: "other"}, nil, nil},
	} {
		texts := func(commands []journey.ApprovedCommand) (texts []string) {
			for _, command := range commands {
				texts = append(texts, command.Text)
			}
			return texts
		}
		own, rehearsed := j.Approval().Of(c.step)
		if !slices.Equal(texts(own), c.own) || !slices.Equal(texts(rehearsed), c.rehearsed) {
			t.Errorf("for %s: %q and %q, want %q and %q", c.step.ID, texts(own), texts(rehearsed), c.own, c.rehearsed)
		}
	}
}

func TestWhatReadsTheSameAndIsAnotherHasChanged(t *testing.T) {
	before := journeyOf(journey.Step{ID: "a", Claim: journey.RunClaim{Command: "make", In: "x"}}).Approval()
	now := journeyOf(journey.Step{ID: "a", Claim: journey.RunClaim{Command: "make\n(in x)"}}).Approval()
	if got := now.Since(before)[0]; got.Text != before.Commands[0].Text || got.Kind != journey.Changed {
		t.Errorf("it is %+v", got)
	}
}

func TestApprovalIsOfTheCommandsOnly(t *testing.T) {
	step := journey.Step{ID: "test", Claim: journey.RunClaim{Command: "make"}}
	reworded := step
	reworded.Title, reworded.Why, reworded.Needs = "Other", "Because", []string{"go"}
	if journeyOf(step).Approval().Hash != journeyOf(reworded).Approval().Hash {
		t.Error("other words gave another hash")
	}
}

func TestNoTwoDifferentCommandsHaveOneApproval(t *testing.T) {
	run := func(c journey.RunClaim) journey.Journey { return journeyOf(journey.Step{ID: "a", Claim: c}) }
	fix := func(f journey.AuthoredFix) journey.Journey {
		return journeyOf(journey.Step{ID: "a", Claim: journey.DockerClaim{}, Fixes: []journey.AuthoredFix{f}})
	}
	seen := map[string]int{}
	for i, j := range []journey.Journey{
		run(journey.RunClaim{Command: "make"}),
		run(journey.RunClaim{Command: "make", In: "x"}),
		run(journey.RunClaim{Command: "make\n(in x)"}),
		run(journey.RunClaim{Command: "A=1 make"}),
		run(journey.RunClaim{Command: "make", Env: map[string]string{"A": "1"}}),
		run(journey.RunClaim{Command: "make", Env: map[string]string{"A": "1", "B": "2"}}),
		run(journey.RunClaim{Command: "make", Env: map[string]string{"A": "1 B=2"}}),
		run(journey.RunClaim{Command: "make", Creates: "x"}),
		fix(journey.AuthoredFix{Run: "make"}),
		fix(journey.AuthoredFix{Run: "make", Admin: true}),
		fix(journey.AuthoredFix{Run: "make\n(as administrator)"}),
		journeyOf(),
	} {
		hash := j.Approval().Hash
		if first, twice := seen[hash]; twice {
			t.Errorf("%d and %d have the same hash", first, i)
		}
		seen[hash] = i
		for _, command := range j.Approval().Commands {
			if first, twice := seen[command.Sum]; twice || command.Sum == "" {
				t.Errorf("the commands of %d and %d have the same sum %q", first, i, command.Sum)
			}
			seen[command.Sum] = i
		}
	}
}

func TestSinceSaysWhatChanged(t *testing.T) {
	command := func(step, text string) journey.ApprovedCommand {
		return journey.ApprovedCommand{Step: step, Use: journey.UseFix, Text: text}
	}
	before := journey.Approval{Commands: []journey.ApprovedCommand{
		command("a", "one"), command("a", "two"), command("b", "make"), command("gone", "rm x"),
	}}
	now := journey.Approval{Commands: []journey.ApprovedCommand{
		command("b", "make"), command("a", "one"), command("a", "three"), command("new", "ls"),
	}}
	want := []journey.Change{
		{ApprovedCommand: command("b", "make"), Kind: journey.Same},
		{ApprovedCommand: command("a", "one"), Kind: journey.Same},
		{ApprovedCommand: command("a", "three"), Before: "two", Kind: journey.Changed},
		{ApprovedCommand: command("new", "ls"), Kind: journey.Added},
		{ApprovedCommand: command("gone", "rm x"), Kind: journey.Removed},
	}
	if diff := cmp.Diff(want, now.Since(before)); diff != "" {
		t.Error(diff)
	}
}

func TestApprovalIsForTheFolderToo(t *testing.T) {
	in := func(folder string) journey.Approval {
		step := journey.Step{
			ID: "commit", Kind: journey.Commit, Claim: journey.CommitClaim{In: folder}, Rehearse: "make commit",
			Fixes: []journey.AuthoredFix{{Title: "Clean", Run: "rm -rf out"}},
		}
		return journey.Journey{Stages: []journey.Stage{{Steps: []journey.Step{step}}}}.Approval()
	}
	here, there := in("here"), in("there")
	if here.Hash == there.Hash {
		t.Error("the same commands in another folder need no new approval")
	}
	for _, c := range there.Since(here) {
		if c.Kind != journey.Changed || c.Text == c.Before {
			t.Errorf("the change is shown as %+v, want both folders", c)
		}
	}
}

func TestACommandIsToldApartFromItsFolder(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]string{
		"make test\n(in harbour)":       {"make test", "(in harbour)"},
		"make\nmake test\n(in harbour)": {"make\nmake test", "(in harbour)"},
		"make test\n":                   {"make test", ""},
		"(in harbour)":                  {"(in harbour)", ""},
	} {
		if command, folder := journey.Apart(text); command != want[0] || folder != want[1] {
			t.Errorf("of %q it makes %q and %q", text, command, folder)
		}
	}
}
