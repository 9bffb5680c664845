package container_test

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/docker/docker/api/types/image"
	"github.com/docker/docker/api/types/registry"
	"golang.org/x/crypto/bcrypt"

	"firstlight/backend/check"
	room "firstlight/backend/container"
	"firstlight/backend/process"
)

const (
	registryUser     = "ada"
	registryPassword = "analytical"
)

// newRegistry starts a real registry on loopback that lets in only whom it knows,
// and returns its address.
func newRegistry(t *testing.T) string {
	t.Helper()
	runner := process.New(os.Environ())
	if _, err := runner.Find("docker-registry"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("this test needs a registry")
		}
		t.Skip("this test needs a registry; one can be had with: apt-get install -y docker-registry")
	}
	dir, host := t.TempDir(), fmt.Sprintf("127.0.0.1:%d", freePort(t))
	hash, err := bcrypt.GenerateFromPassword([]byte(registryPassword), bcrypt.MinCost)
	if err != nil {
		t.Fatal(err)
	}
	config := fmt.Sprintf("version: 0.1\nlog: { level: error }\nstorage: { filesystem: { rootdirectory: %s/data } }\nhttp: { addr: %s }\nauth: { htpasswd: { realm: harbour, path: %s/people } }\n", dir, host, dir)
	for name, text := range map[string]string{"people": registryUser + ":" + string(hash) + "\n", "config.yml": config} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, _ = runner.Run(ctx, process.Spec{Args: []string{"docker-registry", "serve", filepath.Join(dir, "config.yml")}})
	}()
	t.Cleanup(func() { cancel(); <-ended })
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		response, err := http.Get("http://" + host + "/v2/")
		if err == nil {
			_ = response.Body.Close()
			return host
		}
		if time.Now().After(deadline) {
			t.Fatalf("the registry does not answer: %v", err)
		}
	}
}

// push puts the tests' image into the registry under a name, and takes it out of
// the engine again.
func push(t *testing.T, p *project, name string) {
	t.Helper()
	if err := p.api.ImageTag(t.Context(), base(), name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = p.api.ImageRemove(context.Background(), name, image.RemoveOptions{Force: true}) })
	pushAs(t, p, name)
}

// pushAs puts an image into the registry that it is named for, and takes it out of
// the engine again.
func pushAs(t *testing.T, p *project, name string) {
	t.Helper()
	auth, err := registry.EncodeAuthConfig(registry.AuthConfig{Username: registryUser, Password: registryPassword})
	if err != nil {
		t.Fatal(err)
	}
	said, err := p.api.ImagePush(t.Context(), name, image.PushOptions{RegistryAuth: auth})
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(said)
	if err != nil || strings.Contains(string(text), "error") {
		t.Fatalf("pushing: %v\n%s", err, text)
	}
	if _, err := p.api.ImageRemove(t.Context(), name, image.RemoveOptions{PruneChildren: true}); err != nil {
		t.Fatal(err)
	}
}

func TestComposeImageBehindALogin(t *testing.T) {
	t.Parallel()
	host := newRegistry(t)
	p := newProject(t, "services: {}\n")
	push(t, p, host+"/harbour/lighthouse:1")
	p.rewrite(strings.Replace(oneService("steady"), "build: .", "image: "+host+"/harbour/lighthouse:1", 1))
	config := t.TempDir()
	e := newEngine(t, "DOCKER_CONFIG="+config)
	c := e.ComposeCheck(room.ComposeSpec{Files: []string{p.file}})

	f := observe(t, c)
	want(t, f, room.LoginNeeded)
	if wanted := "The image of lighthouse is behind a login at " + host; f.Summary != wanted {
		t.Errorf("summary %q, want %q", f.Summary, wanted)
	}
	fix := fixNamed(t, c, f, "docker-login")
	wrong := check.Answers{"user": registryUser, "password": "difference"}
	if plan := fmt.Sprint(fix.Preview(wrong)); plan != "[docker login --username ada --password-stdin "+host+"]" {
		t.Errorf("the plan reads %s", plan)
	}
	if err := fix.Apply(t.Context(), wrong, check.Silent{}); err == nil || strings.Contains(err.Error(), "difference") {
		t.Errorf("with a wrong password: %v", err)
	}
	if _, err := os.Stat(filepath.Join(config, "config.json")); err == nil {
		t.Error("a wrong password was kept")
	}
	out := &record{}
	carryOut(t, fix, check.Answers{"user": registryUser, "password": registryPassword}, out)
	if strings.Contains(out.text(), registryPassword) {
		t.Errorf("the output shows the password:\n%s", out.text())
	}
	kept, err := os.ReadFile(filepath.Join(config, "config.json"))
	if err != nil || !strings.Contains(string(kept), base64.StdEncoding.EncodeToString([]byte(registryUser+":"+registryPassword))) {
		t.Errorf("the docker command's configuration has %s, %v", kept, err)
	}
	f = observe(t, c)
	want(t, f, room.NotStarted)
	if err := apply(t.Context(), t, c, f, out); err != nil {
		t.Fatalf("%v\n%s", err, out.text())
	}
	want(t, observe(t, c), "")
	if !strings.Contains(out.text(), "image of lighthouse: Pulled") {
		t.Errorf("the output lacks the pull:\n%s", out.text())
	}

	p.rewrite(strings.Replace(oneService("steady"), "build: .", "image: "+host+"/harbour/lighthouse:2", 1) + "    container_name: " + p.name + "-two\n")
	p.remove()
	f = observe(t, c)
	want(t, f, room.ImageUnknown)
	if wanted := host + " has no " + host + "/harbour/lighthouse:2"; f.Summary != wanted {
		t.Errorf("summary %q, want %q", f.Summary, wanted)
	}
}

// TestComposeCredentialHelper signs in through a helper as the docker command's
// configuration names one.
func TestComposeCredentialHelper(t *testing.T) {
	host := newRegistry(t)
	p := newProject(t, "services: {}\n")
	push(t, p, host+"/harbour/lighthouse:1")
	p.rewrite(strings.Replace(oneService("steady"), "build: .", "image: "+host+"/harbour/lighthouse:1", 1))
	bin, config := t.TempDir(), t.TempDir()
	helper := "#!/bin/sh\ncase $1 in get) cat >/dev/null; echo '{\"Username\":\"ada\",\"Secret\":\"analytical\"}';; esac\n"
	if err := os.WriteFile(filepath.Join(bin, "docker-credential-harbour"), []byte(helper), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(config, "config.json"), []byte(`{"credHelpers":{"`+host+`":"harbour"}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	c := newEngine(t, "DOCKER_CONFIG="+config).ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
	f := observe(t, c)
	want(t, f, room.NotStarted)
	if err := apply(t.Context(), t, c, f, check.Silent{}); err != nil {
		t.Fatal(err)
	}
	want(t, observe(t, c), "")
}

func TestComposeImageForAnotherProcessor(t *testing.T) {
	t.Parallel()
	p := newProject(t, strings.Replace(oneService("steady"), "    build: .\n", "    image: IMAGE\n", 1))
	name := p.name + "-far:1"
	said, err := p.api.ImageLoad(t.Context(), imageOf(t, name, "s390x"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, said.Body); err != nil {
		t.Fatal(err)
	}
	_ = said.Body.Close()
	t.Cleanup(func() { _, _ = p.api.ImageRemove(context.Background(), name, image.RemoveOptions{Force: true}) })
	p.rewrite(strings.Replace(oneService("steady"), "    build: .\n", "    image: "+name+"\n", 1))
	f := observe(t, newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}}))
	want(t, f, room.WrongArchitecture)
	if f.Summary != "The image of lighthouse is not for linux/amd64" && f.Summary != "The image of lighthouse is not for linux/arm64" {
		t.Errorf("summary %q", f.Summary)
	}
	p.rewrite(strings.Replace(oneService("steady"), "    build: .\n", "    image: "+name+"\n    platform: linux/s390x\n", 1))
	f = observe(t, newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}}))
	want(t, f, room.WrongArchitecture)
	if f.Summary != "The image of lighthouse is to run on linux/s390x, which the engine does not emulate" {
		t.Errorf("summary %q", f.Summary)
	}
	// A platform may leave the processor open, of which nothing can be said ahead.
	p.rewrite(strings.Replace(oneService("steady"), "    build: .\n", "    image: "+name+"\n    platform: linux\n", 1))
	want(t, observe(t, newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}})), room.NotStarted)
}

// imageOf returns an archive of an image without a file, for a processor.
func imageOf(t *testing.T, name, architecture string) io.Reader {
	t.Helper()
	layer := make([]byte, 1024)
	config := fmt.Sprintf(`{"architecture":%q,"os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:%x"]}}`, architecture, sha256.Sum256(layer))
	var archive bytes.Buffer
	w := tar.NewWriter(&archive)
	for _, file := range []struct {
		name string
		text []byte
	}{
		{"config.json", []byte(config)}, {"layer.tar", layer},
		{"manifest.json", fmt.Appendf(nil, `[{"Config":"config.json","RepoTags":[%q],"Layers":["layer.tar"]}]`, name)},
	} {
		if err := w.WriteHeader(&tar.Header{Name: file.name, Mode: 0o644, Size: int64(len(file.text)), Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(file.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &archive
}
