package github_test

import (
	"context"
	"maps"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"firstlight/backend/askpass"
	"firstlight/backend/check"
	"firstlight/backend/github"
	"firstlight/backend/github/githubtest"
	"firstlight/backend/keyring"
	"firstlight/backend/process"
)

func TestMain(m *testing.M) {
	// Git asks through the program that started it.
	if code, asked := askpass.Main(); asked {
		os.Exit(code)
	}
	goleak.VerifyTestMain(m)
}

// ring is a keyring in the memory of a test; it is in a state that the test
// chooses. The keyrings of systems are tried where they are asked.
type ring struct {
	state keyring.State

	mu   sync.Mutex
	kept map[string]string
	err  error
}

func newRing() *ring { return &ring{state: keyring.Ready, kept: map[string]string{}} }

func (r *ring) State(context.Context) (keyring.State, error) { return r.state, nil }

func (r *ring) Set(_ context.Context, service, name, secret string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		r.kept[service+" "+name] = secret
	}
	return r.err
}

func (r *ring) Get(_ context.Context, service, name string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	secret, ok := r.kept[service+" "+name]
	if !ok {
		return "", keyring.ErrNotThere
	}
	return secret, r.err
}

func (r *ring) Clear(_ context.Context, service string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	maps.DeleteFunc(r.kept, func(key, _ string) bool { return strings.HasPrefix(key, service+" ") })
	return r.err
}

func (r *ring) Delete(_ context.Context, service, name string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.kept, service+" "+name)
	return r.err
}

// secret is a token as GitHub makes them.
const secret = "ghp_0123456789abcdefghijABCDEFGHIJ012345"

// world is a person before one GitHub.
type world struct {
	*testing.T
	server *githubtest.Server
	ring   *ring
	config github.Config
	// waits are how long was waited, one after another.
	waits []time.Duration
	now   time.Time
	mu    sync.Mutex
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{T: t, server: githubtest.New(t), ring: newRing(), now: time.Now()}
	w.config = github.Config{
		Keyring: w.ring, Runner: process.New([]string{"PATH=" + t.TempDir()}), Transport: w.server.Transport(),
		Now: w.time, Wait: w.wait,
	}
	return w
}

func (w *world) github() *github.GitHub { return github.New(w.config) }

func (w *world) time() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

// wait lets the clock of the world go on at once.
func (w *world) wait(ctx context.Context, d time.Duration) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waits = append(w.waits, d)
	w.now = w.now.Add(d)
	return ctx.Err()
}

// spec asks for a sign-in to the server of the world.
func (w *world) spec() github.SignInSpec {
	return github.SignInSpec{Host: w.server.Host(), Client: "Ov23liTest", Scopes: []string{"repo"}}
}

func (w *world) observe(c check.Check) check.Finding {
	w.Helper()
	return c.Observe(w.Context(), check.Silent{})
}

// want fails the test unless the finding is of the status and the code.
func (w *world) want(f check.Finding, status check.Status, code string) {
	w.Helper()
	if f.Status != status || f.Code != code {
		w.Fatalf("finding %s %q (%s), want %s %q\n%+v", f.Status, f.Code, f.Summary, status, code, f.Evidence)
	}
}

// fix carries out a fix of a check, given what was last found.
func (w *world) fix(c check.Check, id string, answers check.Answers, out check.Output) error {
	w.Helper()
	found := w.observe(c)
	for _, fix := range c.Fixes(found) {
		if fix.ID == id {
			answers, err := fix.Answer(answers)
			if err != nil {
				w.Fatal(err)
			}
			return fix.Apply(w.Context(), answers, out)
		}
	}
	w.Fatalf("there is no fix %s of %+v", id, found)
	return nil
}

func fact(f check.Finding, label string) string {
	var values []string
	for _, e := range f.Evidence {
		if e.Label == label {
			values = append(values, e.Value)
		}
	}
	return strings.Join(values, "; ")
}

// person is whom work asks: she does as told, or answers with err.
type person struct {
	mu    sync.Mutex
	lines []string
	asked []check.Question
	err   error
}

func (p *person) Line(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lines = append(p.lines, text)
}

func (p *person) Progress(check.Progress) {}

func (p *person) Ask(ctx context.Context, q check.Question) (string, error) {
	p.mu.Lock()
	p.asked = append(p.asked, q)
	err := p.err
	p.mu.Unlock()
	if err != nil {
		return "", err
	}
	<-ctx.Done()
	return "", ctx.Err()
}
