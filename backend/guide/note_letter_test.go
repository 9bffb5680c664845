package guide_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

func TestANoteIsSentOnAsItWasShown(t *testing.T) {
	w := stuckWorld(t)
	g := w.face()
	settle(t, g)
	for text, thanks := range map[string]bool{"Grace Hopper lost an hour": false, "That was quick": true} {
		if err := g.Note(t.Context(), "hard", text, thanks); err != nil {
			t.Fatal(err)
		}
	}
	for _, note := range view(t, g).State.Notes {
		l, err := g.NoteLetter(t.Context(), note.Seq)
		if err != nil {
			t.Fatal(err)
		}
		start := "What hurt at “The hard” of “Test”"
		if note.Thanks {
			start = "Thank you for “The hard” of “Test”"
		}
		if l.Title != start || strings.Contains(l.Text, "Grace") || len(l.Ways) != 4 {
			t.Errorf("%+v", l)
		}
		if _, err := g.SendNote(t.Context(), note.Seq, guide.ByComment, "acme/other#7", "another"); !errors.Is(err, guide.ErrLetterChanged) {
			t.Errorf("another than was shown: %v", err)
		}
		for on, where := range map[string]string{
			"acme/other#7": "github.com/acme/other#7", "https://ghe.acme.example/acme/other/pull/12/files": "ghe.acme.example/acme/other#12",
			"https://github.com/acme/other/issues/3#issuecomment-1": "github.com/acme/other#3",
		} {
			sent, err := g.SendNote(t.Context(), note.Seq, guide.ByComment, on, l.Hash())
			if last := w.posts[len(w.posts)-1]; err != nil || sent.Page != "https://"+where || last[0] != where || !strings.Contains(last[1], l.Text) {
				t.Errorf("on %s: %+v, %v, %v", on, sent, err, last)
			}
		}
		for _, on := range []string{"", "acme", "acme/other", "acme/other#0", "acme/../x#1", "http://github.com/a/b/issues/1", "https://github.com/a/b/commits/1", "https://github.com/a/%2e%2e/issues/1", "--x/y#1 z"} {
			if _, err := g.SendNote(t.Context(), note.Seq, guide.ByComment, on, l.Hash()); !errors.Is(err, guide.ErrNoTalk) {
				t.Errorf("on %q: %v", on, err)
			}
		}
	}
	w.signedOut = true
	note := view(t, g).State.Notes[0]
	l, err := g.NoteLetter(t.Context(), note.Seq)
	if err != nil {
		t.Fatal(err)
	}
	var unsent *guide.HubError
	if _, err := g.SendNote(t.Context(), note.Seq, guide.ByComment, "acme/other#7", l.Hash()); !errors.As(err, &unsent) {
		t.Errorf("signed out: %v", err)
	}
	var none *guide.NotFoundError
	if _, err := g.NoteLetter(t.Context(), 1); !errors.As(err, &none) {
		t.Errorf("what is no note: %v", err)
	}
}

func TestAPulseIsKeptOfAMilestoneThatWasReached(t *testing.T) {
	here := step("here")
	here.Milestone = journey.MachineReady
	w := newWorld(t, here, step("later"))
	g := w.face()
	settle(t, g)
	var none *guide.NotFoundError
	if err := g.Pulse(t.Context(), journey.MachineReady, 3, ""); !errors.As(err, &none) {
		t.Errorf("of what was not reached: %v", err)
	}
	w.ahead.Add(int64(time.Minute))
	w.make("here")
	eventually(t, "it is reached", func() bool { return view(t, g).State.PulseDue(w.now()) == journey.MachineReady })
	if err := g.Pulse(t.Context(), journey.MachineReady, 6, ""); !errors.Is(err, guide.ErrNoScore) {
		t.Errorf("6 of 5: %v", err)
	}
	if err := g.Pulse(t.Context(), journey.MachineReady, 3, "Say\n sooner"); err != nil {
		t.Fatal(err)
	}
	s := view(t, g).State
	if len(s.Pulses) != 1 || s.Pulses[0].Score != 3 || s.Pulses[0].Text != "Say sooner" || s.PulseDue(w.now()) != "" {
		t.Errorf("kept %+v", s.Pulses)
	}
}
