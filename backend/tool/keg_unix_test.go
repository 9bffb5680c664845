//go:build unix

package tool_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/process"
	"firstlight/backend/tool"
)

// TestWhatBrewKeepsOffPath installs a package that brew keeps off PATH: its
// program is found there, and the fix has put its folder on PATH.
func TestWhatBrewKeepsOffPath(t *testing.T) {
	b := newBench(t)
	b.env = append(b.env, "SHELL=/bin/zsh")
	keg := filepath.Join(b.home, "homebrew", "opt", "mysql-client", "bin")
	mysql := filepath.Join(keg, "mysql")
	bin := b.folder("homebrew/bin")
	b.program(bin, "brew", `test "$*" = "install mysql-client" && mkdir -p '`+keg+`' && printf '#!/bin/sh\necho mysql  Ver 9.1.0 for macos15 on arm64\n' >'`+mysql+`' && chmod +x '`+mysql+`'`)
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	claim := b.room().Tool("mysql", ">=9")
	f := b.observe(claim)
	b.want(f, check.Failing, "tool/missing")
	fixes := claim.Fixes(f)
	if !slices.Equal(ids(fixes), []string{"install-brew"}) || !strings.Contains(fixes[0].Effect, "/opt/mysql-client/bin") || !strings.Contains(fixes[0].Undo, "brew uninstall mysql-client. Take the line") {
		t.Fatalf("fixes %+v", fixes)
	}
	b.runs(fixes[0])
	f = b.observe(claim)
	b.want(f, check.Failing, "tool/off-path")
	if fact(f, "Off your PATH") != "9.1.0 in "+process.Short(mysql) || !strings.Contains(fact(f, "What to do"), "from the next start of your terminal") || len(claim.Fixes(f)) != 0 {
		t.Errorf("evidence %+v, fixes %v", f.Evidence, ids(claim.Fixes(f)))
	}
	b.folder("homebrew/opt/mysql-client/bin")
	b.want(b.observe(b.room().Tool("mysql", ">=9")), check.OK, "")
}

// TestAKegBehindWhatTheSystemShips puts the newer Ruby of brew behind an older one
// that comes first on PATH.
func TestAKegBehindWhatTheSystemShips(t *testing.T) {
	b := newBench(t)
	b.env = append(b.env, "SHELL=/bin/zsh")
	keg := filepath.Join(b.home, "homebrew", "opt", "ruby", "bin")
	if err := os.MkdirAll(keg, 0o755); err != nil {
		t.Fatal(err)
	}
	b.program(b.folder("homebrew/bin"), "brew", "exit 0")
	b.program(keg, "ruby", "echo 'ruby 3.4.1 (2024-12-25 revision 48d4efcb85) +PRISM [arm64-darwin24]'")
	b.program(b.folder("system"), "ruby", "echo 'ruby 2.6.10p210 (2022-04-12 revision 67958) [universal.arm64e-darwin24]'")
	claim := b.room().Tool("ruby", ">=3")
	f := b.observe(claim)
	b.want(f, check.Failing, "tool/shadowed")
	if fixes := claim.Fixes(f); len(fixes) == 0 || fixes[0].ID != "path-first" || !strings.Contains(fixes[0].Effect, "/opt/ruby/bin") {
		t.Errorf("fixes %v", ids(fixes))
	}
	b.want(b.observe(b.room().Tool("ruby", "~2.6")), check.OK, "")
}

func TestAKegNeedsAPackageOfBrew(t *testing.T) {
	for _, lines := range []string{"    keg: bin\n", "    keg: ../bin\n    install: { brew: harbour }\n"} {
		_, err := tool.ParseCatalogue([]byte(strings.Split(sound, "    install:")[0] + lines))
		if err == nil || !strings.Contains(err.Error(), "keg") {
			t.Errorf("%q: %v", lines, err)
		}
	}
}
