package container_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/client"

	"firstlight/backend/check"
	room "firstlight/backend/container"
	"firstlight/backend/process"
)

// ownEngine is an engine of a test's own, on a small disk, that can be killed.
type ownEngine struct {
	t      *testing.T
	dir    string
	host   string
	api    *client.Client
	ended  chan struct{}
	cancel context.CancelFunc
}

// newOwnEngine starts an engine whose disk holds so many megabytes, with the tests'
// image in it.
func newOwnEngine(t *testing.T, megabytes int) *ownEngine {
	t.Helper()
	shared := docker(t)
	if os.Geteuid() != 0 {
		t.Skip("this test starts an engine of its own, for which it has to be root")
	}
	if _, err := process.New(os.Environ()).Find("dockerd"); err != nil {
		t.Skip("this test starts an engine of its own; one can be had with: apt-get install -y docker.io")
	}
	if err := makeBase(); err != nil {
		t.Fatal(err)
	}
	o := &ownEngine{t: t, dir: shortTempDir(t)}
	o.host = "unix://" + filepath.Join(o.dir, "d.sock")
	disk := filepath.Join(o.dir, "data")
	if err := os.Mkdir(disk, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, fmt.Sprintf("size=%dm", megabytes)); err != nil {
		t.Skipf("this test needs a small disk, and may not mount one: %v", err)
	}
	t.Cleanup(func() {
		if o.cancel != nil {
			o.end()
		}
		if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	var err error
	if o.api, err = client.NewClientWithOpts(client.WithHost(o.host), client.WithAPIVersionNegotiation()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = o.api.Close() })
	o.start()
	saved, err := shared.ImageSave(t.Context(), []string{base()})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = saved.Close() }()
	loaded, err := o.api.ImageLoad(t.Context(), saved)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = loaded.Body.Close() }()
	if _, err := io.Copy(io.Discard, loaded.Body); err != nil {
		t.Fatal(err)
	}
	return o
}

// start starts the engine and waits until it answers.
func (o *ownEngine) start() {
	o.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	o.cancel, o.ended = cancel, make(chan struct{})
	log, ended := "", o.ended
	go func() {
		defer close(ended)
		// An engine without a bridge takes away the one that another has made, so it
		// has a network of its own to do that in.
		result, _ := process.New(os.Environ()).Run(ctx, process.Spec{Whole: true, Args: []string{
			"unshare", "--net", "dockerd", "--data-root", filepath.Join(o.dir, "data"), "--exec-root", filepath.Join(o.dir, "exec"), "--pidfile", o.pidFile(),
			"--host", o.host, "--bridge=none", "--iptables=false",
		}})
		log = result.Output
	}()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		if _, err := o.api.Ping(context.Background()); err == nil {
			return
		}
		select {
		case <-ended:
			o.cancel()
			o.cancel = nil
			o.t.Skipf("an engine of the test's own does not start here:\n%s", log)
		default:
		}
		if time.Now().After(deadline) {
			o.t.Fatal("the engine does not answer")
		}
	}
}

func (o *ownEngine) pidFile() string { return filepath.Join(o.dir, "pid") }

// end removes what runs in the engine, and has it end by itself.
func (o *ownEngine) end() {
	o.t.Helper()
	ctx := context.Background()
	left, err := o.api.ContainerList(ctx, container.ListOptions{All: true})
	if err != nil {
		o.t.Error(err)
	}
	for _, c := range left {
		if err := o.api.ContainerRemove(ctx, c.ID, container.RemoveOptions{Force: true}); err != nil {
			o.t.Error(err)
		}
	}
	o.signal(syscall.SIGTERM)
}

// kill ends the engine as the system does that runs out of memory.
func (o *ownEngine) kill() {
	o.t.Helper()
	o.signal(syscall.SIGKILL)
	// What it ran ended with it, and its number may be another's by now.
	_ = os.Remove(o.pidFile())
	_ = os.Remove(filepath.Join(o.dir, "exec", "containerd", "containerd.pid"))
}

// signal has the engine end, and waits until it has.
func (o *ownEngine) signal(signal syscall.Signal) {
	o.t.Helper()
	text, err := os.ReadFile(o.pidFile())
	if err != nil {
		o.t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		o.t.Fatal(err)
	}
	if err := syscall.Kill(pid, signal); err != nil {
		o.t.Error(err)
	}
	<-o.ended
	o.cancel()
	o.cancel = nil
}

// services lays out services that run in the engine without a network.
func (o *ownEngine) services(yaml string) check.Check {
	o.t.Helper()
	dir := o.t.TempDir()
	text := fmt.Sprintf("name: own-%d\n%s", os.Getpid(), strings.ReplaceAll(yaml, "IMAGE", base()))
	// What is built takes 80 MB, of which each tenth is the same: the builder is sent
	// it once, and compressed.
	build := "FROM " + base() + "\n"
	for i := range 10 {
		build += fmt.Sprintf("COPY ballast /ballast%d\n", i)
	}
	for name, text := range map[string]string{"compose.yaml": text, "Dockerfile": build, "ballast": string(make([]byte, 8<<20))} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			o.t.Fatal(err)
		}
	}
	return newEngine(o.t, "DOCKER_HOST="+o.host).ComposeCheck(room.ComposeSpec{Files: []string{filepath.Join(dir, "compose.yaml")}, HealthyWithin: time.Minute})
}

// quiet is a service without a network.
const quiet = "services:\n  lamp:\n    image: IMAGE\n    network_mode: none\n    environment: { LIGHT: steady }\n    healthcheck: { test: [CMD, /lighthouse, check], interval: 1s, retries: 60 }\n"

func TestEngineWhoseDiskIsFull(t *testing.T) {
	t.Parallel()
	o := newOwnEngine(t, 64)
	c := o.services(strings.Replace(quiet, "image: IMAGE", "build: .", 1))
	out := &record{}
	err := apply(t.Context(), t, c, observe(t, c), out)
	if err == nil || !strings.Contains(err.Error()+out.text(), "no space left on device") {
		t.Fatalf("it reads %v\n%s", err, out.text())
	}
	t.Logf("the person reads: %v", err)
	// The engine is as it was: what needs no room still comes up.
	c = o.services(quiet)
	if err := apply(t.Context(), t, c, observe(t, c), out); err != nil {
		t.Fatalf("%v\n%s", err, out.text())
	}
	want(t, observe(t, c), "")
}

func TestEngineThatIsKilledForReal(t *testing.T) {
	t.Parallel()
	o := newOwnEngine(t, 256)
	c := o.services(quiet)
	if err := apply(t.Context(), t, c, observe(t, c), check.Silent{}); err != nil {
		t.Fatal(err)
	}
	want(t, observe(t, c), "")
	o.kill()
	f := observe(t, c)
	want(t, f, room.EngineAway)
	t.Logf("while it is away: %s\n%s", f.Summary, f.Detail)
	o.start()
	f = observe(t, c)
	t.Logf("when it is back: %s %s", f.Code, f.Summary)
	if f.Status != check.OK {
		if err := apply(t.Context(), t, c, f, check.Silent{}); err != nil {
			t.Fatal(err)
		}
	}
	want(t, observe(t, c), "")

	// In the middle of a start: the service is healthy only after a while.
	c = o.services(strings.Replace(quiet, "LIGHT: steady", "DAWN: 15s", 1))
	out := &record{on: func(line string) {
		if strings.HasSuffix(line, ": Waiting") && o.cancel != nil {
			o.kill()
		}
	}}
	err := apply(t.Context(), t, c, observe(t, c), out)
	if err == nil || !strings.Contains(err.Error(), "Docker went away") {
		t.Fatalf("it reads %v\n%s", err, out.text())
	}
	t.Logf("the person reads: %v", err)
	o.start()
	f = until(t, c, observe(t, c).Code)
	t.Logf("when it is back: %s %s", f.Code, f.Summary)
	if f.Status != check.OK {
		if err := apply(t.Context(), t, c, f, check.Silent{}); err != nil {
			t.Fatal(err)
		}
	}
	want(t, observe(t, c), "")
}
