package guardrail_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/guardrail"
	"firstlight/backend/needed"
	"firstlight/backend/process"
	"firstlight/backend/repository"
)

// clones are real ones, as git's room knows them.
type clones struct{ *repository.Git }

func (c clones) Outgoing(ctx context.Context, dir string) (guardrail.Outgoing, error) {
	o, err := c.Git.Outgoing(ctx, dir)
	out := guardrail.Outgoing{Branch: o.Branch, Base: o.Base, Current: o.Current, Email: o.Email, Merges: o.Merges, Cut: o.Cut}
	for _, commit := range o.Commits {
		out.Commits = append(out.Commits, guardrail.Commit(commit))
	}
	return out, err
}

func (c clones) LargeFiles(ctx context.Context, dir string, commits []string, over int64) ([]guardrail.LargeFile, error) {
	found, err := c.Git.LargeFiles(ctx, dir, commits, over)
	var files []guardrail.LargeFile
	for _, f := range found {
		files = append(files, guardrail.LargeFile(f))
	}
	return files, err
}

func (c clones) Watch(dir string) check.Watch { return c.OutgoingWatch(dir) }

// bench is a machine of its own for one test: a home and a clone on the branch
// lamp.
type bench struct {
	*testing.T
	home, dir, origin string
}

func newBench(t *testing.T) *bench {
	t.Helper()
	needed.Program(t, "git", "git")
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	t.Setenv("GIT_CONFIG_GLOBAL", filepath.Join(home, ".gitconfig"))
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	b := &bench{T: t, home: home, dir: filepath.Join(home, "harbour"), origin: filepath.Join(home, "origin")}
	for _, setting := range [][]string{{"user.name", "Ada"}, {"user.email", "ada@example.com"}, {"init.defaultBranch", "main"}} {
		b.git("-C", home, "config", "--global", setting[0], setting[1])
	}
	b.git("-C", home, "init", "--quiet", "--bare", b.origin)
	b.git("-C", home, "clone", "--quiet", b.origin, b.dir)
	b.commit("main.go", "package main\n", "Begin")
	b.git("push", "--quiet", "origin", "main")
	b.git("remote", "set-head", "origin", "main")
	b.git("switch", "--quiet", "-c", "lamp")
	return b
}

func (b *bench) git(args ...string) string {
	b.Helper()
	command := exec.CommandContext(b.Context(), "git", args...)
	if _, err := os.Stat(b.dir); err == nil {
		command.Dir = b.dir
	}
	out, err := command.CombinedOutput()
	if err != nil {
		b.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func (b *bench) commit(name, body, message string) {
	b.Helper()
	file := filepath.Join(b.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(body), 0o644); err != nil {
		b.Fatal(err)
	}
	b.git("add", "--all")
	b.git("commit", "--quiet", "-m", message)
}

// holds returns the check of some guards.
func (b *bench) holds(policy guardrail.Policy, guards ...guardrail.Guard) check.Check {
	git := repository.New(process.New(os.Environ()))
	return guardrail.New(clones{git}, &guardrail.Gitleaks{}).Holds(guardrail.Spec{Dir: b.dir, Guards: guards, Policy: policy})
}

// want observes, and fails the test unless the finding has the code; an empty one
// says that the claim holds.
func (b *bench) want(c check.Check, code string) check.Finding {
	b.Helper()
	f := c.Observe(b.Context(), check.Silent{})
	if f.Code != code || (f.Status == check.OK) != (code == "") {
		b.Fatalf("finding %s %q (%s), want %q\n%+v", f.Status, f.Code, f.Summary, code, f.Evidence)
	}
	return f
}

// apply carries out a fix of the finding.
func (b *bench) apply(c check.Check, f check.Finding, id string, given check.Answers) {
	b.Helper()
	fixes := c.Fixes(f)
	i := slices.IndexFunc(fixes, func(x check.Fix) bool { return x.ID == id })
	if i < 0 {
		b.Fatalf("no fix %q for %q", id, f.Code)
	}
	answers, err := fixes[i].Answer(given)
	if err != nil {
		b.Fatal(err)
	}
	if fixes[i].Apply != nil {
		if err := fixes[i].Apply(b.Context(), answers, check.Silent{}); err != nil {
			b.Fatal(err)
		}
		return
	}
	for _, command := range fixes[i].Plan(answers) {
		run := exec.CommandContext(b.Context(), command.Args[0], command.Args[1:]...)
		run.Dir = command.Dir
		if out, err := run.CombinedOutput(); err != nil {
			b.Fatalf("%s: %v\n%s", command, err, out)
		}
	}
}

func fact(f check.Finding, label string) string {
	for _, e := range f.Evidence {
		if e.Label == label {
			return e.Value
		}
	}
	return ""
}
