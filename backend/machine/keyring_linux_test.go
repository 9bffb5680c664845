package machine_test

import (
	"context"
	"encoding/json"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"

	"firstlight/backend/check"
	"firstlight/backend/machine"
)

// keyringReport is what a copy of these tests in a session of its own prints.
type keyringReport struct {
	Finding check.Finding
	Fixes   []string
	// Left is how many of the values that were kept to try the keyring are left.
	Left int
}

// reportKeyring looks at the keyring of the session that it runs in.
func reportKeyring(m *machine.Machine) any {
	c := m.Keyring()
	report := keyringReport{Finding: c.Observe(context.Background(), check.Silent{}), Left: -1}
	report.Fixes = ids(c.Fixes(report.Finding))
	if conn, err := dbus.ConnectSessionBus(); err == nil {
		var unlocked, locked []dbus.ObjectPath
		service := conn.Object("org.freedesktop.secrets", "/org/freedesktop/secrets")
		call := service.Call("org.freedesktop.Secret.Service.SearchItems", 0, map[string]string{"service": "firstlight-check"})
		if call.Store(&unlocked, &locked) == nil {
			report.Left = len(unlocked) + len(locked)
		}
	}
	return report
}

// keyring looks at the keyring of a session of its own, in which the given words
// of a shell run first. An empty bus means one that starts no services itself.
func (b *bench) keyring(bus, first string, display string) keyringReport {
	b.Helper()
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	config := filepath.Join(b.home, "bus.conf")
	b.write(config, `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`)
	script := "set -e\ntrap '[ -z \"$daemon\" ] || kill $daemon' EXIT\n" + first + "\n\"" + self + "\"\n"
	args := []string{"bash", "-c", script}
	if bus != "none" {
		args = append([]string{"dbus-run-session", "--config-file=" + config, "--"}, args...)
	}
	cmd := exec.CommandContext(b.Context(), args[0], args[1:]...)
	b.set(copyLooks, "keyring")
	b.set(copyRoot, b.openFolder())
	b.set("XDG_RUNTIME_DIR", b.openFolder())
	b.set("XDG_DATA_HOME", filepath.Join(b.home, "data"))
	b.set("DISPLAY", display)
	b.set("WAYLAND_DISPLAY", "")
	if bus == "none" {
		b.set("DBUS_SESSION_BUS_ADDRESS", "")
	}
	cmd.Env = b.env
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		b.Fatalf("%v\n%s%s", err, out, said.String())
	}
	var report keyringReport
	if err := json.Unmarshal(out, &report); err != nil {
		b.Fatalf("%v\n%s%s", err, out, said.String())
	}
	return report
}

// The words that start GNOME's keyring and wait until it is on the bus.
const (
	keyringStarts = `
up() {
	until dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets org.freedesktop.DBus.Peer.Ping >/dev/null 2>&1; do sleep 0.05; done
}
start() {
	printf %s "$1" | gnome-keyring-daemon --foreground --components=secrets $2 >/dev/null 2>&1 &
	daemon=$!
	up
}
`
	keyringUnmade   = keyringStarts + "start\n"
	keyringUnlocked = keyringStarts + "start password --unlock\n"
	keyringLocked   = keyringUnlocked + "kill $daemon; wait $daemon || true; start\n"
)

func TestKeyring(t *testing.T) {
	const kept, desktop = "Your keyring keeps secrets", ":0"
	for _, c := range []struct {
		name, bus, first, display string
		status                    check.Status
		code, summary, why        string
		left                      int
	}{
		{"unlocked", "own", keyringUnlocked, desktop, check.OK, "", kept, "", 0},
		{"unlocked without a desktop", "own", keyringUnlocked, "", check.OK, "", kept, "", 0},
		{"locked", "own", keyringLocked, desktop, check.Failing, "keyring/locked", "Your keyring is locked", "", 0},
		{
			"locked without a desktop", "own", keyringLocked, "",
			check.OK, "", "No keyring is in use here, and nothing needs one", "there is no desktop session that could unlock it", 0,
		},
		{"not made yet", "own", keyringUnmade, desktop, check.Failing, "keyring/unmade", "Your keyring was not made yet", "", 0},
		{"absent", "own", "", desktop, check.Failing, "keyring/absent", "Your desktop has no keyring to keep tokens in", "", -1},
		{
			"absent without a desktop", "own", "", "",
			check.OK, "", "No keyring is in use here, and nothing needs one", "there is no desktop session, and nothing that keeps secrets", -1,
		},
		{
			"no session", "none", "", "",
			check.OK, "", "No keyring is in use here, and nothing needs one", "there is no desktop session", -1,
		},
		{
			"a session that ended", "none", "export DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent/bus", "",
			check.OK, "", "No keyring is in use here, and nothing needs one", "there is no desktop session", -1,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			b.needs("gnome-keyring-daemon", "gnome-keyring")
			b.needs("dbus-run-session", "dbus")
			got := b.keyring(c.bus, c.first, c.display)
			f := got.Finding
			if f.Status != c.status || f.Code != c.code || f.Summary != c.summary || fact(f, "Why") != c.why {
				t.Errorf("%s %s %q %+v", f.Status, f.Code, f.Summary, f.Evidence)
			}
			if got.Left != c.left {
				t.Errorf("%d values are left", got.Left)
			}
			if f.Summary == kept && fact(f, "Tried") != "a value was kept, read and removed" {
				t.Errorf("%+v", f.Evidence)
			}
		})
	}
}

func TestKeyringOfASessionThatDoesNotAnswer(t *testing.T) {
	b := newBench(t)
	socket := filepath.Join(b.openFolder(), "bus")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+socket)
	f := b.observe(b.machine().Keyring())
	b.want(f, check.Unknown, "keyring/unknown")
	if !strings.HasSuffix(f.Summary, "it did not answer within 3s") {
		t.Errorf("%q", f.Summary)
	}
}

func TestKeyringFixesLeaveTheDialogToAPerson(t *testing.T) {
	b := newBench(t)
	b.program(b.folder("bin"), "secret-tool", "exit 1")
	b.path = append(b.path, "/usr/bin", "/bin")
	b.set("PATH", strings.Join(b.path, ":"))
	b.needs("gnome-keyring-daemon", "gnome-keyring")
	got := b.keyring("own", keyringLocked, ":0")
	if len(got.Fixes) != 1 || got.Fixes[0] != "open-keyring" {
		t.Errorf("offers %v", got.Fixes)
	}
}
