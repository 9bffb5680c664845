package machine_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"firstlight/backend/check"
)

// systemd gives the machine a systemd as far as a check sees it, over the
// kernel's own files.
func (b *bench) systemd() {
	b.Helper()
	b.system(map[string]string{"run/systemd/system/.keep": ""})
	for _, folder := range []string{"proc", "sys"} {
		if err := os.Symlink("/"+folder, filepath.Join(b.root, folder)); err != nil {
			b.Fatal(err)
		}
	}
	bin := b.openFolder()
	b.program(bin, "systemctl", "exit 1")
	b.path = append(b.path, bin, "/usr/bin", "/bin")
}

func TestPortHeldByAService(t *testing.T) {
	for _, c := range []struct {
		name, groups        string
		service, stop, undo string
		privilege           check.Privilege
	}{
		{
			"of the system", "0::/system.slice/postgresql@15-main.service\n",
			"postgresql@15-main.service", "systemctl stop postgresql@15-main.service", "systemctl start postgresql@15-main.service", check.Admin,
		}, {
			"with the older groups", "9:pids:/\n1:name=systemd:/system.slice/redis-server.service\n0::/\n",
			"redis-server.service", "systemctl stop redis-server.service", "systemctl start redis-server.service", check.Admin,
		}, {
			"in a group below its own", "0::/system.slice/nginx.service/worker\n",
			"nginx.service", "systemctl stop nginx.service", "systemctl start nginx.service", check.Admin,
		}, {
			"of the person's own", fmt.Sprintf("0::/user.slice/user-%[1]d.slice/user@%[1]d.service/app.slice/syncthing.service\n", os.Getuid()),
			"syncthing.service", "systemctl --user stop syncthing.service", "systemctl --user start syncthing.service", check.User,
		},
		{"of another person", "0::/user.slice/user-77.slice/user@77.service/app.slice/syncthing.service\n", "syncthing.service", "", "", ""},
		{"of a session, which is none", "0::/user.slice/user-77.slice/user@77.service/app.slice/app-gnome-code-1.scope\n", "", "", "", ""},
		{"of a container, which is none", "0::/system.slice/docker-4f.scope\n", "", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			port, _ := listen(t, "127.0.0.1:0")
			pid := strconv.Itoa(os.Getpid())
			stat, err := os.ReadFile("/proc/" + pid + "/stat")
			if err != nil {
				t.Fatal(err)
			}
			b.system(map[string]string{
				"run/systemd/system/.keep":    "",
				"proc/net/tcp":                fmt.Sprintf("  sl  local_address rem_address\n   0: 0100007F:%04X 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0 0 4242 1 0\n", port),
				"proc/net/tcp6":               "  sl  local_address rem_address\n",
				"proc/" + pid + "/cgroup":     c.groups,
				"proc/" + pid + "/stat":       string(stat),
				"proc/" + pid + "/comm":       "postgres\n",
				"proc/" + pid + "/status":     "Name:\tpostgres\nUid:\t77\t77\t77\t77\n",
				"proc/" + pid + "/cmdline":    "/usr/bin/postgres\x00-D\x00/var/lib/pg\x00--password=hunter2hunter2\x00",
				"proc/" + pid + "/fd/.unused": "",
			})
			if err := os.Symlink("socket:[4242]", filepath.Join(b.root, "proc", pid, "fd", "3")); err != nil {
				t.Fatal(err)
			}
			b.program(b.folder("bin"), "systemctl", "exit 1")
			p := b.machine().Port(port, nil)
			f := b.observe(p)
			b.want(f, check.Failing, "port/taken")
			if fact(f, "Program") != "postgres" || fact(f, "Service") != c.service ||
				fact(f, "Command") != "/usr/bin/postgres -D /var/lib/pg '--password=[redacted]'" {
				t.Errorf("%+v", f.Evidence)
			}
			if c.stop == "" {
				if got := p.Fixes(f); len(got) != 0 {
					t.Errorf("offers %v", ids(got))
				}
				return
			}
			fix := b.wantFix(p, f, "stop-service")
			if planned(fix, nil) != c.stop || fix.Undo != c.undo || fix.Privilege != c.privilege {
				t.Errorf("%q as %s, undone by %q", planned(fix, nil), fix.Privilege, fix.Undo)
			}
		})
	}
}

// serve has another process serve a port, started by the given words of a shell,
// and returns the port once it is taken.
func (b *bench) serve(first string) int {
	b.Helper()
	b.needs("python3", "python3")
	port, free := listen(b.T, "127.0.0.1:0")
	free()
	server := exec.CommandContext(b.Context(), "sh", "-c", fmt.Sprintf("%s exec python3 -m http.server --bind 127.0.0.1 %d", first, port))
	server.Dir = b.openFolder()
	if err := server.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })
	c := b.machine().Port(port, nil)
	for until := time.Now().Add(30 * time.Second); b.observe(c).Status != check.Failing; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(until) {
			b.Fatal("the port is never taken")
		}
	}
	return port
}

func TestPortOfAnotherPersonsProgramNamesHer(t *testing.T) {
	b := newBench(t)
	port := b.serve("")
	b.asNobody(func() {
		f := b.observe(b.machine().Port(port, nil))
		b.want(f, check.Failing, "port/taken")
		if got := fact(f, "By"); got != "a program of the user root, which your rights do not let you see" {
			t.Errorf("held by %q; %+v", got, f.Evidence)
		}
	})
}

func TestPortOfAServiceThatOneMayNotSee(t *testing.T) {
	b := newBench(t)
	b.needs("ss", "iproute2")
	group := b.group("firstlight-test.service")
	port := b.serve("echo $$ >" + group + "/cgroup.procs;")
	b.systemd()
	b.asNobody(func() {
		c := b.machine().Port(port, nil)
		f := b.observe(c)
		b.want(f, check.Failing, "port/taken")
		if f.Summary != fmt.Sprintf("Port %d is taken by python3", port) || fact(f, "Service") != "firstlight-test.service" || fact(f, "Runs as") != "root" {
			t.Errorf("%s %+v", f.Summary, f.Evidence)
		}
		if fix := b.wantFix(c, f, "stop-service"); planned(fix, nil) != "systemctl stop firstlight-test.service" {
			t.Errorf("the fix runs %q", planned(fix, nil))
		}
	})
}

// group makes a control group of the second version, as systemd makes one for a
// service.
func (b *bench) group(name string) string {
	b.Helper()
	for _, folder := range []string{"/sys/fs/cgroup", "/sys/fs/cgroup/unified"} {
		if _, err := os.Stat(folder + "/cgroup.controllers"); err != nil {
			continue
		}
		group := filepath.Join(folder, "firstlight.slice", name)
		if err := os.MkdirAll(group, 0o755); err != nil {
			b.Skipf("only root can make a control group, where the system lets it: %v", err)
		}
		// It can be removed only when its processes have gone.
		b.Cleanup(func() { _ = os.Remove(group); _ = os.Remove(filepath.Dir(group)) })
		return group
	}
	b.Skip("this kernel shows no control groups of the second version")
	return ""
}

// TestPortThatAContainerIsAboutToPublish has the program that holds ports for
// containers listen before the engine tells of the container.
func TestPortThatAContainerIsAboutToPublish(t *testing.T) {
	self, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		t.Fatal(err)
	}
	b := newBench(t)
	port, free := listen(t, "127.0.0.1:0")
	free()
	proxy := filepath.Join(b.folder("bin"), "docker-proxy")
	if err := os.WriteFile(proxy, self, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), proxy)
	cmd.Env = append(os.Environ(), copyHolds+"="+strconv.Itoa(port))
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	for until := time.Now().Add(30 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if c, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port))); err == nil {
			_ = c.Close()
			break
		} else if time.Now().After(until) {
			t.Fatal(err)
		}
	}
	asked := 0
	f := b.observe(b.machine().Port(port, func(context.Context, int) (string, bool, error) {
		if asked++; asked < 2 {
			return "", false, nil
		}
		return "harbour", true, nil
	}))
	b.want(f, check.OK, "")

	// With no engine to ask, nobody knows whose it is.
	c := b.machine().Port(port, func(context.Context, int) (string, bool, error) { return "", false, errors.New("no engine") })
	f = b.observe(c)
	b.want(f, check.Unknown, "port/untold")
	if f.Detail != "no engine" || len(c.Fixes(f)) != 0 {
		t.Errorf("it says %+v and offers %v", f, ids(c.Fixes(f)))
	}
}
