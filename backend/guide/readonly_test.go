package guide_test

import (
	"errors"
	"testing"
	"time"

	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

func TestReadingBeginsNothing(t *testing.T) {
	w := newWorld(t, step("file"))
	g := w.guide()
	if err := g.Open(t.Context(), guide.Options{Source: "test", ReadOnly: true}); !errors.Is(err, guide.ErrNotStarted) {
		t.Errorf("reading what nobody has begun: %v", err)
	}
}

func TestWhoOnlyReadsChangesNothing(t *testing.T) {
	hello := journey.Step{ID: "hello", Kind: journey.Ask, Title: "Hello", Claim: journey.AskClaim{Text: "Hello"}}
	authored := step("authored")
	authored.Fixes = []journey.AuthoredFix{{Title: "Touch", Run: "touch ../authored"}}
	w := newWorld(t, step("file"), hello, authored)
	g := w.face()
	settle(t, g)
	if err := g.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	reader := w.guide()
	if err := reader.Open(t.Context(), guide.Options{Source: "test", ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	before := view(t, reader)
	_, fixed := reader.Fix(t.Context(), "file", "touch", nil)
	for what, err := range map[string]error{
		"fixing": fixed, "approving": reader.Approve(t.Context(), before.Approval.Hash), "vouching": reader.Attest(t.Context(), "hello", ""),
		"muting": reader.Mute(t.Context(), "file", "Not here", time.Time{}), "unmuting": reader.Unmute(t.Context(), "file"),
		"looking": reader.Check(t.Context(), "file"), "a sign of the person": reader.Active(t.Context(), "file"),
	} {
		if !errors.Is(err, guide.ErrReadOnly) {
			t.Errorf("%s: %v, want that it is only read", what, err)
		}
	}
	if after := view(t, reader).State.Seq; after != before.State.Seq {
		t.Errorf("%d events were recorded", after-before.State.Seq)
	}
	if _, err := reader.Preview("file", "touch", nil); err != nil {
		t.Errorf("what a fix would run can be read all the same: %v", err)
	}
}
