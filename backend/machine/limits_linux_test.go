package machine_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"firstlight/backend/check"
	"firstlight/backend/machine"
)

func TestLimitsOfWatches(t *testing.T) {
	const folder = "proc/sys/fs/inotify/"
	for _, c := range []struct {
		watches       string
		asked         int
		code, summary string
		sets, back    string
	}{
		{"8192", 0, "limits/watches", "Your programs may watch only 8,192 files", "max_user_watches=524288 fs.inotify.max_user_instances=512", "max_user_watches=8192 fs.inotify.max_user_instances=128"},
		{"65536", 0, "", "", "", ""},
		{"65536", 1_000_000, "limits/watches", "Your programs may watch only 65,536 files", "max_user_watches=1000000 fs.inotify.max_user_instances=512", "max_user_watches=65536 fs.inotify.max_user_instances=128"},
	} {
		b := newBench(t)
		b.set("SHELL", "")
		b.system(map[string]string{folder + "max_user_watches": c.watches + "\n", folder + "max_user_instances": "128\n"})
		check := b.machine().Limits(machine.LimitsSpec{Watches: c.asked, OpenFiles: 1})
		f := b.observe(check)
		if f.Code != c.code || c.code != "" && f.Summary != c.summary {
			t.Errorf("%s: %q %q", c.watches, f.Code, f.Summary)
		}
		if c.code == "" {
			continue
		}
		fix := b.wantFix(check, f, "raise-watches")
		script := fix.Plan(nil)[0].Args
		if want := `printf '%s\n' fs.inotify.` + c.sets + " >/etc/sysctl.d/60-firstlight.conf && sysctl -p /etc/sysctl.d/60-firstlight.conf"; len(script) != 3 || script[2] != want {
			t.Errorf("the fix runs %q, want %q", script, want)
		}
		if want := "sh -c 'rm -f /etc/sysctl.d/60-firstlight.conf && sysctl -w fs.inotify." + c.back + "'"; fix.Undo != want {
			t.Errorf("undone by %q, want %q", fix.Undo, want)
		}
	}
}

func TestLimitsOfThisMachine(t *testing.T) {
	b := newBench(t)
	f := b.observe(b.machine().Limits(machine.LimitsSpec{Watches: 1, OpenFiles: 1}))
	b.want(f, check.OK, "")
	text, err := os.ReadFile("/proc/sys/fs/inotify/max_user_watches")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.ReplaceAll(fact(f, "Files that may be watched"), ",", ""); got != strings.TrimSpace(string(text)) {
		t.Errorf("says %s, the kernel %s", got, text)
	}
}

func TestLimitsThatAreUsedUp(t *testing.T) {
	b := newBench(t)
	b.set("SHELL", "")
	m := b.machine()
	b.asNobody(func() {
		var held []int
		defer func() {
			for _, fd := range held {
				_ = unix.Close(fd)
			}
		}()
		const more = 20_000
		for range more {
			fd, err := unix.InotifyInit1(unix.IN_CLOEXEC)
			if err != nil {
				break
			}
			held = append(held, fd)
		}
		if len(held) == more {
			b.Skipf("this machine lets a person start more than %d watches", more)
		}
		c := m.Limits(machine.LimitsSpec{Watches: 1, OpenFiles: 1})
		f := b.observe(c)
		b.want(f, check.Failing, "limits/instances-used-up")
		b.wantFix(c, f, "raise-watches")
	})
}

func TestLimitsOfWatchesThatAreUsedUp(t *testing.T) {
	b := newBench(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// In a namespace of her own a person is let watch nothing.
	cmd := exec.CommandContext(t.Context(), "sh", "-c", `echo 0 >/proc/sys/user/max_inotify_watches && exec "$0"`, self)
	b.set(copyLooks, "limits")
	b.set("SHELL", "")
	cmd.Env = b.env
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("this machine lets nobody make a namespace of users: %v %s", err, out)
	}
	var f check.Finding
	if err := json.Unmarshal(out, &f); err != nil {
		t.Fatal(err)
	}
	b.want(f, check.Failing, "limits/watches-used-up")
}
