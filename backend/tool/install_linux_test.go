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
// with apt, and its undo remove that again. The package is the first of some small
// ones that is not there: build/setup/system.sh leaves them alone.
func TestAPackageIsInstalledAndRemoved(t *testing.T) {
	if os.Getenv("CI") == "" {
		t.Skip("it installs and removes a package of this machine; have it do so with CI=true")
	}
	_, err := exec.LookPath("apt-get")
	part(t, err == nil, "apt-get is missing; this needs Debian or Ubuntu")
	b := newBench(t)
	var name string
	var claim check.Check
	var f check.Finding
	for _, name = range []string{"meson", "hg", "rbenv", "gh", "ant"} {
		claim = b.room().Tool(name, "")
		if f = b.observe(claim); f.Code == "tool/missing" {
			break
		}
	}
	part(t, f.Code == "tool/missing", "every package that this could install is here; remove one with: apt-get remove meson")
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
	if found := fact(f, "Found"); !strings.HasSuffix(found, " in /usr/bin/"+name) {
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
