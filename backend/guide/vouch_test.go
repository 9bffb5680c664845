package guide_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

func TestOnlyAnAskStepCanBeVouchedFor(t *testing.T) {
	hello := journey.Step{ID: "hello", Kind: journey.Ask, Title: "Hello", Claim: journey.AskClaim{Text: "Hello"}}
	w := newWorld(t, hello, step("file"))
	g := w.face()
	settle(t, g)
	if err := g.Attest(t.Context(), "file", ""); !errors.Is(err, guide.ErrNotAsk) {
		t.Errorf("vouching for an observed step: %v", err)
	}
	if err := g.Attest(t.Context(), "hello", "over lunch"); err != nil {
		t.Fatal(err)
	}
	settle(t, g)
	s, _ := view(t, g).State.Step("hello")
	if !s.Finding.Holds() || !s.Finding.Attested || s.Note != "over lunch" {
		t.Errorf("recorded %+v, want held, attested and with the note", s)
	}
}

func TestToVouchTwiceIsToVouchOnce(t *testing.T) {
	hello := journey.Step{ID: "hello", Kind: journey.Ask, Title: "Hello", Claim: journey.AskClaim{Text: "Hello"}}
	w := newWorld(t, hello)
	g := w.face()
	settle(t, g)
	before := view(t, g).State.Seq
	for _, say := range []struct {
		note string
		want int64
	}{{"", 1}, {"", 1}, {"over lunch", 2}, {"over lunch", 2}} {
		var clicks sync.WaitGroup
		for range 2 {
			clicks.Go(func() {
				if err := g.Attest(context.WithoutCancel(t.Context()), "hello", say.note); err != nil {
					t.Error(err)
				}
			})
		}
		clicks.Wait()
		settle(t, g)
		if got := view(t, g).State.Seq - before; got != say.want {
			t.Errorf("%d events after vouching with the note %q, want %d", got, say.note, say.want)
		}
	}
	if s, _ := view(t, g).State.Step("hello"); s.Note != "over lunch" {
		t.Errorf("the note is %q", s.Note)
	}
}
