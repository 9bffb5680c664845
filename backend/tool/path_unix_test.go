//go:build unix

package tool_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/process"
	"firstlight/backend/tool"
)

// pathOf returns the check of a PATH, with what a launcher has.
func (b *bench) pathOf(path string, launcher []string) check.Check {
	b.Helper()
	return tool.New(tool.Config{
		Runner: process.New(append(b.env, "PATH="+path)), Catalogue: shipped(b.T),
		Launcher: func(context.Context) []string { return launcher },
	}).Path()
}

func TestPathThatIsSound(t *testing.T) {
	b := newBench(t)
	dir := b.folder("bin")
	b.program(dir, "jq", "echo jq-1.6")
	for name, launcher := range map[string][]string{"with a launcher": {dir, "/usr/bin"}, "without": nil} {
		f := b.observe(b.pathOf(dir+":/nowhere/at/all", launcher))
		b.want(f, check.OK, "")
		if fact(f, "Not there") != "/nowhere/at/all" {
			t.Errorf("%s: %+v", name, f.Evidence)
		}
	}
}

func TestPathThatDependsOnWhereOneStands(t *testing.T) {
	b := newBench(t)
	dir := b.folder("bin")
	for entry, says := range map[string]string{"": "empty entry", ".": "has .,", "node_modules/.bin": "has node_modules/.bin,"} {
		f := b.observe(b.pathOf(dir+":"+entry+":"+dir, nil))
		b.want(f, check.Failing, "path/relative")
		if !strings.Contains(f.Summary, says) {
			t.Errorf("%q: %s", entry, f.Summary)
		}
	}
}

func TestPathThatAnyoneMayAddTo(t *testing.T) {
	b := newBench(t)
	dir := b.folder("bin")
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	c := b.pathOf(dir, nil)
	f := b.observe(c)
	b.want(f, check.Failing, "path/open-folder")
	fixes := c.Fixes(f)
	if len(fixes) != 1 || fixes[0].Privilege != check.User {
		t.Fatalf("fixes %+v", fixes)
	}
	b.runs(fixes[0])
	b.want(b.observe(c), check.OK, "")
}

func TestToolsThatTheLauncherDoesNotFind(t *testing.T) {
	b := newBench(t)
	ours, theirs := b.folder("go/bin"), filepath.Join(b.home, "system")
	if err := os.Mkdir(theirs, 0o755); err != nil {
		t.Fatal(err)
	}
	b.program(ours, "go", "echo go version go1.26.8 linux/amd64")
	b.program(ours, "node", "echo v22.1.0")
	b.program(theirs, "node", "echo v18.1.0")
	b.program(ours, "my-own", "echo 1")
	c := b.pathOf(ours+":"+theirs, []string{theirs})
	f := b.observe(c)
	b.want(f, check.Failing, "path/not-in-launcher")
	if f.Summary != "go and node are in your terminal, but not in your launcher" {
		t.Errorf("summary %q", f.Summary)
	}
	if fact(f, "In your terminal alone") != "~/go/bin" || fact(f, "From a launcher") != "~/system/node instead of ~/go/bin/node" {
		t.Errorf("evidence %+v", f.Evidence)
	}
	fixes := c.Fixes(f)
	if len(fixes) == 0 || fixes[0].ID != "set-for-launcher" || fixes[0].Undo == "" {
		t.Fatalf("fixes %+v", fixes)
	}
	if runtime.GOOS != "linux" {
		return
	}
	b.runs(fixes[0])
	text, err := os.ReadFile(filepath.Join(b.home, ".config", "environment.d", "60-firstlight-path.conf"))
	if want := "PATH=\"" + ours + ":$PATH\"\n"; err != nil || string(text) != want {
		t.Errorf("wrote %q, %v; want %q", text, err, want)
	}
	f = b.observe(c)
	b.want(f, check.Failing, "path/after-sign-in")
	if !f.Pending || len(c.Fixes(f)) != 0 {
		t.Errorf("pending %t, fixes %v", f.Pending, ids(c.Fixes(f)))
	}
}

// runs runs the commands of a fix, as they were shown.
func (b *bench) runs(fix check.Fix) {
	b.Helper()
	for _, c := range fix.Plan(nil) {
		if out, err := exec.Command(c.Args[0], c.Args[1:]...).CombinedOutput(); err != nil {
			b.Fatalf("%s: %v\n%s", c, err, out)
		}
	}
}
