//go:build unix

package tool_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstlight/backend/check"
)

// policy has apt tell of one package.
func (b *bench) policy(dir, name, installed, candidate string) {
	b.program(dir, "apt-get", "exit 0")
	b.program(dir, "apt-cache", "printf '"+name+":\\n  Installed: "+installed+"\\n  Candidate: "+candidate+"\\n  Version table:\\n'")
}

// TestUndoOfAnUpgradeKeepsTheTool has each manager upgrade what it has installed:
// to undo that must not take the tool away.
func TestUndoOfAnUpgradeKeepsTheTool(t *testing.T) {
	for _, c := range []struct{ manager, command, file, planned, undo string }{
		{"brew", "brew", "Cellar/go/1.19.8/bin/go", "brew upgrade go", "brew has no way back to the earlier version, and to remove the package would leave you without it"},
		{"scoop", "scoop", "scoop/shims/go", "scoop update go", "Have the earlier version again: scoop reset go@1.19.8, as long as scoop still keeps that version"},
		{"winget", "winget", "anywhere/go", "winget install --exact --id GoLang.Go --accept-source-agreements --accept-package-agreements --disable-interactivity", "winget has no way back to the earlier version, and to remove the package would leave you without it"},
		{"mise", "mise", ".local/share/mise/installs/go/1.19.8/bin/go", "mise use --global go@latest", "Have the earlier version again: mise use --global go@1.19.8"},
		{"mise of another's", "mise", "anywhere/go", "mise use --global go@latest", "mise unuse --global go"},
		{"brew of another's", "brew", "anywhere/go", "brew install go", "brew uninstall go"},
	} {
		t.Run(c.manager, func(t *testing.T) {
			b := newBench(t)
			b.program(b.folder("managers"), c.command, "exit 0")
			b.program(b.folder(filepath.Dir(c.file)), "go", "echo go version go1.19.8 linux/amd64")
			claim := b.room().Tool("go", ">=1.22")
			f := b.observe(claim)
			b.want(f, check.Failing, "tool/too-old")
			fixes := claim.Fixes(f)
			if len(fixes) != 1 || fixes[0].Undo != c.undo {
				t.Fatalf("fixes %v, want one undone by %q: %+v", ids(fixes), c.undo, fixes)
			}
			if got := planned(fixes[0], nil); got != c.planned {
				t.Errorf("planned %q, want %q", got, c.planned)
			}
			if upgrade := strings.HasPrefix(fixes[0].Title, "Upgrade "); upgrade == strings.Contains(c.manager, "another") {
				t.Errorf("title %q", fixes[0].Title)
			}
		})
	}
}

func TestUndoWithWhatAptHadInstalled(t *testing.T) {
	for _, c := range []struct{ name, file, installed, undo string }{
		{"a package of that name", "usr/bin/go", "2:1.19~1", "Have the earlier version again: apt-get install --allow-downgrades 'golang-go=2:1.19~1', as long as apt still has that version"},
		{"none, and Go from elsewhere", "usr/bin/go", "(none)", "apt-get remove -y golang-go"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			b.policy(b.folder("managers"), "golang-go", c.installed, "2:1.24~2")
			b.program(b.folder(filepath.Dir(c.file)), "go", "echo go version go1.19.8 linux/amd64")
			claim := b.room().Tool("go", ">=1.22")
			fixes := claim.Fixes(b.observe(claim))
			if len(fixes) != 1 || fixes[0].Undo != c.undo {
				t.Errorf("fixes %v, want one undone by %q: %+v", ids(fixes), c.undo, fixes)
			}
		})
	}
}

// TestAPackageThatIsThereForAnotherTool asks for npm where brew has Node.js, whose
// package it would come with.
func TestAPackageThatIsThereForAnotherTool(t *testing.T) {
	b := newBench(t)
	b.program(b.folder("managers"), "brew", "exit 0")
	real := filepath.Join(b.home, "Cellar", "node", "22.1.0", "bin")
	if err := os.MkdirAll(real, 0o755); err != nil {
		t.Fatal(err)
	}
	b.link(b.program(real, "node", "echo v22.1.0"), filepath.Join(b.folder("bin"), "node"))
	claim := b.room().Tool("npm", "")
	f := b.observe(claim)
	b.want(f, check.Failing, "tool/missing")
	fixes := claim.Fixes(f)
	if !slices.Equal(ids(fixes), []string{"install-brew"}) || strings.Contains(fixes[0].Undo, "uninstall") {
		t.Errorf("fixes %v: %+v", ids(fixes), fixes)
	}
}
