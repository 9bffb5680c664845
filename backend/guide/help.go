package guide

import (
	"context"
	"fmt"
	"runtime"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/process"
	"firstlight/backend/progress"
)

// HelpLetter returns what whoever helps would be told of a step at which the person
// is stuck: what was found, what was tried and how that ended, in the words of the
// record, with nothing secret or personal in it as far as that can be told. words are
// her own, and may be empty.
func (g *Guide) HelpLetter(ctx context.Context, id, words string) (Letter, error) {
	words = strings.TrimSpace(words)
	if !fits(words) {
		return Letter{}, ErrLongNote
	}
	words = process.RedactTyped(words)
	g.mu.RLock()
	err := g.closedTo()
	step, known := g.journey.Step(id)
	var text string
	if err == nil && known {
		text = g.helpText(step, words)
	}
	found, _ := g.stateStep(id)
	name := g.journey.Name
	g.mu.RUnlock()
	switch {
	case err != nil:
		return Letter{}, err
	case !known:
		return Letter{}, g.noStep(id)
	case found.Finding.Status == check.OK:
		return Letter{}, ErrHolds
	}
	return g.letter(ctx, fmt.Sprintf("Stuck at “%s” of “%s”", step.Title, name), text, ByIssue, ByMail, ByText), nil
}

// stateStep returns where a step stands. The caller holds g.mu.
func (g *Guide) stateStep(id string) (progress.Step, bool) {
	if g.state == nil {
		return progress.Step{}, false
	}
	return g.state.Step(id)
}

// helpText says how a step stands. The caller holds g.mu.
func (g *Guide) helpText(step journey.Step, words string) string {
	s, _ := g.stateStep(step.ID)
	f := s.Observed
	var b strings.Builder
	fmt.Fprintf(&b, "Hello,\n\nI am stuck at the step “%s” (%s) of “%s”.\n", step.Title, step.ID, g.journey.Name)
	if words != "" {
		fmt.Fprintf(&b, "\n%s\n", words)
	}
	if f.Status == "" {
		b.WriteString("\nIt was not looked at yet.\n")
	} else {
		fmt.Fprintf(&b, "\nWhat was found: %s%s.\n", f.Summary, parenthesis(f.Code))
	}
	var facts strings.Builder
	for _, fact := range f.Evidence {
		fmt.Fprintf(&facts, "%s: %s\n", fact.Label, fact.Value)
	}
	b.WriteString(quoted(facts.String()))
	b.WriteString(quoted(f.Detail))
	if f.Known != nil {
		fmt.Fprintf(&b, "\nThat is known as %s: %s\n", f.Known.ID, f.Known.Cause)
	}
	b.WriteString(triedText(s))
	if w := s.LastFix; w != nil {
		fmt.Fprintf(&b, "\nThe last fix was “%s”: %s.\n%s", w.Title, w.Outcome, quoted(w.Reason))
	}
	for _, id := range step.Needs {
		if need, ok := g.stateStep(id); ok && !need.Finding.Holds() {
			fmt.Fprintf(&b, "\nIt waits for “%s” (%s).\n", need.Title, need.ID)
		}
	}
	fmt.Fprintf(&b, "\nThis is Firstlight %s on %s %s, with the journey %.12s.\n", g.cfg.Version, systemName(runtime.GOOS), runtime.GOARCH, g.journey.Hash)
	b.WriteString("\nThank you!\n")
	return b.String()
}

// quotedLines is how many of the last lines of what was reported are told.
const quotedLines = 40

// quoted returns a text as a block of its own, cut to its last lines.
func quoted(text string) string {
	text = strings.TrimRight(text, "\n")
	if strings.TrimSpace(text) == "" {
		return ""
	}
	lines := strings.Split(text, "\n")
	cut := ""
	if more := len(lines) - quotedLines; more > 0 {
		lines, cut = lines[more:], fmt.Sprintf("    … %d lines before\n", more)
	}
	return "\n" + cut + "    " + strings.Join(lines, "\n    ") + "\n"
}

func parenthesis(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

// triedText says how often a step was tried; nothing of one that was not.
func triedText(s progress.Step) string {
	failed := fmt.Sprintf("%d failed", s.Failures)
	switch {
	case s.Attempts == 0:
		return ""
	case s.Attempts == 1 && s.Failures == 1:
		return "\nIt was tried once, and that failed.\n"
	case s.Attempts == 1:
		return "\nIt was tried once.\n"
	case s.Failures == 0:
		failed = "none failed"
	}
	return fmt.Sprintf("\nIt was tried %d times, and %s.\n", s.Attempts, failed)
}

// AskForHelp sends the letter of HelpLetter that the person was shown, the one with
// that hash, and records that she waits from now on. A draft that opens in another
// program counts as sent: whether she sends it, only she knows.
func (g *Guide) AskForHelp(ctx context.Context, id, words string, by Channel, hash string) (Sent, error) {
	l, err := g.HelpLetter(ctx, id, words)
	if err != nil {
		return Sent{}, err
	}
	sent, err := g.send(ctx, l, by, "", hash)
	if err != nil {
		return Sent{}, err
	}
	return sent, g.record(ctx, func(s *progress.State) []progress.Event {
		if step, ok := s.Step(id); !ok || !step.StuckAt.IsZero() || step.Finding.Holds() {
			return nil
		}
		return []progress.Event{{Kind: progress.Stuck, Session: g.session, Step: id}}
	})
}

// GoOn records that the person waits for no help at a step any more. Where she does
// not, it changes nothing.
func (g *Guide) GoOn(ctx context.Context, id string) error {
	return g.setStep(ctx, id, func(s progress.Step) bool { return s.StuckAt.IsZero() }, progress.Event{Kind: progress.Unstuck})
}
