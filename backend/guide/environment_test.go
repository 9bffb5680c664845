package guide_test

import (
	"context"
	"sync/atomic"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/guide"
)

// TestThePathOfTheShellIsReadAnew holds that a tool counts which the shell has
// come to find elsewhere: after a fix, and after the person edited the shell's
// own files.
func TestThePathOfTheShellIsReadAnew(t *testing.T) {
	install := check.Fix{ID: "install", Title: "Install", Apply: func(context.Context, check.Answers, check.Output) error { return nil }}
	for name, act := range map[string]func(w *world, g *guide.Guide){
		"a fix": func(w *world, g *guide.Guide) {
			if _, err := g.Fix(w.t.Context(), "go", "install", nil); err != nil {
				w.t.Fatal(err)
			}
		},
		"a start file": func(w *world, _ *guide.Guide) { w.make(".bashrc") },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, step("go"))
			var found atomic.Bool
			// Where a program is looked for is settled when a check is made.
			w.made = func(string) check.Check {
				there := found.Load()
				return check.Check{
					Observe: func(context.Context, check.Output) check.Finding {
						if there {
							return check.Hold("Go is there")
						}
						return check.Fail("tool/missing", "No Go on your PATH")
					},
					Fixes: func(check.Finding) []check.Fix { return []check.Fix{install} },
				}
			}
			g := w.guideWith(func(c *guide.Config) {
				c.StartFiles = []string{w.path(".bashrc")}
				c.RenewPath = func(context.Context) bool { return !found.Swap(true) }
				c.Around = func() ([]string, error) {
					if !found.Load() {
						return nil, nil
					}
					return []string{"/server/bin"}, nil
				}
			})
			if err := g.Open(t.Context(), guide.Options{Source: "test"}); err != nil {
				t.Fatal(err)
			}
			settle(t, g)
			act(w, g)
			eventually(t, "the tool is found", func() bool { return status(t, g, "go") == check.OK })
			eventually(t, "what is done without is told", func() bool { return len(view(t, g).Notices) == 1 })
		})
	}
}
