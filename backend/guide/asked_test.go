package guide_test

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"firstlight/backend/askpass"
	"firstlight/backend/check"
	"firstlight/backend/needed"
	"firstlight/backend/process"
)

// signsIn returns a check whose fix has git find out a password, prints what git
// prints beside it, and hands the password on.
func signsIn(runner *process.Runner, got chan<- string) check.Check {
	return check.Check{
		Observe: func(context.Context, check.Output) check.Finding { return check.Fail("test/open", "Not yet") },
		Fixes: func(check.Finding) []check.Fix {
			return []check.Fix{{ID: "sign-in", Title: "Sign in", Apply: func(ctx context.Context, _ check.Answers, out check.Output) error {
				line, err := askpass.Open(ctx, out)
				if err != nil {
					return err
				}
				result, err := runner.Run(ctx, process.Spec{
					Args:  []string{"git", "credential", "fill"},
					Env:   append(line.Env(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_TRACE=1"),
					Stdin: strings.NewReader("protocol=https\nhost=git.example.com\n\n"),
					Line: func(l process.Line) {
						if l.Stderr {
							out.Line(l.Text)
						}
					},
				})
				_, password, _ := strings.Cut(result.Stdout, "password=")
				got <- strings.TrimSpace(password)
				if closed := line.Close(); err == nil {
					err = closed
				}
				return err
			}}}
		},
	}
}

func TestWhatGitAskedIsKeptNowhere(t *testing.T) {
	t.Parallel()
	needed.Program(t, "git", "git")
	w := newWorld(t, step("door"))
	got := make(chan string, 1)
	w.checks["door"] = signsIn(process.New(os.Environ()), got)
	g := w.face()
	settle(t, g)
	run, err := g.Fix(t.Context(), "door", "sign-in", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, answer := range []string{"ada.lovelace", "light-and-sesame"} {
		_, question := asked(t, g)
		if err := g.Answer(run, question.ID, answer); err != nil {
			t.Fatal(err)
		}
		eventually(t, "the question is taken back", func() bool { return view(t, g).Asked[run].ID != question.ID })
	}
	if password := <-got; password != "light-and-sesame" {
		t.Errorf("git has the password %q", password)
	}
	finish(t, g, run)
	lines, _, err := g.Output(t.Context(), run, 0)
	if err != nil || len(lines) == 0 {
		t.Errorf("nothing of git's output is kept: %v", err)
	}
	for _, file := range []string{"firstlight.db", "firstlight.db-wal"} {
		body, err := os.ReadFile(w.path(file))
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if bytes.Contains(body, []byte("light-and-sesame")) {
			t.Errorf("%s holds the password", file)
		}
	}
}
