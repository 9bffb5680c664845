package otlp

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// ids makes the ids of a trace from the onboarding's: the same onboarding makes
// the same ids wherever and how often it is read, and none of them leads back to
// the ID that its exported file bears.
type ids struct{ onboarding string }

func (i ids) sum(of ...string) []byte {
	sum := sha256.Sum256([]byte("firstlight\n" + i.onboarding + "\n" + strings.Join(of, "\n")))
	return sum[:]
}

// trace returns the id of the trace.
func (i ids) trace() []byte { return i.sum("trace")[:16] }

// root returns the id of the onboarding's own span.
func (i ids) root() []byte { return i.sum("onboarding")[:8] }

// pass returns the id of a step's span: a step that was undone and done again has
// another for each passage.
func (i ids) pass(step progress.PlanStep, n int) []byte {
	return i.sum("step", step.ID, string(step.Kind), fmt.Sprint(n))[:8]
}

// work returns the id of the span of a run.
func (i ids) work(run string) []byte { return i.sum("work", run)[:8] }

// note returns the id of the span of what a person said.
func (i ids) note(n int) []byte { return i.sum("note", fmt.Sprint(n))[:8] }

// instance returns the name of the onboarding as an instance of the service: a
// UUID of version 8, whose bits are free to choose.
func (i ids) instance() string {
	b := i.sum("instance")[:16]
	b[6], b[8] = b[6]&0x0f|0x80, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// name returns what a collector is told that a step is called. An id that an
// author gave is a name; one that was made of the claim may hold the host, the
// folder or the command that the claim is about, and what is told instead is its
// kind with some letters that differ from step to step and stay the same from
// person to person.
func (s Source) name(step progress.PlanStep) string {
	kind := string(step.Kind)
	rest, made := strings.CutPrefix(step.ID, kind+"-")
	switch {
	case s.personal(step.ID):
	case step.ID == kind, !made:
		return step.ID
	case slices.Contains(journey.MachineKinds(), step.Kind), strings.Trim(rest, "0123456789") == "":
		// Made of a tool of the catalogue, of a port, or of nothing but its number.
		return step.ID
	}
	sum := sha256.Sum256([]byte(step.ID))
	return kind + "-" + hex.EncodeToString(sum[:3])
}

// personal reports whether the id of a step tells of the person.
func (s Source) personal(id string) bool { return s.Personal != nil && s.Personal(id) }

func (s Source) allows(a Allowance) bool { return slices.Contains(s.Allowed, a) }
