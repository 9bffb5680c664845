package machine_test

import (
	"runtime"
	"testing"
	"time"

	"firstlight/backend/check"
)

func TestClockOfThisMachine(t *testing.T) {
	b := newBench(t)
	b.want(b.observe(b.machine().Clock()), check.OK, "")
}

func TestClockThatCannotBeRight(t *testing.T) {
	for _, c := range []struct {
		now           time.Time
		code, summary string
	}{
		{time.Date(1970, 1, 1, 0, 3, 0, 0, time.UTC), "clock/wrong", "The clock of this machine is behind"},
		{time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC), "clock/wrong", "The clock of this machine is behind"},
		{time.Date(2027, 5, 1, 0, 0, 0, 0, time.UTC), "", ""},
		{time.Date(2099, 5, 1, 0, 0, 0, 0, time.UTC), "clock/wrong", "The clock of this machine is far ahead"},
	} {
		b := newBench(t)
		b.now = func() time.Time { return c.now }
		f := b.observe(b.machine().Clock())
		if f.Code != c.code || c.code != "" && f.Summary != c.summary {
			t.Errorf("%s: %q %q", c.now.Format(time.DateOnly), f.Code, f.Summary)
		}
		if c.code != "" && (fact(f, "The clock says") != c.now.Format("2 January 2006") || fact(f, "What to do") == "") {
			t.Errorf("%+v", f.Evidence)
		}
	}
}

func TestClockIsSetFromTheNetwork(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("timedatectl is Linux's")
	}
	b := newBench(t)
	b.now = func() time.Time { return time.Unix(0, 0) }
	b.system(map[string]string{"run/systemd/system/.keep": ""})
	b.folder("bin")
	if got := b.machine().Clock(); len(got.Fixes(b.observe(got))) != 0 {
		t.Error("offers timedatectl where there is none")
	}
	b.program(b.folder("bin"), "timedatectl", "exit 0")
	c := b.machine().Clock()
	f := b.observe(c)
	if fix := b.wantFix(c, f, "sync"); planned(fix, nil) != "timedatectl set-ntp true" || fix.Undo != "timedatectl set-ntp false" || fix.Privilege != check.Admin {
		t.Errorf("%q as %s, undone by %q", planned(fix, nil), fix.Privilege, fix.Undo)
	}
}

func TestClockOfLinuxInsideOfWindows(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("WSL runs Linux")
	}
	const release = "5.15.167.4-microsoft-standard-WSL2\n"
	for _, c := range []struct {
		windows, code, summary string
	}{
		{"1800000010", "", ""},
		{"1800000045", "clock/drifted", "The clock of Linux is behind that of Windows by about a minute"},
		{"1800009000", "clock/drifted", "The clock of Linux is behind that of Windows by hours"},
		{"1799999400", "clock/drifted", "The clock of Linux is ahead of that of Windows by minutes"},
		{"", "", ""},
	} {
		b := newBench(t)
		b.now = func() time.Time { return time.Unix(1800000000, 0) }
		files := map[string]string{"proc/sys/kernel/osrelease": release}
		if c.windows != "" {
			files["sys/class/rtc/rtc0/since_epoch"] = c.windows + "\n"
		}
		b.system(files)
		check := b.machine().Clock()
		f := b.observe(check)
		if f.Code != c.code || c.code != "" && f.Summary != c.summary {
			t.Errorf("%s: %q %q", c.windows, f.Code, f.Summary)
		}
		if c.code == "" {
			continue
		}
		if fix := b.wantFix(check, f, "set-from-windows"); planned(fix, nil) != "hwclock --hctosys" {
			t.Errorf("the fix runs %q", planned(fix, nil))
		}
	}
}
