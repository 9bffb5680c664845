package main

import (
	"slices"
	"strings"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/journey"
)

// showApproval prints what a journey would run: all of it the first time, and
// what changed afterwards.
func showApproval(s *screen.Screen, state app.State) {
	a := state.Approval
	// The same texts in another order or place show no difference, so all are
	// shown.
	whole := a.First || !slices.ContainsFunc(a.Changes, func(c journey.Change) bool { return c.Kind != journey.Same })
	s.Gap()
	switch {
	case a.First && state.Journey.Drafted:
		s.Text(0, "Nobody wrote this journey: Firstlight made it of the repository that you named. Its commands run with your "+
			"rights, so read them first. None has run yet.")
	case a.First:
		s.Text(0, "This journey brings commands that its author wrote. They run with your rights, so read them first. "+
			"None has run yet.")
	case whole:
		s.Text(0, "This journey's commands are not quite those that you approved, so read them again. None has run since.")
	default:
		s.Text(0, "This journey's commands have changed since you approved them. This is the difference; none of it has run yet.")
	}
	last := ""
	var alone []journey.Change
	for _, change := range a.Changes {
		switch {
		case !whole && change.Kind == journey.Same:
			continue
		case change.Use == journey.UseRehearse:
			alone = append(alone, change)
			continue
		case change.Step != last:
			last = change.Step
			s.Gap()
			s.Line("  ", s.Bold(titleOf(state, change.Step)))
		}
		s.Line("    ", useOf(change.Use)+":")
		showChange(s, change, whole)
	}
	// What runs for nobody who is asked comes last, whatever it is for.
	last = ""
	for i, change := range alone {
		if i == 0 {
			s.Gap()
			s.Line("  ", s.Bold(useOf(change.Use)))
		}
		if change.Step != last {
			last = change.Step
			s.Line("    ", titleOf(state, change.Step)+":")
		}
		showChange(s, change, whole)
	}
}

func showChange(s *screen.Screen, change journey.Change, whole bool) {
	command, folder := journey.Apart(change.Text)
	switch {
	case whole:
		showText(s, "      ", change.Text)
	case change.Kind == journey.Added:
		showText(s, "    + ", command)
		showText(s, "      ", folder)
	case change.Kind == journey.Removed:
		showText(s, "    - ", command)
		showText(s, "      ", folder)
	default:
		was, from := journey.Apart(change.Before)
		// Where only one of the two differs, the other is no part of the difference.
		showEither(s, was, command)
		showEither(s, from, folder)
	}
}

// showEither prints what was and what is, or once what stayed.
func showEither(s *screen.Screen, was, is string) {
	if was == is {
		showText(s, "      ", is)
		return
	}
	showText(s, "    - ", was)
	showText(s, "    + ", is)
}

// showText prints a command as it stands in the journey, unwrapped; nothing where there
// is none.
func showText(s *screen.Screen, lead, text string) {
	if text == "" {
		return
	}
	for line := range strings.SplitSeq(strings.TrimRight(wording.Clean(text), "\n"), "\n") {
		s.Line(lead, s.Accent(line))
	}
}

// useOf says when a command runs.
func useOf(use journey.Use) string {
	switch use {
	case journey.UseCheck:
		return "To see whether it holds"
	case journey.UseFix:
		return "As a fix, when you ask for it"
	case journey.UseClone:
		return "Fetches code from"
	case journey.UseCompose:
		return "Builds and starts"
	case journey.UseContainer:
		return "Starts a container of"
	case journey.UseDevcontainer:
		return "Builds and starts the dev container of"
	case journey.UseReach:
		return "Its services reach beyond their containers, or have run"
	case journey.UseHook:
		return "At each commit, runs what is in"
	case journey.UseRehearse:
		return "In your place, with --yes only"
	default:
		return string(use)
	}
}

// titleOf returns the title of a step, or its ID where it is gone.
func titleOf(state app.State, id string) string {
	if step, ok := stepOf(state, id); ok {
		return wording.Clean(step.Title)
	}
	return wording.Clean(id)
}
