package guide_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/guide"
)

// hear returns what a face is told in words.
func hear(t *testing.T, g *guide.Guide) <-chan guide.Word {
	t.Helper()
	words := make(chan guide.Word, 8)
	t.Cleanup(g.Subscribe(func(n guide.Notice) {
		if n.Word != nil {
			words <- *n.Word
		}
	}))
	return words
}

// slow is a claim whose fix takes a while, and holds after it or fails.
func slow(w *world, takes time.Duration, fails error) check.Check {
	var held atomic.Bool
	return check.Check{
		Observe: func(context.Context, check.Output) check.Finding {
			if held.Load() {
				return check.Hold("Go is there")
			}
			return check.Fail("tool/missing", "No Go on your PATH")
		},
		Fixes: func(check.Finding) []check.Fix {
			return []check.Fix{{ID: "install", Title: "Install Go", Apply: func(context.Context, check.Answers, check.Output) error {
				w.ahead.Add(int64(takes))
				held.Store(fails == nil)
				return fails
			}}}
		},
	}
}

func TestTheEndOfLongWorkIsTold(t *testing.T) {
	for name, test := range map[string]struct {
		takes time.Duration
		fails error
		off   bool
		want  string
	}{
		"it holds":      {takes: 11 * time.Second, want: "It holds now. Go is there"},
		"it failed":     {takes: 11 * time.Second, fails: errors.New("the disk is full"), want: "It did not work: the disk is full"},
		"much was said": {takes: time.Minute, fails: errors.New(strings.Repeat("ä", 400)), want: "It did not work: " + strings.Repeat("ä", 182) + "…"},
		"it was quick":  {takes: 9 * time.Second},
		"not wanted":    {takes: 11 * time.Second, off: true},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, step("go"))
			w.checks["go"] = slow(w, test.takes, test.fails)
			g := w.face()
			settle(t, g)
			if test.off {
				if err := g.Set(t.Context(), "notifications", "off"); err != nil {
					t.Fatal(err)
				}
			}
			words := hear(t, g)
			run, err := g.Fix(t.Context(), "go", "install", nil)
			if err != nil {
				t.Fatal(err)
			}
			finish(t, g, run)
			if test.want == "" {
				// What is told is told by a task that has ended by the time the guide has.
				if err := g.Close(t.Context()); err != nil {
					t.Fatal(err)
				}
				select {
				case word := <-words:
					t.Errorf("it says %+v", word)
				case <-time.After(50 * time.Millisecond):
				}
				return
			}
			select {
			case word := <-words:
				if word.Step != "go" || word.Title == "" || word.Text != test.want {
					t.Errorf("it says %+v, want %q", word, test.want)
				}
			case <-time.After(patience):
				t.Error("nothing is told")
			}
		})
	}
}

// TestTheEndOfLongWorkIsToldWhileOtherWorkGoesOn has two claims looked at for long, of
// which one goes on when the other has ended.
func TestTheEndOfLongWorkIsToldWhileOtherWorkGoesOn(t *testing.T) {
	w := newWorld(t, step("sloop"), step("ketch"))
	arrive := map[string]chan struct{}{"sloop": make(chan struct{}), "ketch": make(chan struct{})}
	under := make(chan string, 2)
	for name, arrives := range arrive {
		w.checks[name] = check.Check{Costly: true, Limit: time.Minute, Observe: func(ctx context.Context, _ check.Output) check.Finding {
			under <- name
			select {
			case <-arrives:
			case <-ctx.Done():
			}
			return check.Hold("It has arrived")
		}}
	}
	g := w.face()
	words := hear(t, g)
	<-under
	<-under
	w.ahead.Add(int64(11 * time.Second))
	for _, name := range []string{"sloop", "ketch"} {
		close(arrive[name])
		select {
		case word := <-words:
			if word.Step != name || word.Text != "It holds now. It has arrived" {
				t.Errorf("it says %+v of the %s", word, name)
			}
		case <-time.After(patience):
			t.Fatalf("nothing is told of the %s", name)
		}
	}
}

func TestAQuestionIsTold(t *testing.T) {
	w := newWorld(t, step("go"))
	ended := make(chan string, 1)
	w.checks["go"] = asks(check.Question{Title: "Is this really git.example.com?"}, ended)
	g := w.face()
	settle(t, g)
	words := hear(t, g)
	run, err := g.Fix(t.Context(), "go", "ask", nil)
	if err != nil {
		t.Fatal(err)
	}
	if word := <-words; word.Step != "go" || word.Title != "Is this really git.example.com?" {
		t.Errorf("it says %+v", word)
	}
	_, question := asked(t, g)
	if err := g.Decline(run, question.ID); err != nil {
		t.Fatal(err)
	}
	<-ended
	finish(t, g, run)
}
