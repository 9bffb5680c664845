package repository_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"firstlight/backend/askpass"
	"firstlight/backend/check"
	"firstlight/backend/needed"
	"firstlight/backend/process"
	"firstlight/backend/repository"
)

// These variables make this program clone the URL, or push in the folder, so that
// a test can kill a program that does; it clones into the folder that it is
// started in.
const (
	cloneVariable = "FIRSTLIGHT_TEST_CLONE"
	pushVariable  = "FIRSTLIGHT_TEST_PUSH"
)

func TestMain(m *testing.M) {
	if code, asked := askpass.Main(); asked {
		os.Exit(code)
	}
	url, folder := os.Getenv(cloneVariable), os.Getenv(pushVariable)
	git := repository.New(process.New(os.Environ()))
	var c check.Check
	switch {
	case url != "":
		dir, err := os.Getwd()
		if err != nil {
			panic(err)
		}
		c = git.Clone(repository.CloneSpec{URL: url, Dir: filepath.Join(dir, "harbour")})
	case folder != "":
		c = git.Push(repository.PushSpec{Dir: folder})
	default:
		os.Exit(m.Run())
	}
	ctx := context.Background()
	fix := c.Fixes(c.Observe(ctx, check.Silent{}))[0]
	if err := fix.Apply(ctx, nil, check.Silent{}); err != nil {
		panic(err)
	}
}

// bench is a machine of its own for one test: a home, git's settings, a workspace
// and the environment in which programs start.
type bench struct {
	*testing.T
	home, work string
	env        []string
}

// newBench has the test run beside others, as it waits for git and for servers
// more than it computes.
func newBench(t *testing.T) *bench {
	t.Helper()
	t.Parallel()
	return makeBench(t)
}

// newLoneBench is for what looks for the home of the test's own program, and has
// the test run alone.
func newLoneBench(t *testing.T) *bench {
	t.Helper()
	b := makeBench(t)
	t.Setenv("HOME", b.home)
	t.Setenv("USERPROFILE", b.home)
	return b
}

func makeBench(t *testing.T) *bench {
	t.Helper()
	needed.Program(t, "git", "git")
	home, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{T: t, home: home, work: filepath.Join(home, "work"), env: os.Environ()}
	b.Setenv("HOME", home)
	b.Setenv("USERPROFILE", home)
	b.Setenv("GIT_CONFIG_GLOBAL", filepath.Join(home, ".gitconfig"))
	b.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	if err := os.Mkdir(b.work, 0o755); err != nil {
		t.Fatal(err)
	}
	// As git config --global would, without starting it three times for each test.
	b.write(home, ".gitconfig", "[user]\n\tname = Ada\n\temail = ada@example.com\n[init]\n\tdefaultBranch = main\n")
	return b
}

// Setenv sets a variable for the programs that this bench starts from now on.
func (b *bench) Setenv(name, value string) { b.env = append(b.env, name+"="+value) }

// rooms returns the Git under test, in the environment as it is now.
func (b *bench) rooms() *repository.Git { return repository.New(process.New(slices.Clone(b.env))) }

// program is a program of the bench, to be started in the environment as it is now.
func (b *bench) program(name string, args ...string) *exec.Cmd {
	b.Helper()
	file, err := process.New(b.env).Find(name)
	if err != nil {
		b.Fatal(err)
	}
	command := exec.CommandContext(b.Context(), file, args...)
	command.Env = slices.Clone(b.env)
	return command
}

// git runs git as a person in a terminal would, and returns what it printed.
func (b *bench) git(dir string, args ...string) string {
	b.Helper()
	out, err := b.tryGit(dir, args...)
	if err != nil {
		b.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

func (b *bench) tryGit(dir string, args ...string) (string, error) {
	command := b.program("git", args...)
	command.Dir = dir
	out, err := command.CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

// write writes a file below dir.
func (b *bench) write(dir, name, body string) {
	b.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(body), 0o644); err != nil {
		b.Fatal(err)
	}
}

// commit writes a file and commits it on the branch that is checked out.
func (b *bench) commit(dir, name, message string) {
	b.Helper()
	b.write(dir, name, message+"\n")
	b.git(dir, "add", "--all")
	b.git(dir, "commit", "--quiet", "-m", message)
}

// origin makes a bare repository with one commit by somebody else on main, and
// returns its folder.
func (b *bench) origin(name string) string {
	b.Helper()
	seed := filepath.Join(b.home, "seed-"+name)
	b.git(b.home, "init", "--quiet", seed)
	b.git(seed, "config", "user.email", "grace@example.com")
	b.git(seed, "config", "user.name", "Grace")
	b.commit(seed, "main.go", "package main")
	bare := filepath.Join(b.home, "srv", name+".git")
	b.git(b.home, "clone", "--quiet", "--bare", seed, bare)
	return bare
}

// cloned makes an origin and a clone of it, and returns the clone's folder.
func (b *bench) cloned() (dir, origin string) {
	b.Helper()
	origin = b.origin("harbour")
	dir = filepath.Join(b.work, "harbour")
	b.git(b.work, "clone", "--quiet", repository.FileURL(origin), dir)
	return dir, origin
}

// observe makes one observation.
func (b *bench) observe(c check.Check) check.Finding {
	b.Helper()
	return c.Observe(b.Context(), check.Silent{})
}

// want fails the test unless the finding is of the given status and code.
func (b *bench) want(f check.Finding, status check.Status, code string) {
	b.Helper()
	if f.Status != status || f.Code != code {
		b.Fatalf("finding %s %q (%s), want %s %q\n%+v", f.Status, f.Code, f.Summary, status, code, f.Evidence)
	}
}

// fact returns the value of the evidence with the given label.
func fact(f check.Finding, label string) string {
	for _, e := range f.Evidence {
		if e.Label == label {
			return e.Value
		}
	}
	return ""
}

// fix returns the fix with the given ID, given what is observed now.
func (b *bench) fix(c check.Check, id string) check.Fix {
	b.Helper()
	f := b.observe(c)
	fixes := c.Fixes(f)
	i := slices.IndexFunc(fixes, func(x check.Fix) bool { return x.ID == id })
	if i < 0 {
		b.Fatalf("no fix %q for %s %q; there are %d others", id, f.Status, f.Code, len(fixes))
	}
	return fixes[i]
}

// apply carries a fix out as the guide does.
func (b *bench) apply(fix check.Fix, given check.Answers, out check.Output) error {
	b.Helper()
	answers, err := fix.Answer(given)
	if err != nil {
		b.Fatal(err)
	}
	if fix.Apply != nil {
		return fix.Apply(b.Context(), answers, out)
	}
	for _, c := range fix.Plan(answers) {
		command := b.program(c.Args[0], c.Args[1:]...)
		command.Dir = c.Dir
		if text, err := command.CombinedOutput(); err != nil {
			b.Logf("%s:\n%s", c, text)
			return err
		}
	}
	return nil
}

// tape keeps what a fix prints.
type tape struct {
	check.Silent
	mu     sync.Mutex
	lines  []string
	phases []check.Progress
}

func (t *tape) Line(text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lines = append(t.lines, text)
}

func (t *tape) Progress(p check.Progress) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.phases = append(t.phases, p)
}

func (t *tape) text() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.Join(t.lines, "\n")
}

// reached reports whether any progress was in the given phase.
func (t *tape) reached(phase string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.ContainsFunc(t.phases, func(p check.Progress) bool { return p.Phase == phase })
}

// entries returns the names in a folder.
func (b *bench) entries(dir string) []string {
	b.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		b.Fatal(err)
	}
	names := make([]string, 0, len(list))
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}
