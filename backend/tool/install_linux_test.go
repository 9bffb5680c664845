package tool_test

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"firstlight/backend/check"
)

// TestAPackageIsInstalledAndRemoved has a fix install a package of this machine
// with apt, and its undo remove that again. The package is one that
// build/setup/system.sh leaves alone.
func TestAPackageIsInstalledAndRemoved(t *testing.T) {
	if os.Getenv("CI") == "" {
		t.Skip("it installs and removes the package meson of this machine; have it do so with CI=true")
	}
	_, err := exec.LookPath("apt-get")
	part(t, err == nil, "apt-get is missing; this needs Debian or Ubuntu")
	b := newBench(t)
	claim := b.room().Tool("meson", "")
	f := b.observe(claim)
	if f.Code != "tool/missing" {
		t.Fatalf("meson is to be missing at first, and is not: %s; remove it with: apt-get remove meson", f.Summary)
	}
	fixes := claim.Fixes(f)
	i := slices.IndexFunc(fixes, func(fix check.Fix) bool { return fix.ID == "install-apt" })
	if i < 0 || fixes[i].Privilege != check.Admin {
		t.Fatalf("fixes %v, want one of apt", ids(fixes))
	}
	undo := strings.Fields(fixes[i].Undo)
	t.Cleanup(func() { b.asAdmin(undo...) })
	for _, c := range fixes[i].Preview(nil) {
		b.asAdmin(c.Args...)
	}
	f = b.observe(claim)
	b.want(f, check.OK, "")
	if found := fact(f, "Found"); !strings.HasSuffix(found, " in /usr/bin/meson") {
		t.Errorf("found %q", found)
	}
	b.asAdmin(undo...)
	f = b.observe(claim)
	b.want(f, check.Failing, "tool/missing")
	if got := ids(claim.Fixes(f)); !slices.Contains(got, "install-apt") {
		t.Errorf("once it is gone, the fixes are %v", got)
	}
}

// asAdmin runs a command with the rights to install.
func (b *bench) asAdmin(args ...string) {
	b.Helper()
	if os.Geteuid() != 0 {
		args = append([]string{"sudo", "-n"}, args...)
	}
	if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
		b.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, out)
	}
}
