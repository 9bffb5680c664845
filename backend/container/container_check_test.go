package container_test

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/image"

	"firstlight/backend/check"
	room "firstlight/backend/container"
)

// newContainer returns what is claimed of a container of the tests' own image, and
// removes it in the end.
func newContainer(t *testing.T) (room.ContainerSpec, *project) {
	t.Helper()
	p := newProject(t, "services: {}\n")
	name := fmt.Sprintf("firstlight-test-%d-%d", os.Getpid(), p.port)
	return room.ContainerSpec{
		Image: base(), Name: name, Ports: []string{fmt.Sprintf("%d:8080", p.port)}, Folder: p.dir,
		Health: []string{"/lighthouse", "check"}, HealthyWithin: long, Answers: p.address("/"), Onboarding: "o-1", Step: "light",
	}, p
}

func TestContainerComesUp(t *testing.T) {
	t.Parallel()
	spec, p := newContainer(t)
	p.write("rules.txt", "bound")
	spec.Env = []string{"LIGHT=steady", "DOLLAR=$HOME ${B}"}
	spec.Volumes = []string{"./rules.txt:/rules:ro", p.name + "-data:/data"}
	c := newEngine(t).ContainerCheck(spec)
	f := observe(t, c)
	want(t, f, room.NotStarted)
	fix := c.Fixes(f)[0]
	if got := fix.Preview(nil)[0].String(); !strings.HasPrefix(got, fmt.Sprintf("docker run --detach --name %s --publish 127.0.0.1:%d:8080 --env LIGHT=steady", spec.Name, p.port)) || !strings.HasSuffix(got, base()) {
		t.Errorf("the plan reads %q", got)
	}
	if fix.Undo != "docker rm --force "+spec.Name {
		t.Errorf("the undo reads %q", fix.Undo)
	}
	out := &record{}
	if err := fix.Apply(t.Context(), nil, out); err != nil {
		t.Fatalf("%v\n%s", err, out.text())
	}
	f = observe(t, c)
	want(t, f, "")
	if wanted := spec.Name + " is healthy and answers on " + p.address("/"); f.Summary != wanted {
		t.Errorf("summary %q, want %q", f.Summary, wanted)
	}
	found, err := p.api.ContainerInspect(t.Context(), spec.Name)
	if err != nil {
		t.Fatal(err)
	}
	if l := found.Config.Labels; l[room.StartedLabel] != "true" || l[room.StepLabel] != "light" || l[room.OnboardingLabel] != "o-1" {
		t.Errorf("labels %v", l)
	}
	for path, wanted := range map[string]string{"/env?DOLLAR": "$HOME ${B}", "/file?/rules": "bound"} {
		if got := p.ask(path); got != wanted {
			t.Errorf("%s says %q, want %q", path, got, wanted)
		}
	}
	if err := p.api.ContainerRemove(t.Context(), spec.Name, container.RemoveOptions{Force: true}); err != nil {
		t.Fatal(err)
	}
	want(t, observe(t, c), room.NotStarted)
	if err := apply(t.Context(), t, c, observe(t, c), check.Silent{}); err != nil {
		t.Fatal(err)
	}
	want(t, observe(t, c), "")
}

func TestContainerThatEnds(t *testing.T) {
	t.Parallel()
	spec, _ := newContainer(t)
	spec.Env = []string{"LIGHT=broken"}
	c := newEngine(t).ContainerCheck(spec)
	fails(t, c, check.Silent{}, spec.Name+" stopped with exit code 3", "the lamp is cracked")
	want(t, observe(t, c), room.Exited)
}

func TestContainerWhoseNameOrPortIsTaken(t *testing.T) {
	t.Parallel()
	spec, p := newContainer(t)
	spec.Port = portClaim
	c := newEngine(t).ContainerCheck(spec)
	hold(t, p.port)
	f := observe(t, c)
	want(t, f, room.PortTaken)
	fixNamed(t, c, f, "end-fog")
	made, err := p.api.ContainerCreate(t.Context(), &container.Config{Image: base()}, nil, nil, nil, spec.Name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.api.ContainerRemove(context.Background(), made.ID, container.RemoveOptions{Force: true}) })
	f = observe(t, c)
	want(t, f, room.NameTaken)
	if f.Summary != "There is another container called "+spec.Name || len(c.Fixes(f)) != 0 {
		t.Errorf("summary %q, fixes %v", f.Summary, c.Fixes(f))
	}
}

func TestContainerPortIsMoved(t *testing.T) {
	t.Parallel()
	spec, p := newContainer(t)
	spec.Port, spec.Override = portClaim, filepath.Join(t.TempDir(), "own.yaml")
	other, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", p.port))
	if err != nil {
		t.Fatal(err)
	}
	c := newEngine(t).ContainerCheck(spec)
	f := observe(t, c)
	want(t, f, room.PortTaken)
	fix, free := fixNamed(t, c, f, "move-port"), freePort(t)
	answers := check.Answers{"port": strconv.Itoa(free)}
	if got := fix.Preview(answers)[0].String(); !strings.Contains(got, fmt.Sprintf("--publish 127.0.0.1:%d:8080", free)) {
		t.Errorf("the plan reads %q", got)
	}
	carryOut(t, fix, answers, check.Silent{})
	f = observe(t, c)
	want(t, f, "")
	if !strings.Contains(f.Summary, fmt.Sprintf("http://127.0.0.1:%d/", free)) {
		t.Errorf("summary %q", f.Summary)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	carryOut(t, fixNamed(t, c, f, "unmove-ports"), nil, check.Silent{})
	f = observe(t, c)
	want(t, f, "")
	if !strings.Contains(f.Summary, p.address("/")) {
		t.Errorf("summary %q", f.Summary)
	}
}

func TestContainerReachesWhatIsApproved(t *testing.T) {
	t.Parallel()
	spec, _ := newContainer(t)
	spec.Volumes = []string{"/etc:/etc:ro"}
	c := newEngine(t).ContainerCheck(spec)
	if got := c.Fixes(observe(t, c))[0].Reaches; len(got) != 1 || got[0] != spec.Name+" reads /etc of this machine" {
		t.Errorf("reaches %q", got)
	}
}

func TestContainerCancelLeavesNothing(t *testing.T) {
	t.Parallel()
	spec, p := newContainer(t)
	spec.Env = []string{"DAWN=1h"}
	c := newEngine(t).ContainerCheck(spec)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out := &record{on: func(line string) {
		if strings.HasSuffix(line, ": Waiting") {
			cancel()
		}
	}}
	if err := apply(ctx, t, c, observe(t, c), out); err == nil {
		t.Fatal("it came up")
	}
	if left := p.containers(); len(left) != 0 || p.networks() != 0 {
		t.Errorf("left are %v and %d networks", left, p.networks())
	}
}

func TestImageIsFetched(t *testing.T) {
	t.Parallel()
	host := newRegistry(t)
	p := newProject(t, "services: {}\n")
	name := host + "/harbour/large:1"
	large(t, p, name)
	e := newEngine(t, "DOCKER_CONFIG="+t.TempDir())
	c := e.ImageCheck(name, "")
	f := observe(t, c)
	want(t, f, room.LoginNeeded)
	if f.Summary != capital(name)+" is behind a login at "+host {
		t.Errorf("summary %q", f.Summary)
	}
	carryOut(t, fixNamed(t, c, f, "docker-login"), check.Answers{"user": registryUser, "password": registryPassword}, check.Silent{})
	f = observe(t, c)
	want(t, f, room.ImageMissing)
	if !f.Pending {
		t.Error("an image that nobody fetched is not pending")
	}
	out := &record{}
	carryOut(t, fixNamed(t, c, f, "pull"), nil, out)
	f = observe(t, c)
	want(t, f, "")
	if f.Summary != name+" is here" {
		t.Errorf("summary %q", f.Summary)
	}
	told := map[string]check.Progress{}
	for _, p := range out.progress {
		told[p.Phase] = p
	}
	for _, phase := range []string{"Fetching ", "Unpacking "} {
		if last := told[phase+name]; last.Total < 1<<20 || last.Done == 0 || last.Unit != check.Bytes {
			t.Errorf("%s: progress %+v\n%s", phase, last, out.text())
		}
	}

	found, err := p.api.ImageInspect(t.Context(), name)
	if err != nil || len(found.RepoDigests) == 0 {
		t.Fatalf("digests %v, %v", found.RepoDigests, err)
	}
	want(t, observe(t, e.ImageCheck(found.RepoDigests[0], "")), "")
	want(t, observe(t, e.ImageCheck(name, "linux/s390x")), room.WrongArchitecture)
	want(t, observe(t, e.ImageCheck(host+"/harbour/large:2", "")), room.ImageUnknown)
}

func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// large puts an image with something to fetch into the registry. It is imported, not
// built: what builds it compresses the noise, which with the race detector takes long.
func large(t *testing.T, p *project, name string) {
	t.Helper()
	noise := make([]byte, 24<<20)
	_, _ = rand.Read(noise)
	var files bytes.Buffer
	archive := tar.NewWriter(&files)
	if err := archive.WriteHeader(&tar.Header{Name: "noise", Mode: 0o644, Size: int64(len(noise)), Typeflag: tar.TypeReg}); err != nil {
		t.Fatal(err)
	}
	if _, err := archive.Write(noise); err != nil {
		t.Fatal(err)
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := importImage(t.Context(), p.api, name, &files, `ENTRYPOINT ["/lighthouse"]`); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = p.api.ImageRemove(context.Background(), name, image.RemoveOptions{Force: true}) })
	pushAs(t, p, name)
}
