package machine_test

import (
	"runtime"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/machine"
)

func TestLimitsOfOpenFiles(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows sets no such limit")
	}
	for _, shell := range []string{"bash", "zsh", "fish"} {
		t.Run(shell, func(t *testing.T) {
			b := newBench(t)
			b.login(shell)
			file := map[string]string{"bash": "/.bashrc", "zsh": "/.zshrc", "fish": "/.config/fish/config.fish"}[shell]
			b.write(b.home+file, "echo 'Hello, 1 2!'\nulimit -S -n 300\n")
			b.system(nil) // Not that of watches.
			c := b.machine().Limits(machine.LimitsSpec{})
			f := b.observe(c)
			b.want(f, check.Failing, "limits/open-files")
			if f.Summary != "A program in your terminal may open only 300 files" || fact(f, "Asked for") != "1,024" {
				t.Errorf("%q, %+v", f.Summary, f.Evidence)
			}
			fix := b.wantFix(c, f, "raise-files")
			b.apply(fix, nil)
			f = b.observe(c)
			b.want(f, check.OK, "")
			if fact(f, "Files that a program may open") != "1,024" {
				t.Errorf("%+v", f.Evidence)
			}
			b.undo(fix)
			b.want(b.observe(c), check.Failing, "limits/open-files")
		})
	}
}

func TestLimitsThatOnlyAnAdministratorRaises(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("other systems raise it in other ways")
	}
	b := newBench(t)
	b.login("bash")
	b.write(b.home+"/.bashrc", "ulimit -n 300\n")
	b.system(nil)
	c := b.machine().Limits(machine.LimitsSpec{OpenFiles: 4096})
	f := b.observe(c)
	b.want(f, check.Failing, "limits/open-files")
	fix := b.wantFix(c, f, "raise-files-at-login")
	if got := ids(c.Fixes(f)); len(got) != 1 || fix.Privilege != check.Admin || fix.Undo != "rm /etc/security/limits.d/60-firstlight.conf" {
		t.Errorf("offers %v, %+v", got, fix)
	}
}

func TestLimitsWithAShellThatHangs(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows sets no such limit")
	}
	b := newBench(t)
	b.login("bash")
	b.write(b.home+"/.bashrc", "sleep 600\n")
	b.system(nil)
	f := b.observe(b.machine().Limits(machine.LimitsSpec{OpenFiles: 1}))
	b.want(f, check.OK, "")
	if fact(f, "Files that a program may open") == "" {
		t.Errorf("nobody else was asked: %+v", f.Evidence)
	}
}
