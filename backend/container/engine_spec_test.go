package container_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docker/docker/api/types"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/system"

	"firstlight/backend/check"
	room "firstlight/backend/container"
	"firstlight/backend/process"
)

func TestEngineVersions(t *testing.T) {
	t.Parallel()
	tests := []struct{ asked, name, said, found string }{
		{"", "Docker", "20.10.24+dfsg1", " "},
		{"", "Podman", "4.9.3", " "},
		{">=20.10", "Docker", "20.10.24+dfsg1", " "},
		{">=24", "Docker", "28.5.2", " "},
		{"27", "Docker", "27.3.1-rd", " "},
		{">=24", "Docker", "20.10.24+dfsg1", "docker/too-old Docker 20.10.24 is too old"},
		{"<28", "Docker", "28.5.2", "docker/wrong-version Docker 28.5.2 is not the version that is asked for"},
		{">=24", "Docker", "dev", `docker/unreadable-version Docker calls its version "dev", which cannot be compared`},
		{">=24", "Podman", "4.9.3", "docker/not-docker Podman answers in Docker's place, and Docker >=24 is asked for"},
	}
	for _, test := range tests {
		if got := room.Misfit(test.asked, test.name, test.said); got != test.found {
			t.Errorf("%s %s where %q is asked for: %s, want %s", test.name, test.said, test.asked, got, test.found)
		}
	}
	if got := room.Misfit("newest", "Docker", "28.5.2"); !strings.HasPrefix(got, "docker/unreadable-version What is asked of Docker's version cannot be understood: ") {
		t.Errorf("an asked version that is none: %s", got)
	}
}

// TestEnginesAreRecognised reads what engines say of themselves, as recorded:
// the names of docker info and docker version.
func TestEnginesAreRecognised(t *testing.T) {
	t.Parallel()
	component := func(name string) types.Version {
		return types.Version{Components: []types.ComponentVersion{{Name: name}}}
	}
	tests := map[string]struct {
		at          string
		info        system.Info
		version     types.Version
		name, words string
	}{
		"Debian's": {
			"unix:///var/run/docker.sock", system.Info{OperatingSystem: "Debian GNU/Linux 12 (bookworm)", DockerRootDir: "/var/lib/docker", SecurityOptions: []string{"name=seccomp,profile=default"}},
			component("Engine"), "Docker", "an engine of the system",
		},
		"Docker Desktop": {"unix:///Users/ada/.docker/run/docker.sock", system.Info{OperatingSystem: "Docker Desktop", Name: "docker-desktop"}, component("Engine"), "Docker", "Docker Desktop"},
		"Colima":         {"unix:///Users/ada/.colima/default/docker.sock", system.Info{OperatingSystem: "Ubuntu 24.04.1 LTS", Name: "colima"}, component("Engine"), "Docker", "Colima"},
		"OrbStack":       {"unix:///Users/ada/.orbstack/run/docker.sock", system.Info{OperatingSystem: "OrbStack", Name: "orbstack"}, component("Engine"), "Docker", "OrbStack"},
		"Rancher":        {"unix:///Users/ada/.rd/docker.sock", system.Info{OperatingSystem: "Alpine Linux v3.19", Name: "lima-rancher-desktop"}, component("Engine"), "Docker", "Rancher Desktop"},
		"rootless":       {"unix:///run/user/1000/docker.sock", system.Info{SecurityOptions: []string{"name=seccomp,profile=builtin", "name=rootless", "name=cgroupns"}}, component("Engine"), "Docker", "rootless"},
		"a snap":         {"unix:///var/run/docker.sock", system.Info{DockerRootDir: "/var/snap/docker/common/var-lib-docker"}, component("Engine"), "Docker", "from a snap"},
		"Podman":         {"unix:///run/user/1000/podman/podman.sock", system.Info{OperatingSystem: "fedora"}, component("Podman Engine"), "Podman", "Podman"},
	}
	for name, test := range tests {
		if kind, words := room.KindOf(test.at, test.info, test.version); kind != test.name || !strings.HasPrefix(words, test.words) {
			t.Errorf("%s is taken for %s: %s", name, kind, words)
		}
	}
}

func TestEngineThatIsTooOld(t *testing.T) {
	t.Parallel()
	docker(t)
	c := newEngine(t).EngineCheck(room.EngineSpec{Version: ">=1000"})
	f := observe(t, c)
	want(t, f, room.TooOld)
	if f.Evidence[0] != check.Literal("Asked for", "Docker >=1000") {
		t.Errorf("evidence %v", f.Evidence)
	}
	for _, fix := range c.Fixes(f) {
		if fix.Privilege != check.Admin || fix.Undo == "" || fix.Effect == "" || !strings.Contains(fix.Preview(nil)[len(fix.Preview(nil))-1].String(), "docker") {
			t.Errorf("fix %+v", fix)
		}
	}
	want(t, observe(t, newEngine(t).EngineCheck(room.EngineSpec{Version: ">=17"})), "")
}

func TestEngineWithoutRoom(t *testing.T) {
	api := docker(t)
	if err := makeBase(); err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("firstlight-test-%d-stopped", os.Getpid())
	made, err := api.ContainerCreate(t.Context(), &container.Config{Image: base()}, nil, nil, nil, name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := api.ContainerRemove(context.Background(), made.ID, container.RemoveOptions{Force: true}); err != nil {
			t.Error(err)
		}
	})
	own := append(os.Environ(), "HOME="+t.TempDir(), "DOCKER_CONTEXT=", "DOCKER_CONFIG=")
	e := room.New(room.Config{Env: fixed(own), Programs: some{"docker"}})
	t.Cleanup(func() { _ = e.Close() })
	const petabyte = int64(1e15)
	c := e.EngineCheck(room.EngineSpec{Room: petabyte})
	f := observe(t, c)
	want(t, f, room.LowDisk)
	if !strings.HasPrefix(f.Summary, "There is room for only ") || !strings.HasSuffix(f.Summary, " where Docker keeps its images") {
		t.Errorf("summary %q", f.Summary)
	}
	var all check.Fix
	for _, fix := range c.Fixes(f) {
		if fix.Undo == "" || !strings.HasPrefix(fix.Effect, "Removes ") {
			t.Errorf("the fix leaves something unsaid: %+v", fix)
		}
		// What cannot be undone never runs without somebody who says so.
		if _, err := fix.Answer(nil); err == nil {
			t.Errorf("%s would run unattended", fix.ID)
		}
		if _, err := fix.Answer(check.Answers{"consent": "remove"}); err != nil {
			t.Errorf("%s: %v", fix.ID, err)
		}
		if fix.ID == "prune-all" {
			all = fix
		}
	}
	if plan := all.Preview(nil); len(plan) != 1 || plan[0].String() != "docker system prune --all --force" {
		t.Errorf("plan %v", plan)
	}
	if !strings.Contains(all.Effect, name) && !strings.Contains(all.Effect, "more") || !strings.Contains(all.Effect, "volumes stay") {
		t.Errorf("effect %q", all.Effect)
	}
	want(t, observe(t, e.EngineCheck(room.EngineSpec{Room: 1})), "")
}

func TestContextThatIsGone(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("docker"); err != nil {
		docker(t)
	}
	// Where a machine has several, each has to take the fix.
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		if _, err := exec.LookPath(filepath.Join(dir, "docker")); err == nil {
			t.Run(dir, func(t *testing.T) { leaveContextThatIsGone(t, dir) })
		}
	}
}

// leaveContextThatIsGone mends the choice of a context with the docker of a folder.
func leaveContextThatIsGone(t *testing.T, dir string) {
	t.Helper()
	config := t.TempDir()
	dockerContext(t, config, "harbour", "unix:///nowhere/harbour.sock")
	if err := os.WriteFile(filepath.Join(config, "config.json"), []byte(`{"currentContext": "atlantis", "auths": {}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	env := []string{"HOME=" + t.TempDir(), "PATH=" + dir, "DOCKER_CONFIG=" + config}
	e := room.New(room.Config{Env: fixed(env), Programs: process.New(env)})
	t.Cleanup(func() { _ = e.Close() })
	c := e.EngineCheck(room.EngineSpec{})
	f := observe(t, c)
	want(t, f, room.NoContext)
	if f.Summary != "The docker context atlantis is chosen, and there is none of that name" || len(f.Evidence) != 2 || f.Evidence[1].Value != "harbour" {
		t.Errorf("%s: %v", f.Summary, f.Evidence)
	}
	fixes := c.Fixes(f)
	if len(fixes) != 1 || fixes[0].Preview(nil)[0].String() != "docker --context default context use default" {
		t.Fatalf("fixes %+v", fixes)
	}
	if result, err := process.New(env).Run(t.Context(), process.Spec{Args: fixes[0].Preview(nil)[0].Args}); err != nil {
		t.Fatalf("%v: %s", err, result.Output)
	}
	if after := observe(t, c); after.Code == room.NoContext {
		t.Errorf("after the fix: %s", after.Summary)
	}
	// What a variable chooses, no command can change for good.
	told := room.New(room.Config{Env: fixed(append(env, "DOCKER_CONTEXT=atlantis")), Programs: process.New(env)})
	t.Cleanup(func() { _ = told.Close() })
	c = told.EngineCheck(room.EngineSpec{})
	if f := observe(t, c); f.Code != room.NoContext || len(c.Fixes(f)) != 0 || !strings.Contains(f.Evidence[len(f.Evidence)-1].Value, "DOCKER_CONTEXT") {
		t.Errorf("found %s: %v", f.Code, f.Evidence)
	}
}

func TestAnotherEngineRuns(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("docker"); err != nil {
		docker(t)
	}
	home := shortTempDir(t)
	socket := filepath.Join(home, ".colima", "default", "docker.sock")
	listenAt(t, socket)
	config := filepath.Join(home, ".docker")
	dockerContext(t, config, "harbour", "unix:///nowhere/harbour.sock")
	if err := os.WriteFile(filepath.Join(config, "config.json"), []byte(`{"currentContext": "harbour"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	env := []string{"HOME=" + home, "PATH=" + os.Getenv("PATH")}
	e := room.New(room.Config{Env: fixed(env), Programs: process.New(env)})
	t.Cleanup(func() { _ = e.Close() })
	c := e.EngineCheck(room.EngineSpec{})
	f := observe(t, c)
	want(t, f, room.OtherEngine)
	if f.Summary != "Colima runs, but docker asks where no engine is" {
		t.Errorf("summary %q", f.Summary)
	}
	fixes := c.Fixes(f)
	if len(fixes) != 1 {
		t.Fatalf("fixes %+v", fixes)
	}
	docker := func(args ...string) {
		t.Helper()
		if result, err := process.New(env).Run(t.Context(), process.Spec{Args: args}); err != nil {
			t.Fatalf("%v: %v: %s", args, err, result.Output)
		}
	}
	for _, command := range fixes[0].Preview(nil) {
		docker(command.Args...)
	}
	// What listens there is no engine, and it is asked now.
	if f := observe(t, c); f.Code != room.Unreachable || !strings.Contains(f.Summary, socket) {
		t.Errorf("after the fix: %s %s", f.Code, f.Summary)
	}
	docker("sh", "-c", fixes[0].Undo)
	if f := observe(t, c); f.Code != room.OtherEngine {
		t.Errorf("after the undo: %s %s", f.Code, f.Summary)
	}
	e = room.New(room.Config{Env: fixed(append(env, "DOCKER_HOST=unix:///nowhere/docker.sock")), Programs: process.New(env)})
	t.Cleanup(func() { _ = e.Close() })
	c = e.EngineCheck(room.EngineSpec{})
	if f := observe(t, c); f.Code != room.OtherEngine || len(c.Fixes(f)) != 0 || !strings.Contains(f.Evidence[len(f.Evidence)-1].Value, "DOCKER_HOST") {
		t.Errorf("found %s: %v", f.Code, f.Evidence)
	}
}

// shortTempDir returns a folder whose path leaves room for that of a socket.
func shortTempDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "fl")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// listenAt listens at a socket, and hangs up on whoever speaks.
func listenAt(t *testing.T, socket string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(socket), 0o755); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = conn.Read(make([]byte, 1))
			_, _ = io.WriteString(conn, "500 what is HEAD\r\n")
			_ = conn.Close()
		}
	}()
	t.Cleanup(func() {
		_ = l.Close()
		<-done
	})
}

func TestEngineTellsItsProxies(t *testing.T) {
	t.Parallel()
	api := docker(t)
	info, err := api.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	http, https, no, err := newEngine(t).Proxies(t.Context())
	if err != nil || http != info.HTTPProxy || https != info.HTTPSProxy || no != info.NoProxy {
		t.Errorf("found %q %q %q, %v", http, https, no, err)
	}
	e := room.New(room.Config{Env: fixed([]string{"HOME=" + t.TempDir(), "DOCKER_HOST=unix:///nowhere/docker.sock"}), Programs: none{}})
	t.Cleanup(func() { _ = e.Close() })
	if _, _, _, err := e.Proxies(t.Context()); err == nil {
		t.Error("the proxies are known without an engine")
	}
}
