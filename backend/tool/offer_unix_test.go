//go:build unix

package tool_test

import (
	"slices"
	"strings"
	"testing"

	"firstlight/backend/check"
)

// TestWhatAManagerMayNotHave offers what nobody knows the version of for what it
// is, and after what is known to do.
func TestWhatAManagerMayNotHave(t *testing.T) {
	for _, c := range []struct {
		want, says string
		fixes      []string
	}{
		{"", "", []string{"install-brew", "install-apt", "install-dnf"}},
		{">=1.22", "which may not be enough", []string{"install-brew", "install-apt", "install-dnf"}},
		{"~1.24", "which may be newer than what is asked for", []string{"install-apt", "install-brew", "install-dnf"}},
	} {
		t.Run(c.want, func(t *testing.T) {
			b := newBench(t)
			dir := b.folder("managers")
			b.policy(dir, "golang-go", "(none)", "2:1.24~2")
			b.program(dir, "brew", "exit 0")
			b.program(dir, "dnf", "exit 0")
			claim := b.room().Tool("go", c.want)
			fixes := claim.Fixes(b.observe(claim))
			if got := ids(fixes); !slices.Equal(got, c.fixes) {
				t.Fatalf("fixes %v, want %v", got, c.fixes)
			}
			for _, fix := range fixes {
				unsure := c.says != "" && fix.ID != "install-apt"
				if strings.Contains(fix.Effect, "the newest that") != unsure || unsure && !strings.Contains(fix.Effect, c.says) {
					t.Errorf("%s: effect %q", fix.ID, fix.Effect)
				}
			}
		})
	}
}

// TestAPackageThatAptDoesNotHave does not offer apt for what its lists lack, and
// does where there are no lists.
func TestAPackageThatAptDoesNotHave(t *testing.T) {
	b := newBench(t)
	dir := b.folder("managers")
	b.policy(dir, "golang-go", "(none)", "2:1.24~2")
	claim := b.room().Tool("jq", "")
	f := b.observe(claim)
	b.want(f, check.Failing, "tool/missing")
	if got := fact(f, "With apt"); got != "it has no package jq, as far as its lists tell" || len(claim.Fixes(f)) != 0 {
		t.Errorf("with apt: %q, fixes %v", got, ids(claim.Fixes(f)))
	}
	b.policy(dir, "golang-go", "2:1.24~2", "2:1.24~2")
	claim = b.room().Tool("jq", "")
	if got := ids(claim.Fixes(b.observe(claim))); !slices.Equal(got, []string{"install-apt"}) {
		t.Errorf("without lists, the fixes are %v", got)
	}
}

// TestRustupIsNotOfFedora asks for rustup, of which Fedora's package has only the
// installer.
func TestRustupIsNotOfFedora(t *testing.T) {
	b := newBench(t)
	b.program(b.folder("managers"), "dnf", "exit 0")
	claim := b.room().Tool("rustup", "")
	f := b.observe(claim)
	b.want(f, check.Failing, "tool/missing")
	if got := ids(claim.Fixes(f)); len(got) != 0 || fact(f, "How to install") != "https://rustup.rs" {
		t.Errorf("fixes %v, evidence %+v", got, f.Evidence)
	}
}
