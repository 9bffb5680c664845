package network_test

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"firstlight/backend/check"
	"firstlight/backend/network"
	"firstlight/backend/process"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestMain(m *testing.M) {
	if os.Getenv(lonely) != "" {
		os.Exit(beLonely())
	}
	flag.Parse()
	goleak.VerifyTestMain(m)
}

// bench is a machine of its own for one test: a home, and an environment that
// has nothing of the one in which the tests run but a few programs.
type bench struct {
	*testing.T
	home string
	env  []string
}

func newBench(t *testing.T, env ...string) *bench {
	t.Helper()
	home, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{T: t, home: home}
	b.env = append([]string{
		"PATH=" + programs(t, "git", "sh", "sed", "mkdir", "mv", "rm", "dirname"), "HOME=" + home, "USERPROFILE=" + home, "TMPDIR=" + os.TempDir(),
		"GIT_CONFIG_GLOBAL=" + filepath.Join(home, ".gitconfig"), "GIT_CONFIG_NOSYSTEM=1",
	}, env...)
	return b
}

// programs returns a folder with the programs named, as far as there are such.
func programs(t *testing.T, names ...string) string {
	t.Helper()
	folder := t.TempDir()
	for _, name := range names {
		file, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		if err := os.Symlink(file, filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// set adds variables to the environment.
func (b *bench) set(env ...string) { b.env = append(b.env, env...) }

// config returns what the room is made with here.
func (b *bench) config() network.Config { return network.Config{Runner: process.New(b.env)} }

// room returns the room under test.
func (b *bench) room() *network.Network { return network.New(b.config()) }

// install adds a program of the name, which does nothing.
func (b *bench) install(name string) {
	b.Helper()
	file := b.write("bin/"+name, "#!/bin/sh\n")
	if err := os.Chmod(file, 0o755); err != nil {
		b.Fatal(err)
	}
	for i, v := range b.env {
		if path, ok := strings.CutPrefix(v, "PATH="); ok && !strings.HasPrefix(path, filepath.Dir(file)) {
			b.env[i] = "PATH=" + filepath.Dir(file) + string(os.PathListSeparator) + path
		}
	}
}

// write lays a file below the home folder.
func (b *bench) write(name, text string) string {
	b.Helper()
	file := filepath.Join(b.home, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		b.Fatal(err)
	}
	return file
}

// read returns what a file below the home folder holds.
func (b *bench) read(name string) string {
	b.Helper()
	text, err := os.ReadFile(filepath.Join(b.home, filepath.FromSlash(name)))
	if err != nil {
		b.Fatal(err)
	}
	return string(text)
}

// run starts a program in the environment, and returns what it printed.
func (b *bench) run(args ...string) string {
	b.Helper()
	result, err := process.New(b.env).Run(b.Context(), process.Spec{Args: args, Dir: b.home})
	if err != nil {
		b.Fatalf("%v: %v\n%s", args, err, result.Output)
	}
	return result.Output
}

// apply carries out the plan of the one fix of a finding, and returns it.
func (b *bench) apply(c check.Check, f check.Finding) check.Fix {
	b.Helper()
	fixes := c.Fixes(f)
	if len(fixes) != 1 {
		b.Fatalf("there are %d fixes for %s, want 1: %+v", len(fixes), f.Code, f)
	}
	complete(b.T, fixes[0])
	for _, command := range fixes[0].Preview(nil) {
		b.run(command.Args...)
	}
	return fixes[0]
}

// undo takes a fix back as it says that this is done.
func (b *bench) undo(fix check.Fix) {
	b.Helper()
	b.run("sh", "-c", fix.Undo)
}

// complete fails the test when a fix leaves something unsaid.
func complete(t *testing.T, fix check.Fix) {
	t.Helper()
	if fix.ID == "" || fix.Title == "" || fix.Effect == "" || fix.Undo == "" || fix.Privilege == "" || len(fix.Preview(nil)) == 0 {
		t.Errorf("the fix leaves something unsaid: %+v", fix)
	}
}

// observe observes once.
func observe(t *testing.T, c check.Check) check.Finding {
	t.Helper()
	return c.Observe(t.Context(), check.Silent{})
}

// want fails the test unless the finding has the code, "" for one that holds,
// and the summary.
func want(t *testing.T, f check.Finding, code, summary string) {
	t.Helper()
	if f.Code != code || (code == "") != (f.Status == check.OK) || f.Summary != summary {
		t.Fatalf("found %s %q: %s\n%s\nwant %q: %s", f.Status, f.Code, f.Summary, facts(f), code, summary)
	}
}

// facts returns the evidence as text.
func facts(f check.Finding) string {
	var text strings.Builder
	for _, e := range f.Evidence {
		text.WriteString(e.Label + ": " + e.Value + "\n")
	}
	return text.String()
}

// fact returns the evidence with a label.
func fact(t *testing.T, f check.Finding, label string) string {
	t.Helper()
	i := slices.IndexFunc(f.Evidence, func(e check.Evidence) bool { return e.Label == label })
	if i < 0 {
		t.Fatalf("there is no evidence %q:\n%s", label, facts(f))
	}
	return f.Evidence[i].Value
}

// needs skips a test that lacks a program; on CI that is a failure.
func needs(t *testing.T, program, install string) {
	t.Helper()
	if _, err := exec.LookPath(program); err == nil {
		return
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("this test needs %s", program)
	}
	t.Skipf("this test needs %s; install it with: %s", program, install)
}

// makeProbe builds the program that runs in containers, once.
var makeProbe = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "firstlight-probe-")
	if err != nil {
		return "", err
	}
	binary := filepath.Join(dir, "probe")
	_, err = process.New(os.Environ()).Run(context.Background(), process.Spec{
		Args: []string{"go", "build", "-o", binary, "./probe"}, Env: []string{"CGO_ENABLED=0"},
	})
	return binary, err
})
