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
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
)

// listen takes a port at an address, and returns its number and how to free it.
func listen(t *testing.T, address string) (int, func()) {
	t.Helper()
	var config net.ListenConfig
	l, err := config.Listen(t.Context(), "tcp", address)
	if err != nil {
		t.Skipf("cannot listen on %s here: %v", address, err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l.Addr().(*net.TCPAddr).Port, func() { _ = l.Close() }
}

func TestPortTakenAndFree(t *testing.T) {
	for _, address := range []string{"127.0.0.1:0", "0.0.0.0:0", "[::]:0", "[::1]:0"} {
		t.Run(address, func(t *testing.T) {
			b := newBench(t)
			port, free := listen(t, address)
			c := b.machine().Port(port, nil)
			if address != "[::1]:0" { // Not in the way of anything on IPv4.
				b.want(b.observe(c), check.Failing, "port/taken")
			}
			free()
			b.want(b.observe(c), check.OK, "")
		})
	}
}

func TestPortNamesWhoHoldsIt(t *testing.T) {
	b := newBench(t)
	port, _ := listen(t, "127.0.0.1:0")
	c := b.machine().Port(port, func(context.Context, int) (string, bool, error) { return "", false, errors.New("no engine") })
	f := b.observe(c)
	b.want(f, check.Failing, "port/taken")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if name := fact(f, "Program"); name == "" || !strings.HasPrefix(filepath.Base(self), strings.TrimSuffix(name, ".exe")) {
		t.Errorf("held by %q, want %s", name, filepath.Base(self))
	}
	if got := fact(f, "Process"); got != strconv.Itoa(os.Getpid()) {
		t.Errorf("process %s, want %d", got, os.Getpid())
	}
}

func TestPortFixStopsTheHolder(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is missing; install it with: apt-get install python3")
	}
	b := newBench(t)
	port, free := listen(t, "127.0.0.1:0")
	free()
	holder := exec.CommandContext(t.Context(), python, "-m", "http.server", "--bind", "127.0.0.1", strconv.Itoa(port))
	holder.Dir = filepath.Join(b.home, "site")
	if err := os.Mkdir(holder.Dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { _ = holder.Wait(); close(ended) }()
	c := b.machine().Port(port, nil)
	var f check.Finding
	for until := time.Now().Add(30 * time.Second); f.Status != check.Failing; time.Sleep(10 * time.Millisecond) {
		if f = b.observe(c); time.Now().After(until) {
			t.Fatalf("the port is never taken: %+v", f)
		}
	}
	fixes := c.Fixes(f)
	if len(fixes) != 1 || !strings.Contains(fixes[0].Title, strconv.Itoa(holder.Process.Pid)) || fixes[0].Undo == "" {
		t.Fatalf("fixes %+v", fixes)
	}
	if _, err := fixes[0].Answer(nil); err == nil {
		t.Error("an unattended run would end a program that nobody spoke of")
	}
	if _, err := fixes[0].Answer(check.Answers{"program": fact(f, "Program")}); err != nil {
		t.Error(err)
	}
	command := fact(f, "Command")
	if !strings.HasSuffix(command, " -m http.server --bind 127.0.0.1 "+strconv.Itoa(port)) || fact(f, "Started in") != "~/site" || fixes[0].Undo != "Start it again in ~/site: "+command+"; what it had not saved is lost" {
		t.Errorf("%+v, undone by %q", f.Evidence, fixes[0].Undo)
	}
	plan := fixes[0].Plan(nil)[0].Args
	if err := exec.CommandContext(t.Context(), plan[0], plan[1:]...).Run(); err != nil {
		t.Fatalf("%v: %v", plan, err)
	}
	<-ended
	b.want(b.observe(c), check.OK, "")
}

func TestPortHeldByAContainer(t *testing.T) {
	b := newBench(t)
	port, _ := listen(t, "127.0.0.1:0")
	for _, c := range []struct {
		ours   bool
		status check.Status
		code   string
	}{{true, check.OK, ""}, {false, check.Failing, "port/taken"}} {
		held := b.machine().Port(port, func(_ context.Context, number int) (string, bool, error) {
			if number != port {
				t.Errorf("asked for port %d", number)
			}
			return "harbour", c.ours, nil
		})
		f := b.observe(held)
		b.want(f, c.status, c.code)
		if want := fmt.Sprintf("Port %d is used by harbour, as it should be: Firstlight started that", port); c.ours && f.Summary != want {
			t.Errorf("it reads %q, want %q", f.Summary, want)
		}
		if fact(f, "Container") != "harbour" || len(held.Fixes(f)) != 0 {
			t.Errorf("evidence %+v, fixes %v", f.Evidence, ids(held.Fixes(f)))
		}
	}
}
