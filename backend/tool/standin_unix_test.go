//go:build unix

package tool_test

import (
	"os"
	"path/filepath"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/tool"
)

// TestAStandInIsNeverStarted has a stub, as macOS has them, that does something
// when it is started with nothing behind it.
func TestAStandInIsNeverStarted(t *testing.T) {
	b := newBench(t)
	stubs, asked := b.folder("stubs"), filepath.Join(b.home, "asked")
	b.program(stubs, "jq", ": >'"+asked+"'; echo jq-1.7")
	more, err := tool.ParseCatalogue([]byte(`shims:
  - manager: acme
    file: '/stubs/jq$'
    behind: ['~/Applications/Acme*.app/{command}']
    then: Install the tools of Acme
    title: Install the tools of Acme
    effect: Acme opens a window.
    repair: [[acme, --install]]
    undo: acme --remove
    newest: any
`))
	if err != nil {
		t.Fatal(err)
	}
	b.program(b.folder("managers"), "acme", "exit 0")
	claim := b.roomOf(shipped(t).With(more)).Tool("jq", "")
	f := b.observe(claim)
	b.want(f, check.Failing, "tool/stand-in")
	if fact(f, "What to do") != "Install the tools of Acme" {
		t.Errorf("evidence %+v", f.Evidence)
	}
	if fixes := claim.Fixes(f); len(fixes) != 1 || fixes[0].Title != "Install the tools of Acme" || planned(fixes[0], nil) != "acme --install" {
		t.Errorf("fixes %+v", fixes)
	}
	if _, err := os.Stat(asked); err == nil {
		t.Error("the stub was started")
	}
	app := filepath.Join(b.home, "Applications", "Acme 2.app")
	if err := os.MkdirAll(app, 0o755); err != nil {
		t.Fatal(err)
	}
	b.program(app, "jq", "exit 0")
	b.want(b.observe(claim), check.OK, "")
}

// TestTheStubsOfApple are those that macOS has of the tools of the catalogue.
func TestTheStubsOfApple(t *testing.T) {
	catalogue := shipped(t)
	for _, command := range []string{"git", "svn", "make", "python3", "pip3", "gcc", "g++", "clang", "swift", "xcodebuild"} {
		if !tool.IsAppleStub(catalogue, "/usr/bin/"+command) || tool.IsAppleStub(catalogue, "/usr/local/bin/"+command) {
			t.Errorf("%s is to be a stub in /usr/bin, and only there", command)
		}
	}
	for _, command := range []string{"ruby", "perl", "curl", "sqlite3", "ssh", "zsh", "vim"} {
		if tool.IsAppleStub(catalogue, "/usr/bin/"+command) {
			t.Errorf("%s is a program of macOS itself", command)
		}
	}
}
