package guide_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/progress"
)

// asks returns a check whose fix asks a question and hands on how that ended.
func asks(q check.Question, ended chan<- string) check.Check {
	return check.Check{
		Observe: func(context.Context, check.Output) check.Finding { return check.Fail("test/open", "Not yet") },
		Fixes: func(check.Finding) []check.Fix {
			return []check.Fix{{ID: "ask", Title: "Ask", Apply: func(ctx context.Context, _ check.Answers, out check.Output) error {
				answer, err := out.Ask(ctx, q)
				if err != nil {
					answer = err.Error()
				}
				ended <- answer
				return err
			}}}
		},
	}
}

// asked waits until a run asks something and returns the run and its question.
func asked(t *testing.T, g *guide.Guide) (string, guide.Asked) {
	t.Helper()
	var run string
	var question guide.Asked
	eventually(t, "a question", func() bool {
		for id, q := range view(t, g).Asked {
			run, question = id, q
		}
		return run != ""
	})
	return run, question
}

// recorded returns the bytes of the database and of its log.
func recorded(t *testing.T, w *world) []byte {
	t.Helper()
	all, err := os.ReadFile(w.path("firstlight.db"))
	if err != nil {
		t.Fatal(err)
	}
	wal, err := os.ReadFile(w.path("firstlight.db-wal"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return append(all, wal...)
}

func TestQuestion(t *testing.T) {
	password := check.Question{Kind: check.Secret, Title: "The password of ada?", Label: "Password"}
	cases := []struct {
		name  string
		reply func(g *guide.Guide, run, question string) error
		want  string
	}{
		{"answered", func(g *guide.Guide, run, q string) error { return g.Answer(run, q, "sesame") }, "sesame"},
		{"declined", func(g *guide.Guide, run, q string) error { return g.Decline(run, q) }, check.ErrDeclined.Error()},
		{"cancelled", func(g *guide.Guide, run, _ string) error { return g.Cancel(run) }, context.Canceled.Error()},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, step("door"))
			ended := make(chan string, 1)
			w.checks["door"] = asks(password, ended)
			g := w.face()
			settle(t, g)
			if _, err := g.Fix(t.Context(), "door", "ask", nil); err != nil {
				t.Fatal(err)
			}
			run, question := asked(t, g)
			if question.Title != password.Title || question.Kind != check.Secret {
				t.Errorf("asked %+v", question)
			}
			if mode := view(t, g).Mode; mode != progress.ModeHandsOn {
				t.Errorf("while it is open, time counts as %q", mode)
			}
			if err := g.Answer(run, "another", "x"); !errors.Is(err, guide.ErrNotAsked) {
				t.Errorf("answering another question: %v, want ErrNotAsked", err)
			}
			if err := c.reply(g, run, question.ID); err != nil {
				t.Fatal(err)
			}
			if got := <-ended; got != c.want {
				t.Errorf("the work was told %q, want %q", got, c.want)
			}
			finish(t, g, run)
			if still := view(t, g).Asked; len(still) != 0 {
				t.Errorf("still asked: %v", still)
			}
			if err := g.Answer(run, question.ID, "x"); !errors.Is(err, guide.ErrNotAsked) {
				t.Errorf("answering twice: %v, want ErrNotAsked", err)
			}
			if bytes.Contains(recorded(t, w), []byte("sesame")) {
				t.Error("the database holds the answer")
			}
		})
	}
}

func TestQuestionWithNobodyThere(t *testing.T) {
	w := newWorld(t, step("door"))
	ended := make(chan string, 1)
	w.checks["door"] = asks(check.Question{Kind: check.Confirm, Title: "Trust this key?"}, ended)
	g := w.guideWith(func(c *guide.Config) { c.Unattended = true })
	if err := g.Open(t.Context(), guide.Options{Source: "test"}); err != nil {
		t.Fatal(err)
	}
	settle(t, g)
	run, err := g.Fix(t.Context(), "door", "ask", nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := <-ended; got != check.ErrNobody.Error() {
		t.Errorf("the work was told %q, want that nobody is there", got)
	}
	finish(t, g, run)
}
