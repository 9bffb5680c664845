package machine_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/needed"
)

// newIdentityBench returns a bench whose git reads only the settings of its own
// home.
func newIdentityBench(t *testing.T) *bench {
	t.Helper()
	needed.Program(t, "git", "git")
	b := newBench(t)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	t.Setenv("XDG_CONFIG_HOME", "")
	t.Setenv("GIT_CONFIG_GLOBAL", "")
	for _, name := range []string{"GIT_CONFIG_GLOBAL", "XDG_CONFIG_HOME"} {
		if err := os.Unsetenv(name); err != nil {
			t.Fatal(err)
		}
	}
	b.env = os.Environ()
	return b
}

func TestIdentityFromMissingToKnown(t *testing.T) {
	b := newIdentityBench(t)
	c := b.machine().Identity("")
	f := b.observe(c)
	b.want(f, check.Failing, "identity/missing")
	fixes := c.Fixes(f)
	if len(fixes) != 1 || fixes[0].Undo != "git config --global --unset user.name; git config --global --unset user.email" {
		t.Fatalf("fixes %+v", fixes)
	}
	for _, bad := range []check.Answers{
		{"name": "Ada", "email": "ada"}, {"name": "Ada"}, {"email": "ada@example.com"}, {"name": "--unset", "email": "ada@example.com"}, {"name": "Ada", "email": "-a@example.com"},
	} {
		if _, err := fixes[0].Answer(bad); err == nil {
			t.Errorf("the answers %v are let through", bad)
		}
	}
	b.apply(fixes[0], check.Answers{"name": "Ada Lovelace", "email": "ada@example.com"})
	f = b.observe(c)
	b.want(f, check.OK, "")
	if f.Summary != "You are Ada Lovelace <ada@example.com>" || fact(f, "Set in") != "~/.gitconfig" {
		t.Errorf("%q, %+v", f.Summary, f.Evidence)
	}
}

func TestIdentityOfTheWrongKind(t *testing.T) {
	b := newIdentityBench(t)
	m := b.machine()
	c := m.Identity("")
	b.apply(c.Fixes(b.observe(c))[0], check.Answers{"name": "Ada", "email": "ada@home.example"})
	if names := m.Names(t.Context()); !slices.Equal(names, []string{"Ada"}) {
		t.Errorf("she is called %q", names)
	}

	c = m.Identity(`[a-z.]+@acme\.example`)
	f := b.observe(c)
	b.want(f, check.Failing, "identity/wrong-email")
	fix := c.Fixes(f)[0]
	if fix.Undo != "git config --global user.name Ada; git config --global user.email ada@home.example" {
		t.Errorf("undo %q", fix.Undo)
	}
	if _, err := fix.Answer(nil); err == nil {
		t.Error("the address that is not right is proposed again")
	}
	b.apply(fix, check.Answers{"email": "ada@acme.example"}) // The name is proposed from git.
	b.want(b.observe(c), check.OK, "")
	b.want(b.observe(m.Identity(`acme`)), check.Failing, "identity/wrong-email")
	b.want(b.observe(m.Identity(`(`)), check.Unknown, "identity/unreadable-pattern")
}

func TestIdentityIsNotThatOfARepository(t *testing.T) {
	b := newIdentityBench(t)
	repo := filepath.Join(b.home, "repo")
	for _, args := range [][]string{{"init", "--quiet", repo}, {"-C", repo, "config", "user.name", "Ada"}, {"-C", repo, "config", "user.email", "ada@example.com"}} {
		if out, err := exec.CommandContext(t.Context(), "git", args...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	t.Chdir(repo)
	b.want(b.observe(b.machine().Identity("")), check.Failing, "identity/missing")
}

func TestIdentityWithoutGit(t *testing.T) {
	b := newIdentityBench(t)
	b.folder("bin")
	b.want(b.observe(b.machine().Identity("")), check.Unknown, "identity/no-git")
}

func TestIdentityWatchesGitsSettings(t *testing.T) {
	b := newIdentityBench(t)
	want := []string{filepath.Join(b.home, ".gitconfig"), filepath.Join(b.home, ".config", "git", "config")}
	if got := b.machine().Identity("").Watch.Paths; !slices.Equal(got, want) {
		t.Errorf("watches %v, want %v", got, want)
	}
	file := filepath.Join(b.home, "other")
	b.env = append(b.env, "GIT_CONFIG_GLOBAL="+file)
	if got := b.machine().Identity("").Watch.Paths; !slices.Equal(got, []string{file}) {
		t.Errorf("watches %v, want %s", got, file)
	}
}
