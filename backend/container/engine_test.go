package container_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"firstlight/backend/check"
	room "firstlight/backend/container"
	"firstlight/backend/process"
)

// none is a machine without a single program.
type none struct{}

func (none) Find(string) (string, error) { return "", errors.New("not found") }

func (none) Run(context.Context, process.Spec) (process.Result, error) {
	return process.Result{}, errors.New("not found")
}

// some is a machine with the programs named.
type some []string

func (some) Run(context.Context, process.Spec) (process.Result, error) {
	return process.Result{}, errors.New("nothing is started")
}

func (s some) Find(name string) (string, error) {
	for _, have := range s {
		if have == name {
			return "/usr/bin/" + name, nil
		}
	}
	return "", errors.New("not found")
}

// listen opens a socket in a folder of its own; each connection goes to serve.
func listen(t *testing.T, serve func(net.Conn)) (host string) {
	t.Helper()
	socket := filepath.Join(t.TempDir(), "docker.sock")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	accept(t, l, serve)
	return "unix://" + socket
}

// accept serves each connection of a listener until the test ends.
func accept(t *testing.T, l net.Listener, serve func(net.Conn)) {
	t.Helper()
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			serving.Go(func() {
				defer func() { _ = conn.Close() }()
				serve(conn)
			})
		}
	})
	t.Cleanup(func() {
		_ = l.Close()
		serving.Wait()
	})
}

// stale returns a socket that nobody listens at any more.
func stale(t *testing.T) (host string) {
	t.Helper()
	socket := filepath.Join(t.TempDir(), "docker.sock")
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: socket, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	l.SetUnlinkOnClose(false)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return "unix://" + socket
}

func TestEngineAnswers(t *testing.T) {
	t.Parallel()
	docker(t)
	f := observe(t, newEngine(t).EngineCheck(room.EngineSpec{}))
	want(t, f, "")
	if !strings.HasPrefix(f.Summary, "Docker ") || !strings.HasSuffix(f.Summary, " answers") {
		t.Errorf("summary %q", f.Summary)
	}
	labels := ""
	for _, e := range f.Evidence {
		if e.Value == "" {
			t.Errorf("%s is empty", e.Label)
		}
		labels += e.Label + " "
	}
	if labels != "Found Through Context Kind Version Storage " {
		t.Errorf("evidence: %s", labels)
	}
}

func TestEngineStates(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		host func(*testing.T) string
		// chosen has the address named by a docker context instead of by DOCKER_HOST.
		chosen   bool
		programs room.Programs
		code     string
		status   check.Status
		summary  string
	}{
		"nothing is there": {
			host:     func(t *testing.T) string { return "unix://" + filepath.Join(t.TempDir(), "docker.sock") },
			chosen:   true,
			programs: none{},
			code:     room.NotInstalled, status: check.Failing, summary: "Docker is not installed",
		},
		"the engine does not run": {
			host:     func(t *testing.T) string { return "unix://" + filepath.Join(t.TempDir(), "docker.sock") },
			chosen:   true,
			programs: some{"docker", "dockerd"},
			code:     room.NotRunning, status: check.Failing, summary: "Docker is installed, but it does not run",
		},
		"a dead engine left its socket": {
			host:     stale,
			chosen:   true,
			programs: some{"docker", "dockerd"},
			code:     room.NotRunning, status: check.Failing, summary: "Docker is installed, but it does not run",
		},
		"something else speaks": {
			host: func(t *testing.T) string {
				return listen(t, func(c net.Conn) {
					_, _ = c.Read(make([]byte, 1))
					_, _ = io.WriteString(c, "500 what is HEAD\r\n")
				})
			},
			programs: none{},
			code:     room.Unreachable, status: check.Failing, summary: "is not a Docker engine in good order",
		},
		"a web server speaks": {
			host: func(t *testing.T) string {
				server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					_, _ = io.WriteString(w, "{}")
				})}
				socket := filepath.Join(t.TempDir(), "docker.sock")
				l, err := net.Listen("unix", socket)
				if err != nil {
					t.Fatal(err)
				}
				done := make(chan error)
				go func() { done <- server.Serve(l) }()
				t.Cleanup(func() {
					_ = server.Close()
					<-done
				})
				return "unix://" + socket
			},
			programs: none{},
			code:     room.Unreachable, status: check.Failing, summary: "is not a Docker engine in good order",
		},
		"nobody speaks": {
			host: func(t *testing.T) string {
				return listen(t, func(c net.Conn) { _, _ = io.Copy(io.Discard, c) })
			},
			programs: none{},
			code:     room.TimedOut, status: check.Unknown, summary: "Docker did not answer within 3s",
		},
		"another host refuses": {
			host:     func(t *testing.T) string { return fmt.Sprintf("tcp://127.0.0.1:%d", freePort(t)) },
			programs: none{},
			code:     room.Unreachable, status: check.Failing, summary: "DOCKER_HOST names tcp://127.0.0.1:",
		},
		"another host has no such name": {
			host:     func(*testing.T) string { return "tcp://nowhere.invalid:2375" },
			programs: none{},
			code:     room.Unreachable, status: check.Failing, summary: "Docker at tcp://nowhere.invalid:2375 cannot be reached",
		},
		"ssh is not let in": {
			host:     func(*testing.T) string { return "ssh://127.0.0.1:1" },
			programs: none{},
			code:     room.Unreachable, status: check.Failing, summary: "cannot be reached",
		},
		"another host of a context refuses": {
			host:     func(t *testing.T) string { return fmt.Sprintf("tcp://127.0.0.1:%d", freePort(t)) },
			chosen:   true,
			programs: none{},
			code:     room.Unreachable, status: check.Failing, summary: "cannot be reached",
		},
		"no socket": {
			host:     func(t *testing.T) string { return "unix://" + filepath.Join(t.TempDir(), "docker.sock") },
			programs: some{"docker", "dockerd"},
			code:     room.Unreachable, status: check.Failing, summary: "docker.sock, where nothing answers",
		},
		"a dead socket": {
			host:     stale,
			programs: none{},
			code:     room.Unreachable, status: check.Failing, summary: "docker.sock, where nothing answers",
		},
		"the address is nonsense": {
			host:     func(*testing.T) string { return "ftp://example.com" },
			programs: none{},
			code:     room.Unreachable, status: check.Failing, summary: "by DOCKER_HOST",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			home := t.TempDir()
			env := []string{"HOME=" + home}
			if test.chosen {
				dockerContext(t, filepath.Join(home, ".docker"), "harbour", test.host(t))
				env = append(env, "DOCKER_CONTEXT=harbour")
			} else {
				env = append(env, "DOCKER_HOST="+test.host(t))
			}
			e := room.New(room.Config{Env: fixed(env), Programs: test.programs})
			t.Cleanup(func() { _ = e.Close() })
			start := time.Now()
			f := observe(t, e.EngineCheck(room.EngineSpec{}))
			if f.Code != test.code || f.Status != test.status || !strings.Contains(f.Summary, test.summary) {
				t.Errorf("found %s %q: %s (%s)", f.Status, f.Code, f.Summary, f.Detail)
			}
			if told := slices.ContainsFunc(f.Evidence, func(e check.Evidence) bool {
				return e.Label == "What to do" && (strings.Contains(e.Value, "unset DOCKER_HOST") || strings.Contains(test.summary, "cannot be reached") && strings.Contains(e.Value, "Take DOCKER_"))
			}); !told && (strings.Contains(test.summary, "cannot be reached") || strings.Contains(test.summary, "nothing answers")) {
				t.Errorf("it does not say what to do: %+v", f.Evidence)
			}
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("it took %s", took)
			}
			g := observe(t, e.ComposeCheck(room.ComposeSpec{Files: []string{composeFile(t)}}))
			if g.Status != check.Unknown || g.Code != room.EngineAway {
				t.Errorf("the services read %s %q: %s", g.Status, g.Code, g.Summary)
			}
			if _, _, err := e.Holder(t.Context(), 80); err == nil {
				t.Error("the holder of a port is known without an engine")
			}
		})
	}
}

// composeFile lays out a compose file that needs no engine to be read.
func composeFile(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "compose.yaml")
	if err := os.WriteFile(file, []byte("services: { lighthouse: { image: lighthouse } }\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// dockerContext lays out a docker context in a configuration folder.
func dockerContext(t *testing.T, config, name, host string) {
	t.Helper()
	dir := filepath.Join(config, "contexts", "meta", fmt.Sprintf("%x", sha256.Sum256([]byte(name))))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	meta := fmt.Sprintf(`{"Name":%q,"Metadata":{},"Endpoints":{"docker":{"Host":%q,"SkipTLSVerify":false}}}`, name, host)
	if err := os.WriteFile(filepath.Join(dir, "meta.json"), []byte(meta), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestEngineIsFoundAsTheDockerCommandFindsIt(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	config := filepath.Join(home, ".docker")
	dockerContext(t, config, "harbour", "unix:///nowhere/harbour.sock")
	dockerContext(t, config, "quay", "unix:///nowhere/quay.sock")
	if err := os.WriteFile(filepath.Join(config, "config.json"), []byte(`{"currentContext":"harbour"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	other := t.TempDir()
	dockerContext(t, other, "pier", "unix:///nowhere/pier.sock")
	if err := os.WriteFile(filepath.Join(other, "config.json"), []byte(`{"currentContext":"pier"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		env     []string
		at      string
		through string
	}{
		"the host is named":          {[]string{"DOCKER_HOST=unix:///nowhere/host.sock", "DOCKER_CONTEXT=quay"}, "unix:///nowhere/host.sock", "DOCKER_HOST"},
		"the context is named":       {[]string{"DOCKER_CONTEXT=quay"}, "unix:///nowhere/quay.sock", "DOCKER_CONTEXT"},
		"a context is current":       {nil, "unix:///nowhere/harbour.sock", filepath.Join(config, "config.json")},
		"the configuration is moved": {[]string{"DOCKER_CONFIG=" + other}, "unix:///nowhere/pier.sock", filepath.Join(other, "config.json")},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := room.New(room.Config{Env: fixed(append([]string{"HOME=" + home, "USERPROFILE=" + home}, test.env...)), Programs: none{}})
			t.Cleanup(func() { _ = e.Close() })
			f := observe(t, e.EngineCheck(room.EngineSpec{}))
			code := room.NotInstalled
			if test.through == "DOCKER_HOST" {
				code = room.Unreachable
			}
			want(t, f, code)
			if got := f.Evidence[:2]; got[0].Value != test.at || got[1].Value != test.through {
				t.Errorf("evidence %v", got)
			}
		})
	}
	t.Run("the context is unknown", func(t *testing.T) {
		t.Parallel()
		e := room.New(room.Config{Env: fixed([]string{"HOME=" + home, "USERPROFILE=" + home, "DOCKER_CONTEXT=atlantis"}), Programs: none{}})
		t.Cleanup(func() { _ = e.Close() })
		f := observe(t, e.EngineCheck(room.EngineSpec{}))
		want(t, f, room.NoContext)
		if f.Summary != "The docker context atlantis is chosen, and there is none of that name" {
			t.Errorf("summary %q", f.Summary)
		}
	})
}

func TestEngineCheckWatches(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	e := room.New(room.Config{Env: fixed([]string{"HOME=" + home, "USERPROFILE=" + home, "DOCKER_HOST=unix:///nowhere/docker.sock"}), Programs: none{}})
	t.Cleanup(func() { _ = e.Close() })
	w := e.EngineCheck(room.EngineSpec{}).Watch
	wanted := []string{filepath.Join(home, ".docker", "config.json"), filepath.Join(home, ".docker", "contexts", "meta"), "/nowhere"}
	if !slices.Equal(w.Paths, wanted) || w.Every != 5*time.Second {
		t.Errorf("it watches %v every %s, want %v", w.Paths, w.Every, wanted)
	}
}

// door stands before the real engine and can be shut and opened again, as when
// the engine is killed and started.
type door struct {
	t      *testing.T
	socket string
	mu     sync.Mutex
	listen net.Listener
	open   []net.Conn
}

func newDoor(t *testing.T) *door {
	t.Helper()
	docker(t)
	d := &door{t: t, socket: filepath.Join(t.TempDir(), "docker.sock")}
	d.start()
	t.Cleanup(d.kill)
	return d
}

func (d *door) start() {
	d.t.Helper()
	l, err := net.Listen("unix", d.socket)
	if err != nil {
		d.t.Fatal(err)
	}
	d.mu.Lock()
	d.listen = l
	d.mu.Unlock()
	go func() {
		for {
			outside, err := l.Accept()
			if err != nil {
				return
			}
			inside, err := net.Dial("unix", "/var/run/docker.sock")
			if err != nil {
				_ = outside.Close()
				return
			}
			d.mu.Lock()
			d.open = append(d.open, outside, inside)
			d.mu.Unlock()
			go func() { _, _ = io.Copy(inside, outside) }()
			go func() { _, _ = io.Copy(outside, inside) }()
		}
	}()
}

func (d *door) kill() {
	d.mu.Lock()
	defer d.mu.Unlock()
	_ = d.listen.Close()
	for _, c := range d.open {
		_ = c.Close()
	}
	d.open = nil
}

func TestEngineThatIsKilledAndStartedAgain(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	e := newEngine(t, "DOCKER_HOST=unix://"+d.socket)
	engine := e.EngineCheck(room.EngineSpec{})
	p := newProject(t, oneService("steady"))
	services := e.ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
	want(t, observe(t, engine), "")
	if err := apply(t.Context(), t, services, observe(t, services), check.Silent{}); err != nil {
		t.Fatal(err)
	}
	want(t, observe(t, services), "")

	for range 2 {
		d.kill()
		want(t, observe(t, engine), room.Unreachable)
		want(t, observe(t, services), room.EngineAway)
		if _, _, err := e.Holder(t.Context(), p.port); err == nil {
			t.Error("the holder of a port is known without an engine")
		}
		d.start()
		want(t, observe(t, engine), "")
		want(t, observe(t, services), "")
		if _, ours, err := e.Holder(t.Context(), p.port); err != nil || !ours {
			t.Errorf("ours %v, %v", ours, err)
		}
	}
}

func TestEngineThatIsKilledWhileServicesStart(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	e := newEngine(t, "DOCKER_HOST=unix://"+d.socket)
	p := newProject(t, strings.Replace(oneService("dark"), "retries: 3", "start_period: 1h", 1))
	c := e.ComposeCheck(room.ComposeSpec{Files: []string{p.file}, HealthyWithin: 20 * time.Second})
	out := &record{on: func(line string) {
		if strings.HasPrefix(line, "lighthouse: Waiting") {
			d.kill()
		}
	}}
	if err := apply(t.Context(), t, c, observe(t, c), out); err == nil {
		t.Error("the services started without an engine")
	}
	want(t, observe(t, c), room.EngineAway)
	d.start()
	want(t, observe(t, c), room.StillStarting)
}
