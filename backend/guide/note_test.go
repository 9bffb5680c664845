package guide_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"firstlight/backend/guide"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
	"firstlight/backend/store"
)

func TestANoteIsNeverCutShort(t *testing.T) {
	g := newWorld(t, step("hard")).face()
	settle(t, g)
	most := strings.Repeat("ü", progress.MostNote)
	if err := g.Note(t.Context(), "hard", "  "+most+"\n", false); err != nil {
		t.Fatal(err)
	}
	if err := g.Note(t.Context(), "hard", most+"ü", false); !errors.Is(err, guide.ErrLongNote) {
		t.Errorf("a longer one: %v", err)
	}
	if notes := view(t, g).State.Notes; len(notes) != 1 || notes[0].Text != most {
		t.Errorf("%d are kept", len(notes))
	}
	o, err := g.Export(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	if own := o.Events[len(o.Events)-1]; own.Note != most {
		t.Errorf("it leaves with %d bytes of %d", len(own.Note), len(most))
	}
}

// TestWhatAPersonSaysIsMeasuredAsItIsKept says everywhere what is too long only with the
// spaces that are not kept of it.
func TestWhatAPersonSaysIsMeasuredAsItIsKept(t *testing.T) {
	hello := journey.Step{ID: "hello", Kind: journey.Ask, Title: "Hello", Claim: journey.AskClaim{Text: "Hello"}}
	g := newWorld(t, step("hard"), hello).face()
	settle(t, g)
	wide := "one" + strings.Repeat(" \n", progress.MostNote) + "line"
	if _, err := g.HelpLetter(t.Context(), "hard", "stuck"+strings.Repeat(" ", progress.MostNote)); err != nil {
		t.Errorf("asking for help: %v", err)
	}
	if err := g.Note(t.Context(), "hard", wide, false); err != nil {
		t.Errorf("a note: %v", err)
	}
	if err := g.Mute(t.Context(), "hard", wide, time.Time{}); err != nil {
		t.Errorf("a reason: %v", err)
	}
	if err := g.Attest(t.Context(), "hello", wide); err != nil {
		t.Errorf("a word: %v", err)
	}
	s := view(t, g).State
	hard, _ := s.Step("hard")
	said, _ := s.Step("hello")
	if got := []string{s.Notes[0].Text, hard.Mute.Reason, said.Note}; !slices.Equal(got, []string{"one line", "one line", "one line"}) {
		t.Errorf("kept are %q", got)
	}
}

func TestANoteThatIsTakenBackIsNowhere(t *testing.T) {
	w := newWorld(t, step("hard"))
	g := w.face()
	settle(t, g)
	record, err := store.Open(t.Context(), w.path("firstlight.db"), store.Options{Now: w.now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = record.Close() }()
	id := view(t, g).Onboarding.ID
	if err := record.AnswerTelemetry(t.Context(), id, "there", nil); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"It hurt", "It hurt more"} {
		if err := g.Note(t.Context(), "hard", text, false); err != nil {
			t.Fatal(err)
		}
	}
	seq := view(t, g).State.Notes[0].Seq
	waits := []store.TelemetryBatch{{Onboarding: id, Signal: "traces", Upto: 1, Items: 1, Body: []byte("It hurt")}}
	queued, err := record.QueueTelemetry(t.Context(), id, "there", 0, 1, waits, store.TelemetryLimit{Batches: 9, Bytes: 999})
	if err != nil || !queued {
		t.Fatal(queued, err)
	}
	if err := g.TakeBack(t.Context(), seq); err != nil {
		t.Fatal(err)
	}
	if left, err := record.TelemetryQueue(t.Context(), id); err != nil || len(left) != 0 {
		t.Errorf("it still waits to be sent in %v, %v", left, err)
	}
	var none *guide.NotFoundError
	for name, err := range map[string]error{"once more": g.TakeBack(t.Context(), seq), "what is no note": g.TakeBack(t.Context(), 1)} {
		if !errors.As(err, &none) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := g.NoteLetter(t.Context(), seq); !errors.As(err, &none) {
		t.Errorf("sending it on: %v", err)
	}
	o, err := g.Export(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	own, err := g.Own(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	way, err := g.Timeline(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	marks := way.Steps()[0].Marks
	if said := progress.Fold(o.Events).Notes; len(said) != 1 || len(own.Notes) != 1 || len(marks) != 1 || marks[0].Said != "It hurt more" {
		t.Errorf("it is in the export %+v, the figures %+v or the timeline %+v", said, own.Notes, marks)
	}
}
