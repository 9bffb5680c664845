package container_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/image"

	"firstlight/backend/check"
	room "firstlight/backend/container"
	"firstlight/backend/process"
)

// workshop is a folder with a dev container whose image has a shell.
type workshop struct {
	*project
	image string
	// fileName is the devcontainer.json.
	fileName string
}

// newWorkshop makes an image with a shell, and a folder whose devcontainer.json
// says text, in which IMAGE stands for the image and PORT for a free port.
func newWorkshop(t *testing.T, text string) *workshop {
	t.Helper()
	p := newProject(t, "services: {}\n")
	busybox, err := os.ReadFile("/bin/busybox")
	if err != nil || bytes.Contains(busybox, []byte("/lib64/ld-linux")) {
		if os.Getenv("CI") != "" {
			t.Fatal("this test needs a busybox that is static")
		}
		t.Skip("this test needs a static busybox; one can be had with: apt-get install -y busybox-static")
	}
	w := &workshop{project: p, image: p.name + "-shell:1"}
	var layer bytes.Buffer
	archive := tar.NewWriter(&layer)
	put := func(name, text string, mode int64) {
		if err := archive.WriteHeader(&tar.Header{Name: name, Mode: mode, Size: int64(len(text)), Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		if _, err := archive.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	put("bin/busybox", string(busybox), 0o755)
	for _, name := range strings.Fields("sh cat grep tr id sleep kill cut head chmod touch echo httpd sed mkdir test env chown") {
		if err := archive.WriteHeader(&tar.Header{Name: "bin/" + name, Linkname: "busybox", Typeflag: tar.TypeSymlink}); err != nil {
			t.Fatal(err)
		}
	}
	put("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nada:x:1000:1000::/home/ada:/bin/sh\n", 0o644)
	put("root/.profile", "export LAMP=lit\n", 0o644)
	for _, folder := range []string{"root/", "home/ada/", "tmp/", "proc/", "workspaces/"} {
		if err := archive.WriteHeader(&tar.Header{Name: folder, Mode: 0o777, Typeflag: tar.TypeDir}); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := importImage(t.Context(), p.api, w.image, &layer, "ENV PATH=/bin"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := p.api.ImageRemove(context.Background(), w.image, image.RemoveOptions{Force: true}); err != nil {
			t.Error(err)
		}
	})
	// What the project is called follows from its folder.
	w.dir = filepath.Join(w.dir, w.name)
	w.name += "_devcontainer"
	if err := os.MkdirAll(filepath.Join(w.dir, ".devcontainer"), 0o755); err != nil {
		t.Fatal(err)
	}
	w.fileName = filepath.Join(w.dir, ".devcontainer", "devcontainer.json")
	w.say(text)
	t.Cleanup(w.remove)
	return w
}

// say has the devcontainer.json say something else.
func (w *workshop) say(text string) {
	w.t.Helper()
	w.write(".devcontainer/devcontainer.json", strings.NewReplacer("IMAGE", w.image, "PORT", fmt.Sprint(w.port)).Replace(text))
}

func (w *workshop) check(e *room.Engine) check.Check {
	return e.DevCheck(room.DevSpec{Folder: w.dir, HealthyWithin: long, Onboarding: "o-1", Step: "dev", Override: filepath.Join(w.t.TempDir(), "ports.yaml"), Port: portClaim})
}

// inside runs a program in the dev container.
func (w *workshop) inside(args ...string) string {
	w.t.Helper()
	return strings.TrimSpace(w.exec(w.only().ID, args...))
}

// up carries out the one fix.
func (w *workshop) up(c check.Check, f check.Finding) *record {
	w.t.Helper()
	out := &record{}
	if err := apply(w.t.Context(), w.t, c, f, out); err != nil {
		w.t.Fatalf("%v\n%s", err, out.text())
	}
	return out
}

func TestDevContainerOfAnImage(t *testing.T) {
	t.Parallel()
	w := newWorkshop(t, `{
	// The image of the workshop.
	"name": "Workshop", "image": "IMAGE",
	"containerEnv": {"HARBOUR": "${localWorkspaceFolderBasename}"},
	"remoteEnv": {"SEEN": "${containerEnv:HARBOUR}-${localEnv:NOWHERE:far}"},
	"mounts": ["type=tmpfs,target=/scratch"],
	"forwardPorts": [PORT],
	"portsAttributes": {"PORT": {"label": "The lamp"}},
	"init": true,
	"initializeCommand": "echo host > initialized",
	"onCreateCommand": ["touch", "created file"],
	"postCreateCommand": {"a": "echo $SEEN $LAMP $PWD > a.txt", "b": "echo b > b.txt"},
	"postStartCommand": "echo start >> starts.txt",
}`)
	c := w.check(newEngine(t))
	f := observe(t, c)
	want(t, f, room.NotStarted)
	fix := c.Fixes(f)[0]
	for _, wanted := range []string{
		"dev runs on this machine, not inside it, before it starts: echo host > initialized",
		"dev runs inside it (onCreateCommand): touch 'created file'",
		"dev runs inside it (postCreateCommand): echo b > b.txt",
		"dev runs inside it (postStartCommand): echo start >> starts.txt",
	} {
		if !strings.Contains(strings.Join(fix.Reaches, "\n"), wanted) {
			t.Errorf("it is not to be approved that %s: %q", wanted, fix.Reaches)
		}
	}
	out := w.up(c, f)
	f = observe(t, c)
	want(t, f, "")
	for name, wanted := range map[string]string{
		"initialized": "host\n", "created file": "", "b.txt": "b\n", "starts.txt": "start\n",
		"a.txt": filepath.Base(w.dir) + "-far lit /workspaces/" + filepath.Base(w.dir) + "\n",
	} {
		got, err := os.ReadFile(filepath.Join(w.dir, name))
		if err != nil || string(got) != wanted {
			t.Errorf("%s holds %q, %v, want %q\n%s", name, got, err, wanted, out.text())
		}
	}
	made := w.only()
	for label, wanted := range map[string]string{
		"devcontainer.local_folder": w.dir, "devcontainer.config_file": w.fileName, room.StartedLabel: "true", room.StepLabel: "dev",
	} {
		if made.Labels[label] != wanted {
			t.Errorf("the label %s is %q, want %q", label, made.Labels[label], wanted)
		}
	}
	if len(made.Ports) != 1 || made.Ports[0].IP != "127.0.0.1" || int(made.Ports[0].PublicPort) != w.port {
		t.Errorf("ports %+v", made.Ports)
	}

	// What ran when it was made does not run again, what runs at its start does.
	if err := w.api.ContainerRestart(t.Context(), made.ID, container.StopOptions{}); err != nil {
		t.Fatal(err)
	}
	f = observe(t, c)
	want(t, f, room.DevCommands)
	if f.Summary != "The dev container runs, and postStartCommand has still to run in it" {
		t.Errorf("summary %q", f.Summary)
	}
	w.up(c, f)
	want(t, observe(t, c), "")
	if got := w.inside("cat", "/workspaces/"+filepath.Base(w.dir)+"/starts.txt"); got != "start\nstart" {
		t.Errorf("started %q", got)
	}
	if w.only().ID != made.ID {
		t.Error("the container was made anew")
	}
}

func TestDevContainerWhoseFilesChange(t *testing.T) {
	t.Parallel()
	const text = `{"build": {"dockerfile": "Dockerfile", "args": {"LIGHT": "LO"}, "options": ["--network=none", "--build-arg", "SHADE=w"]}, "postCreateCommand": "COMMAND", "remoteUser": "root"}`
	w := newWorkshop(t, strings.Replace(text, "COMMAND", "echo the bulb is loose; exit 3", 1))
	w.write(".devcontainer/Dockerfile", "FROM "+w.image+"\nARG LIGHT\nARG SHADE\nRUN echo $LIGHT$SHADE | tr A-Z a-z > /light\n")
	c := w.check(newEngine(t))
	out := &record{}
	err := apply(t.Context(), t, c, observe(t, c), out)
	if err == nil || !strings.Contains(err.Error(), "ended with exit code 3") || !strings.Contains(out.text(), "the bulb is loose") {
		t.Fatalf("%v\n%s", err, out.text())
	}
	f := observe(t, c)
	want(t, f, room.DevCommandFailed)
	made := w.only().ID

	// Another command needs no other container, but is approved of.
	w.say(strings.Replace(text, "COMMAND", "cat /light", 1))
	old := c.Fixes(f)[0]
	if err := old.Apply(t.Context(), nil, check.Silent{}); err == nil || !strings.Contains(err.Error(), "has changed since you approved of it") {
		t.Errorf("a command that nobody approved of: %v", err)
	}
	f = observe(t, c)
	want(t, f, room.DevCommands)
	if got := w.up(c, f).text(); !strings.Contains(got, "low") {
		t.Errorf("it printed %s", got)
	}
	want(t, observe(t, c), "")
	if w.only().ID != made {
		t.Error("a changed command made the container anew")
	}

	w.write(".devcontainer/Dockerfile", "FROM "+w.image+"\nRUN echo high > /light\n")
	f = observe(t, c)
	want(t, f, room.DevChanged)
	w.up(c, f)
	want(t, observe(t, c), "")
	if got := w.inside("cat", "/light"); got != "high" || w.only().ID == made {
		t.Errorf("the light is %s", got)
	}
}

// feature packs a feature as a registry holds it.
func feature(t *testing.T, id, more, install string) []byte {
	t.Helper()
	var packed bytes.Buffer
	zipped := gzip.NewWriter(&packed)
	archive := tar.NewWriter(zipped)
	for name, text := range map[string]string{
		"devcontainer-feature.json": fmt.Sprintf(`{"id": %q, "version": "1.0.0", "options": {"colour": {"default": "white"}}%s}`, id, more),
		"install.sh":                "#!/bin/sh\n" + install,
	} {
		if err := archive.WriteHeader(&tar.Header{Name: "./" + name, Mode: 0o755, Size: int64(len(text)), Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		if _, err := archive.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := zipped.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// pushFeature puts a feature into a registry.
func pushFeature(t *testing.T, host, name string, archive []byte) {
	t.Helper()
	send := func(method, address, media string, body []byte) string {
		request, err := http.NewRequestWithContext(t.Context(), method, address, bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		request.SetBasicAuth(registryUser, registryPassword)
		request.Header.Set("Content-Type", media)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode >= http.StatusBadRequest {
			t.Fatalf("%s %s: %s", method, address, response.Status)
		}
		return response.Header.Get("Location")
	}
	descriptor := func(media string, body []byte) string {
		at := send(http.MethodPost, "http://"+host+"/v2/"+name+"/blobs/uploads/", "", nil)
		digest := fmt.Sprintf("sha256:%x", sha256.Sum256(body))
		send(http.MethodPut, at+"&digest="+digest, "application/octet-stream", body)
		return fmt.Sprintf(`{"mediaType": %q, "digest": %q, "size": %d}`, media, digest, len(body))
	}
	const manifest = "application/vnd.oci.image.manifest.v1+json"
	config := descriptor("application/vnd.devcontainers", []byte("{}"))
	layer := descriptor("application/vnd.devcontainers.layer.v1+tar", archive)
	send(http.MethodPut, "http://"+host+"/v2/"+name+"/manifests/1", manifest,
		fmt.Appendf(nil, `{"schemaVersion": 2, "mediaType": %q, "config": %s, "layers": [%s]}`, manifest, config, layer))
}

func TestDevContainerWithFeatures(t *testing.T) {
	t.Parallel()
	host := newRegistry(t)
	w := newWorkshop(t, fmt.Sprintf(`{"image": "IMAGE", "remoteUser": "root", "features": {
	"./local": {"colour": "it's green"}, "%[1]s/harbour/lamp:1": {}, "%[1]s/harbour/gone:1": {}}}`, host))
	if err := os.MkdirAll(filepath.Join(w.dir, ".devcontainer", "local"), 0o755); err != nil {
		t.Fatal(err)
	}
	w.write(".devcontainer/local/devcontainer-feature.json", `{"id": "local", "version": "1", "installsAfter": ["`+host+`/harbour/lamp"], "capAdd": ["SYS_PTRACE"], "postCreateCommand": "cat /colours"}`)
	w.write(".devcontainer/local/install.sh", "#!/bin/sh\necho local $COLOUR $_REMOTE_USER_HOME $LAMP_AT >> /colours\n")
	pushFeature(t, host, "harbour/lamp", feature(t, "lamp", `, "containerEnv": {"LAMP_AT": "pier"}`, "echo lamp $COLOUR >> /colours\n"))
	config := t.TempDir()
	e := newEngine(t, "DOCKER_CONFIG="+config)
	c := w.check(e)
	f := observe(t, c)
	want(t, f, room.FeatureMissing)
	if !strings.Contains(f.Summary, host+"/harbour/lamp:1") {
		t.Errorf("without a sign-in: %q", f.Summary)
	}
	login := process.Spec{Args: []string{"docker", "login", "--username", registryUser, "--password", registryPassword, host}, Env: []string{"DOCKER_CONFIG=" + config}}
	if result, err := process.New(os.Environ()).Run(t.Context(), login); err != nil {
		t.Fatalf("%v\n%s", err, result.Output)
	}
	f = c.Observe(check.WithAsked(t.Context()), check.Silent{})
	want(t, f, room.FeatureMissing)
	if f.Summary != "The feature "+host+"/harbour/gone:1 cannot be had" {
		t.Errorf("summary %q", f.Summary)
	}
	fix := c.Fixes(f)[0]
	if fix.Title != "Build it without "+host+"/harbour/gone:1" {
		t.Errorf("title %q", fix.Title)
	}
	for _, wanted := range []string{"dev has the further rights SYS_PTRACE", "dev runs inside it (postCreateCommand): cat /colours"} {
		if !strings.Contains(strings.Join(fix.Reaches, "\n"), wanted) {
			t.Errorf("it is not to be approved that %s: %q", wanted, fix.Reaches)
		}
	}
	out := w.up(c, f)
	f = observe(t, c)
	want(t, f, "")
	if !strings.Contains(fmt.Sprint(f.Evidence), "harbour/gone:1") {
		t.Errorf("nothing tells of the feature that is not there: %v", f.Evidence)
	}
	if got := w.inside("cat", "/colours"); got != "lamp white\nlocal it's green /root pier" {
		t.Errorf("installed %q\n%s", got, out.text())
	}
	if !strings.Contains(out.text(), "local it's green /root pier") {
		t.Errorf("the command of the feature has not run:\n%s", out.text())
	}
}

func TestDevContainerOfComposeFiles(t *testing.T) {
	t.Parallel()
	w := newWorkshop(t, `{"dockerComposeFile": "compose.yaml", "service": "app", "runServices": ["lamp"], "workspaceFolder": "/code",
	"forwardPorts": ["lamp:8080"], "overrideCommand": true, "postCreateCommand": "echo $PWD > made"}`)
	w.write(".devcontainer/compose.yaml", fmt.Sprintf("services:\n  app: { image: %q, volumes: ['..:/code'] }\n  lamp: { image: %q, environment: { LIGHT: steady } }\n  spare: { image: %q }\n", w.image, base(), base()))
	c := w.check(newEngine(t))
	f := observe(t, c)
	want(t, f, room.NotStarted)
	w.up(c, f)
	want(t, observe(t, c), "")
	if n := len(w.containers()); n != 2 {
		t.Errorf("there are %d containers, want 2", n)
	}
	if got, err := os.ReadFile(filepath.Join(w.dir, "made")); err != nil || string(got) != "/code\n" {
		t.Errorf("made %q, %v", got, err)
	}
}

// TestDevContainerOfAnEditor leaves a container alone that another program made.
func TestDevContainerOfAnEditor(t *testing.T) {
	t.Parallel()
	w := newWorkshop(t, `{"image": "IMAGE", "postCreateCommand": "exit 1"}`)
	made, err := w.api.ContainerCreate(t.Context(), &container.Config{
		Image: w.image, Cmd: []string{"sleep", "1000"},
		Labels: map[string]string{"devcontainer.local_folder": w.dir, "devcontainer.config_file": w.fileName},
	}, nil, nil, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.api.ContainerRemove(context.Background(), made.ID, container.RemoveOptions{Force: true}) })
	c := w.check(newEngine(t))
	f := observe(t, c)
	want(t, f, room.NotStarted)
	w.up(c, f)
	want(t, observe(t, c), "")
	if found := w.containers(); len(found) != 0 {
		t.Errorf("there are others: %v", found)
	}
}

// TestDevContainerCommandIsEnded cancels a command, and nothing of it runs on.
func TestDevContainerCommandIsEnded(t *testing.T) {
	t.Parallel()
	w := newWorkshop(t, `{"image": "IMAGE", "remoteUser": "root", "postCreateCommand": "sleep 4242 & echo begun; sleep 4243"}`)
	c := w.check(newEngine(t))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out := &record{on: func(line string) {
		if line == "begun" {
			cancel()
		}
	}}
	if err := apply(ctx, t, c, observe(t, c), out); err == nil {
		t.Fatal("it succeeded")
	}
	if left := w.inside("sh", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"); strings.Contains(left, "424") {
		t.Errorf("it runs on: %s\n%s", left, out.text())
	}
	want(t, observe(t, c), room.DevCommands)
}

func TestDevContainerFile(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	c := newEngine(t).DevCheck(room.DevSpec{Folder: folder})
	want(t, observe(t, c), room.DevFileMissing)
	for text, said := range map[string]string{
		`{"name": "x"}`: "neither an image, nor a build",
		`{"image": "x", "runArgs": ["--gpus", "all"]}`:                                       "--gpus, which Firstlight does not understand",
		`{"build": {"dockerfile": "Dockerfile", "options": ["--network=none", "--squash"]}}`: "its build.options has --squash",
		`{"build": {"dockerfile": "Dockerfile", "options": ["--target"]}}`:                   "its build.options ends with --target",
		`{"dockerComposeFile": "compose.yaml"}`:                                              "no service of theirs",
		`{"image": `:                                                                         "not JSON with comments",
		`{"image": "x", "postCreateCommand": {"a": 1}}`:                                      "neither a text nor a list of words",
	} {
		if err := os.WriteFile(filepath.Join(folder, ".devcontainer.json"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		f := observe(t, c)
		want(t, f, room.DevFileInvalid)
		if !strings.Contains(f.Detail, said) {
			t.Errorf("%s: %q", text, f.Detail)
		}
	}
}
