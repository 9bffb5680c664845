package guide_test

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

func helped(w *world) {
	w.journey.Helper = journey.Helper{Name: "Platform team", Host: "ghe.acme.example", Repository: "acme/onboarding", Mail: "platform@acme.example", How: "Paste it into #help"}
}

// stuckWorld has a step that fails with what must not leave the machine.
func stuckWorld(t *testing.T) *world {
	w := newWorld(t, step("here"), step("hard"))
	w.make("here")
	w.checks["hard"] = check.Check{
		Observe: func(context.Context, check.Output) check.Finding {
			f := check.Fail("hard/broken", "It is broken for Grace Hopper", check.Literal("Found", "/opt/hard"))
			f.Detail = strings.Repeat("line\n", 100) + "cannot reach 10.1.2.3"
			return f
		},
	}
	helped(w)
	return w
}

func TestAskingForHelpSendsWhatWasShownAndMeasuresTheWait(t *testing.T) {
	w := stuckWorld(t)
	g := w.face()
	settle(t, g)
	l, err := g.HelpLetter(t.Context(), "hard", "I have tried\nboth ways.")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"The hard", "I have tried\nboth ways.", "It is broken for", "(hard/broken)", "    Found: /opt/hard\n", "61 lines before", "cannot reach"} {
		if !strings.Contains(l.Text, want) {
			t.Errorf("it does not say %q:\n%s", want, l.Text)
		}
	}
	if strings.Contains(l.Title+l.Text, "Grace") || strings.Contains(l.Text, "10.1.2.3") || l.To != "Platform team" || len(l.Ways) != 3 {
		t.Errorf("to %q by %v:\n%s", l.To, l.Ways, l.Text)
	}
	if _, err := g.AskForHelp(t.Context(), "hard", "otherwise", guide.ByIssue, l.Hash()); !errors.Is(err, guide.ErrLetterChanged) {
		t.Errorf("another letter than the one shown: %v", err)
	}
	var none *guide.NotFoundError
	if _, err := g.AskForHelp(t.Context(), "hard", "I have tried\nboth ways.", "pigeon", l.Hash()); !errors.As(err, &none) || len(w.posts) != 0 {
		t.Errorf("by pigeon: %v, %v", err, w.posts)
	}
	if s, _ := view(t, g).State.Step("hard"); !s.StuckAt.IsZero() {
		t.Error("she waits, though nothing was sent")
	}
	sent, err := g.AskForHelp(t.Context(), "hard", "I have tried\nboth ways.", guide.ByIssue, l.Hash())
	if err != nil || sent.Page != "https://ghe.acme.example/acme/onboarding" || len(w.posts) != 1 || w.posts[0][1] != l.Title+"\n"+l.Text {
		t.Errorf("sent %+v, %v: %v", sent, err, w.posts)
	}
	w.ahead.Add(int64(time.Hour))
	before := view(t, g).State.Spent.Waiting
	if before < time.Hour {
		t.Errorf("%s are counted as waiting", before)
	}
	if err := g.GoOn(t.Context(), "hard"); err != nil {
		t.Fatal(err)
	}
	w.ahead.Add(int64(5 * time.Minute))
	if s, _ := view(t, g).State.Step("hard"); !s.StuckAt.IsZero() || view(t, g).State.Spent.Waiting-before > time.Minute {
		t.Errorf("she has gone on, and %s count as waiting", view(t, g).State.Spent.Waiting)
	}
	if _, err := g.HelpLetter(t.Context(), "here", ""); !errors.Is(err, guide.ErrHolds) {
		t.Errorf("of a step that holds: %v", err)
	}
	if _, err := g.HelpLetter(t.Context(), "nowhere", ""); !errors.As(err, &none) {
		t.Errorf("of a step that is not there: %v", err)
	}
}

func TestWhatAPersonTypesLeavesWithoutWhatIsSecret(t *testing.T) {
	w := stuckWorld(t)
	g := w.face()
	settle(t, g)
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	typed := "Grace Hopper, token=ghp_" + strings.Repeat("a1", 18) + "\npassword: hunter2\nin " + filepath.Join(home, "x") + " and /opt/x"
	want := "‹name›, token=[redacted]\npassword: [redacted]\nin " + filepath.Join("~", "x") + " and /opt/x"
	l, err := g.HelpLetter(t.Context(), "hard", typed)
	if err != nil || !strings.Contains(l.Text, "\n"+want+"\n") {
		t.Errorf("asking for help says, %v:\n%s", err, l.Text)
	}
	if err := g.Note(t.Context(), "hard", typed, false); err != nil {
		t.Fatal(err)
	}
	note := view(t, g).State.Notes[0]
	if strings.Contains(note.Text, "hunter2") || strings.Contains(note.Text, "ghp_") {
		t.Errorf("kept is %q", note.Text)
	}
	if l, err = g.NoteLetter(t.Context(), note.Seq); err != nil || !strings.HasPrefix(l.Text, strings.ReplaceAll(want, "\n", " ")+"\n") {
		t.Errorf("a note says, %v:\n%s", err, l.Text)
	}
}

func TestWithoutASignInAndByMailItIsADraft(t *testing.T) {
	w := stuckWorld(t)
	w.signedOut = true
	g := w.face()
	settle(t, g)
	l, err := g.HelpLetter(t.Context(), "hard", "")
	if err != nil {
		t.Fatal(err)
	}
	for by, start := range map[guide.Channel]string{
		guide.ByIssue: "https://ghe.acme.example/acme/onboarding/issues/new?title=Stuck%20at", guide.ByMail: "mailto:platform@acme.example?subject=Stuck%20at", guide.ByText: "",
	} {
		sent, err := g.AskForHelp(t.Context(), "hard", "", by, l.Hash())
		if err != nil || !strings.HasPrefix(sent.Link, start) || (sent.Link == "") != (start == "") || sent.Page != "" {
			t.Errorf("%s: %+v, %v", by, sent, err)
		}
		if u, err := url.Parse(sent.Link); by == guide.ByIssue && (err != nil || u.Query().Get("body") != l.Text) {
			t.Errorf("the page says %v, %v", u, err)
		}
	}
	w.journey.Helper = journey.Helper{}
	other := w.face()
	if l, err = other.HelpLetter(t.Context(), "hard", ""); err != nil || l.To != "" || len(l.Ways) != 1 || l.Ways[0].By != guide.ByText {
		t.Errorf("without a helper: %+v, %v", l.Ways, err)
	}
}
