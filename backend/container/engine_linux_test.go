package container_test

import (
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"firstlight/backend/check"
	room "firstlight/backend/container"
)

func TestEngineWithoutPermission(t *testing.T) {
	host := listen(t, func(c net.Conn) { _, _ = io.Copy(io.Discard, c) })
	socket := strings.TrimPrefix(host, "unix://")
	if err := os.Chmod(socket, 0); err != nil {
		t.Fatal(err)
	}
	e := room.New(room.Config{Env: fixed([]string{"HOME=" + t.TempDir(), "DOCKER_HOST=" + host}), Programs: some{"docker", "dockerd"}})
	t.Cleanup(func() { _ = e.Close() })
	c := e.EngineCheck(room.EngineSpec{})
	unprivileged(t, filepath.Dir(socket))
	f := observe(t, c)
	want(t, f, room.NoPermission)
	if f.Summary != "Docker runs, but you may not use it yet" {
		t.Errorf("summary %q", f.Summary)
	}
	if group := slices.IndexFunc(f.Evidence, func(e check.Evidence) bool { return e.Label == "Allowed group" }); group < 0 || f.Evidence[group].Value == "" {
		t.Errorf("evidence %v", f.Evidence)
	}
	fixes := c.Fixes(f)
	if len(fixes) != 1 {
		t.Fatalf("there are %d fixes, want 1", len(fixes))
	}
	if fixes[0].Privilege != check.Admin || !strings.HasPrefix(fixes[0].Preview(nil)[0].String(), "usermod -aG ") {
		t.Errorf("fixes %v", fixes)
	}
	if !strings.Contains(fixes[0].Effect, "log out and in again") {
		t.Errorf("effect %q", fixes[0].Effect)
	}
}

// unprivileged takes root's power to pass every door from the test until its
// end, and opens the folders on the way to dir.
func unprivileged(t *testing.T, dir string) {
	t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	for ; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	const nobody = 65534
	if err := syscall.Setresuid(-1, nobody, -1); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := syscall.Setresuid(-1, 0, -1); err != nil {
			t.Fatal(err)
		}
	})
}

func TestEngineFixes(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		programs some
		code     string
		plans    []string
		undo     string
	}{
		"Debian": {some{"apt-get", "xdg-open"}, room.NotInstalled,
			[]string{"apt-get update", "apt-get install -y docker.io"}, "apt-get remove -y docker.io"},
		"Fedora": {some{"dnf"}, room.NotInstalled,
			[]string{"dnf install -y moby-engine", "systemctl enable --now docker"}, "dnf remove -y moby-engine"},
		"Arch": {some{"pacman"}, room.NotInstalled,
			[]string{"pacman -S --noconfirm docker", "systemctl enable --now docker"}, "pacman -Rs --noconfirm docker"},
		"openSUSE": {some{"zypper"}, room.NotInstalled,
			[]string{"zypper install -y docker", "systemctl enable --now docker"}, "zypper remove -y docker"},
		"another":           {some{"xdg-open"}, room.NotInstalled, []string{"xdg-open https://docs.docker.com/engine/install/"}, "Nothing to undo"},
		"one that is bare":  {some{}, room.NotInstalled, nil, ""},
		"the engine is off": {some{"dockerd", "service"}, room.NotRunning, []string{startCommand()}, ""},
		"it holds":          {some{"apt-get", "dockerd"}, "", nil, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := room.New(room.Config{Env: fixed([]string{"HOME=" + t.TempDir()}), Programs: test.programs})
			t.Cleanup(func() { _ = e.Close() })
			fixes := e.EngineCheck(room.EngineSpec{}).Fixes(check.Finding{Code: test.code})
			var plans []string
			for _, fix := range fixes {
				for _, command := range fix.Preview(nil) {
					plans = append(plans, command.String())
				}
				if fix.ID == "" || fix.Title == "" || fix.Effect == "" || fix.Undo == "" || fix.Privilege == "" {
					t.Errorf("the fix leaves something unsaid: %+v", fix)
				}
			}
			if !slices.Equal(plans, test.plans) {
				t.Errorf("plans %q, want %q", plans, test.plans)
			}
			if test.undo != "" && fixes[0].Undo != test.undo {
				t.Errorf("undo %q, want %q", fixes[0].Undo, test.undo)
			}
		})
	}
}

func startCommand() string {
	if _, err := os.Stat("/run/systemd/system"); err == nil {
		return "systemctl start docker"
	}
	return "service docker start"
}

func TestEngineOfThePerson(t *testing.T) {
	t.Parallel()
	for socket, start := range map[string]string{
		"/run/user/1000/docker.sock":                "systemctl --user start docker",
		"/home/ada/.docker/desktop/docker.sock":     "systemctl --user start docker-desktop",
		"/home/ada/.colima/default/docker.sock":     "",
		"/home/ada/.rd/docker.sock":                 "rdctl start",
		"/run/user/1000/podman/podman.sock":         "systemctl --user start podman.socket",
		"/var/run/firstlight-test-none/docker.sock": "",
	} {
		e := room.New(room.Config{Env: fixed([]string{"HOME=" + t.TempDir(), "DOCKER_HOST=unix://" + socket}), Programs: some{"docker", "service", "rdctl"}})
		t.Cleanup(func() { _ = e.Close() })
		c := e.EngineCheck(room.EngineSpec{})
		f := observe(t, c)
		code := room.NotRunning
		if start == "" {
			// Nothing starts there, so it is the address that is looked at.
			code = room.Unreachable
		}
		want(t, f, code)
		plan := ""
		for _, fix := range c.Fixes(f) {
			plan += fix.Preview(nil)[0].String()
		}
		if plan != start {
			t.Errorf("%s: plan %q, want %q", socket, plan, start)
		}
	}
}

func TestNothingReachesTheStandardStreams(t *testing.T) {
	p := newProject(t, strings.Replace(oneService("steady"), "{ LIGHT: steady }", "{ LIGHT: steady, KEEPER: \"${FIRSTLIGHT_UNSET}\" }", 1))
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
	out := &record{}
	printed := captured(t, func() {
		if err := apply(t.Context(), t, c, observe(t, c), out); err != nil {
			t.Error(err)
		}
		observe(t, c)
	})
	if printed != "" {
		t.Errorf("printed on the standard streams:\n%s", printed)
	}
	if n := strings.Count(out.text(), `"FIRSTLIGHT_UNSET" variable is not set`); n != 1 {
		t.Errorf("the warning of the library is told %d times:\n%s", n, out.text())
	}
}

// captured returns what is written to the process's own file descriptors 1 and
// 2, by whatever way, while do runs.
func captured(t *testing.T, do func()) string {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "printed"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	for _, fd := range []int{1, 2} {
		saved, err := syscall.Dup(fd)
		if err != nil {
			t.Fatal(err)
		}
		if err := syscall.Dup3(int(file.Fd()), fd, 0); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := syscall.Dup3(saved, fd, 0); err != nil {
				panic(fmt.Sprintf("putting the standard streams back: %v", err))
			}
			_ = syscall.Close(saved)
		}()
	}
	do()
	printed, err := os.ReadFile(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(printed)
}
