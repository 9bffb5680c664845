package guide_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"firstlight/backend/askpass"
	"firstlight/backend/check"
	"firstlight/backend/container"
	"firstlight/backend/github"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
	"firstlight/backend/process"
	"firstlight/backend/store"
	"firstlight/backend/watch"
)

func TestMain(m *testing.M) {
	if code, asked := askpass.Main(); asked {
		os.Exit(code)
	}
	if dir := os.Getenv(victim); dir != "" {
		beVictim(dir)
	}
	goleak.VerifyTestMain(m)
}

// patience bounds how long a test waits for what has to come; no test waits
// that long unless it fails.
const patience = 20 * time.Second

// world is a data folder with a journey whose claims are files: a claim holds
// while its file is there.
type world struct {
	t    testing.TB
	data string
	// ahead is how far the clock of the world is ahead of the machine's.
	ahead   atomic.Int64
	journey journey.Journey
	err     error
	// wrap stands in for the store where it is set.
	wrap func(guide.Store) guide.Store
	// made makes the checks where it is set.
	made func(step string) check.Check
	// services are what the steps run as services; nil where they run none.
	services guide.Services
	// told is how they tell of what is new.
	told container.Telling

	mu sync.Mutex
	// posts are what was sent to GitHub: where to, and what.
	posts     [][2]string
	signedOut bool
	// merges are when her pull requests were merged, by step.
	merges map[string][]time.Time
	// preferred is the package manager whose fixes come first.
	preferred string
	checks    map[string]check.Check
	looked    map[string]int
}

func newWorld(t testing.TB, steps ...journey.Step) *world {
	t.Helper()
	return &world{t: t, data: t.TempDir(), journey: journeyOf(steps...), checks: map[string]check.Check{}, looked: map[string]int{}}
}

func journeyOf(steps ...journey.Step) journey.Journey {
	return journey.Journey{Name: "Test", Source: "test", Hash: "1", Stages: []journey.Stage{{Name: "All", Steps: steps}}}
}

func (w *world) Load(context.Context, string) (journey.Journey, []string, error) {
	return w.journey, nil, w.err
}

func (w *world) Expand(_ context.Context, j journey.Journey) journey.Journey { return j }

func (w *world) Adopt(journey.Journey) error { return nil }

func (w *world) Known(output string) (check.KnownFailure, bool) {
	return check.KnownFailure{ID: "snowed-in", Cause: "It snows."}, strings.Contains(output, "snow")
}

func (w *world) Managers() []string { return []string{"apt", "brew"} }

func (w *world) Prefer(manager string) { w.preferred = manager }

func (w *world) Prepare(context.Context, journey.Journey) error { return nil }

func (w *world) Names(context.Context) []string { return []string{"Grace Hopper"} }

func (w *world) Services(_ []journey.Step, tell container.Telling) guide.Services {
	w.told = tell
	return w.services
}

func (w *world) OpenIssue(_ context.Context, host, repository, title, text string) (string, error) {
	return w.posted(host+"/"+repository, title+"\n"+text)
}

func (w *world) Comment(_ context.Context, host, repository string, number int, text string) (string, error) {
	return w.posted(fmt.Sprintf("%s/%s#%d", host, repository, number), text)
}

func (w *world) Merges(_ context.Context, step journey.Step) ([]time.Time, error) {
	if w.signedOut {
		return nil, &github.Error{Code: github.CodeSignedOut, What: "You are not signed in"}
	}
	return w.merges[step.ID], nil
}

func (w *world) posted(where, text string) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.signedOut {
		return "", &github.Error{Code: github.CodeSignedOut, What: "You are not signed in"}
	}
	w.posts = append(w.posts, [2]string{where, text})
	return "https://" + where, nil
}

func (w *world) Close() error { return nil }

func (w *world) Check(step journey.Step) check.Check {
	c, ok := w.checks[step.ID]
	switch {
	case w.made != nil:
		c = w.made(step.ID)
	case !ok:
		c = w.file(step.ID)
	}
	observe := c.Observe
	c.Observe = func(ctx context.Context, out check.Output) check.Finding {
		w.mu.Lock()
		w.looked[step.ID]++
		w.mu.Unlock()
		return observe(ctx, out)
	}
	return c
}

func (w *world) now() time.Time { return time.Now().Add(time.Duration(w.ahead.Load())) }

func (w *world) path(name string) string { return filepath.Join(w.data, name) }

func (w *world) make(name string) {
	w.t.Helper()
	if err := os.WriteFile(w.path(name), nil, 0o600); err != nil {
		w.t.Fatal(err)
	}
}

// file is a claim that a file is there, with the fix that makes it.
func (w *world) file(name string) check.Check {
	return check.Check{
		Observe: func(context.Context, check.Output) check.Finding {
			if _, err := os.Stat(w.path(name)); err != nil {
				return check.Fail("file/missing", "There is no "+name)
			}
			return check.Hold("There is " + name)
		},
		Fixes: func(check.Finding) []check.Fix {
			return []check.Fix{{
				ID: "touch", Title: "Make it", Privilege: check.User,
				Plan: func(check.Answers) []check.Command {
					return []check.Command{check.Run("touch", w.path(name)).In(w.data)}
				},
			}}
		},
		Watch: check.Watch{Paths: []string{w.path(name)}},
	}
}

func (w *world) timesLooked(step string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.looked[step]
}

// face opens a guide on the world, as one more program would.
func (w *world) face() *guide.Guide {
	w.t.Helper()
	g := w.guide()
	if err := g.Open(w.t.Context(), guide.Options{Source: "test"}); err != nil {
		w.t.Fatalf("opening the journey: %v", err)
	}
	return g
}

func (w *world) guide() *guide.Guide { return w.guideWith(func(*guide.Config) {}) }

// guideWith returns a guide that differs from the others of the world.
func (w *world) guideWith(differ func(*guide.Config)) *guide.Guide {
	w.t.Helper()
	opened, err := store.Open(w.t.Context(), w.path("firstlight.db"), store.Options{Now: w.now})
	if err != nil {
		w.t.Fatal(err)
	}
	var s guide.Store = opened
	if w.wrap != nil {
		s = w.wrap(s)
	}
	cfg := guide.Config{
		Store: s, Runner: process.New(os.Environ()), Watcher: watch.New(watch.Options{}), Rooms: w, Library: w,
		Face: "test", Workspace: w.path("workspace"), Now: w.now,
	}
	differ(&cfg)
	g := guide.New(cfg)
	w.t.Cleanup(func() {
		if err := g.Close(context.WithoutCancel(w.t.Context())); err != nil {
			w.t.Errorf("closing the guide: %v", err)
		}
	})
	return g
}

func view(t *testing.T, g *guide.Guide) guide.View {
	t.Helper()
	v, err := g.View()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func status(t *testing.T, g *guide.Guide, step string) check.Status {
	t.Helper()
	s, ok := view(t, g).State.Step(step)
	if !ok {
		t.Fatalf("there is no step %s", step)
	}
	return s.Finding.Status
}

// eventually waits until the condition holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited %s in vain: %s", patience, what)
		}
	}
}

func settle(t *testing.T, g *guide.Guide) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := g.Settle(ctx); err != nil {
		t.Fatalf("waiting for the observations: %v", err)
	}
}

// finish waits for a run to have ended and its step to be looked at again.
func finish(t *testing.T, g *guide.Guide, run string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := g.Wait(ctx, run); err != nil && !errors.Is(err, guide.ErrNotRunning) {
		t.Fatalf("waiting for the run: %v", err)
	}
}

func step(id string, needs ...string) journey.Step {
	return journey.Step{ID: id, Kind: journey.Tool, Title: "The " + id, Claim: journey.ToolClaim{Name: id}, Needs: needs}
}
