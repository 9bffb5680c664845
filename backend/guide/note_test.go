package guide_test

import (
	"errors"
	"strings"
	"testing"

	"firstlight/backend/guide"
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
