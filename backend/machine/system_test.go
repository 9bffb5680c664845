package machine_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"firstlight/backend/check"
)

// system gives the machine files of the system of its own, by path and text.
func (b *bench) system(files map[string]string) {
	b.Helper()
	b.root = b.openFolder()
	for name, text := range files {
		b.write(filepath.Join(b.root, name), text)
	}
}

// openFolder returns a folder that every person can reach.
func (b *bench) openFolder() string {
	b.Helper()
	dir, err := os.MkdirTemp("", "firstlight-open")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		b.Fatal(err)
	}
	return dir
}

// write writes a file, and the folders that it stands in.
func (b *bench) write(file, text string) {
	b.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		b.Fatal(err)
	}
}

// needs skips the test where a program is missing that it cannot do without.
func (b *bench) needs(program, from string) {
	b.Helper()
	if _, err := exec.LookPath(program); err != nil {
		b.Skipf("%s is missing; install it with: apt-get install %s", program, from)
	}
}

// wantFix returns the fix with the given ID, and fails the test unless it says
// everything that a person has to know before it runs.
func (b *bench) wantFix(c check.Check, f check.Finding, id string) check.Fix {
	b.Helper()
	fixes := c.Fixes(f)
	for _, fix := range fixes {
		if fix.ID != id {
			continue
		}
		if fix.Title == "" || fix.Effect == "" || fix.Undo == "" || fix.Privilege == "" || fix.Plan == nil {
			b.Errorf("the fix %s leaves something unsaid: %+v", id, fix)
		}
		return fix
	}
	b.Fatalf("no fix %s among %v for %+v", id, ids(fixes), f)
	return check.Fix{}
}

// apply carries a fix out as it would be on the person's consent.
func (b *bench) apply(fix check.Fix, given check.Answers) {
	b.Helper()
	answers, err := fix.Answer(given)
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range fix.Plan(answers) {
		cmd := exec.CommandContext(b.Context(), c.Args[0], c.Args[1:]...)
		cmd.Dir, cmd.Env = b.home, append(slices.Clone(b.env), c.Env...)
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%s: %v\n%s", c, err, out)
		}
	}
}

// undo runs what a fix says takes it back.
func (b *bench) undo(fix check.Fix) {
	b.Helper()
	b.run("sh", "-c", fix.Undo)
}

// run runs a program to its end and returns what it printed.
func (b *bench) run(args ...string) string {
	b.Helper()
	// What cleans up runs when the context of the test has ended.
	cmd := exec.CommandContext(context.WithoutCancel(b.Context()), args[0], args[1:]...)
	cmd.Env = b.env
	out, err := cmd.CombinedOutput()
	if err != nil {
		b.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}
