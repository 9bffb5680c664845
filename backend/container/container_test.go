package container_test

import (
	"archive/tar"
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/containerd/errdefs"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/filters"
	"github.com/docker/docker/api/types/image"
	"github.com/docker/docker/api/types/network"
	"github.com/docker/docker/api/types/volume"
	"github.com/docker/docker/client"
	"go.uber.org/goleak"

	"firstlight/backend/check"
	room "firstlight/backend/container"
	"firstlight/backend/process"
)

// TestMain fails when a test leaves a goroutine behind, and takes away the images
// that the tests' own are made from.
func TestMain(m *testing.M) {
	flag.Parse()
	if !given("test.parallel") {
		// Nearly all that a test does is wait for the engine.
		if err := flag.Set("test.parallel", "6"); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	}
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) {
		if err := removeBase(); err != nil {
			fmt.Println(err)
			code = 1
		}
		os.Exit(code)
	}))
}

// given reports whether a flag was given on the command line.
func given(name string) bool {
	found := false
	flag.Visit(func(f *flag.Flag) { found = found || f.Name == name })
	return found
}

// docker returns a client of the real engine, or skips the test where there is
// none; on CI that is a failure.
func docker(t *testing.T) *client.Client {
	t.Helper()
	api, err := client.NewClientWithOpts(client.FromEnv, client.WithAPIVersionNegotiation())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = api.Close() })
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if _, err := api.Ping(ctx); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("this test needs a Docker engine: %v", err)
		}
		t.Skip("this test needs a Docker engine; one can be had with: apt-get install -y docker.io && (dockerd >/tmp/dockerd.log 2>&1 &)")
	}
	return api
}

// newEngine returns the engine of the test's own environment with variables on
// top, and a home of its own. Images are built by the engine itself, so that
// what is printed does not depend on plugins of the machine.
func newEngine(t *testing.T, env ...string) *room.Engine {
	t.Helper()
	own := append(os.Environ(), "HOME="+t.TempDir(), "USERPROFILE="+t.TempDir(), "DOCKER_CONTEXT=", "DOCKER_CONFIG=", "DOCKER_BUILDKIT=0")
	e := room.New(room.Config{Env: fixed(append(own, env...)), Programs: process.New(own)})
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// record is an Output that remembers.
type record struct {
	check.Silent
	mu       sync.Mutex
	lines    []string
	progress []check.Progress
	on       func(line string)
}

func (r *record) Line(text string) {
	r.mu.Lock()
	r.lines = append(r.lines, text)
	r.mu.Unlock()
	if r.on != nil {
		r.on(text)
	}
}

func (r *record) Progress(p check.Progress) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.progress = append(r.progress, p)
}

func (r *record) text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Join(r.lines, "\n")
}

func (r *record) phases() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var phases []string
	for _, p := range r.progress {
		if !slices.Contains(phases, p.Phase) {
			phases = append(phases, p.Phase)
		}
	}
	return phases
}

// base names the image of the tests' service.
func base() string { return fmt.Sprintf("firstlight-test-%d:base", os.Getpid()) }

// makeBase builds the tests' service, static, and puts it into an image that
// holds nothing else. It is made once, when a test first needs it.
var makeBase = sync.OnceValue(func() error {
	dir, err := os.MkdirTemp("", "lighthouse")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	binary := filepath.Join(dir, "lighthouse")
	build := process.Spec{
		Args: []string{"go", "build", "-trimpath", "-ldflags=-s -w", "-o", binary, "./testdata/lighthouse"},
		Env:  []string{"CGO_ENABLED=0", "GOOS=linux"},
	}
	if result, err := process.New(os.Environ()).Run(context.Background(), build); err != nil {
		return fmt.Errorf("building the lighthouse: %w\n%s", err, result.Output)
	}
	var layer bytes.Buffer
	archive := tar.NewWriter(&layer)
	if err := archive.AddFS(os.DirFS(dir)); err != nil {
		return err
	}
	if err := archive.Close(); err != nil {
		return err
	}
	api, err := client.NewClientWithOpts(client.FromEnv, client.WithAPIVersionNegotiation())
	if err != nil {
		return err
	}
	defer func() { _ = api.Close() }()
	return importImage(context.Background(), api, base(), &layer, `ENTRYPOINT ["/lighthouse"]`)
})

// importImage makes an image of an archive of its files.
func importImage(ctx context.Context, api *client.Client, name string, files io.Reader, changes ...string) error {
	imported, err := api.ImageImport(ctx, image.ImportSource{Source: files, SourceName: "-"}, name, image.ImportOptions{Changes: changes})
	if err != nil {
		return fmt.Errorf("making the image %s: %w", name, err)
	}
	defer func() { _ = imported.Close() }()
	if _, err := io.Copy(io.Discard, imported); err != nil {
		return fmt.Errorf("making the image %s: %w", name, err)
	}
	return nil
}

func removeBase() error {
	api, err := client.NewClientWithOpts(client.FromEnv, client.WithAPIVersionNegotiation())
	if err != nil {
		return err
	}
	defer func() { _ = api.Close() }()
	_, err = api.ImageRemove(context.Background(), databases(), image.RemoveOptions{Force: true})
	if err == nil || errdefs.IsNotFound(err) {
		_, err = api.ImageRemove(context.Background(), base(), image.RemoveOptions{Force: true})
	}
	if client.IsErrConnectionFailed(err) || errdefs.IsNotFound(err) {
		return nil
	}
	return err
}

// project is a compose project in a folder of its own.
type project struct {
	t    *testing.T
	api  *client.Client
	name string
	dir  string
	file string
	port int
}

// newProject lays out a compose project whose services are written in yaml,
// in which PORT stands for a free port, and removes all of it in the end.
func newProject(t *testing.T, yaml string) *project {
	t.Helper()
	p := &project{t: t, api: docker(t), dir: t.TempDir(), port: freePort(t)}
	p.name = fmt.Sprintf("firstlight-test-%d-%d", os.Getpid(), p.port)
	if err := makeBase(); err != nil {
		t.Fatal(err)
	}
	p.file = filepath.Join(p.dir, "compose.yaml")
	p.write("name", p.name)
	// The name makes an image of its own of what all tests share.
	p.write("Dockerfile", "FROM "+base()+"\nCOPY name /name\n")
	p.rewrite(yaml)
	t.Cleanup(p.remove)
	return p
}

func (p *project) write(name, text string) {
	p.t.Helper()
	if err := os.WriteFile(filepath.Join(p.dir, name), []byte(text), 0o755); err != nil {
		p.t.Fatal(err)
	}
}

func (p *project) rewrite(yaml string) {
	p.t.Helper()
	p.write("compose.yaml", fmt.Sprintf("name: %s\n%s", p.name, strings.ReplaceAll(yaml, "PORT", fmt.Sprint(p.port))))
}

func (p *project) address(path string) string {
	return fmt.Sprintf("http://127.0.0.1:%d%s", p.port, path)
}

func (p *project) label() filters.Args {
	return filters.NewArgs(filters.Arg("label", "com.docker.compose.project="+p.name))
}

// containers lists all that the project has.
func (p *project) containers() []container.Summary {
	p.t.Helper()
	found, err := p.api.ContainerList(context.Background(), container.ListOptions{All: true, Filters: p.label()})
	if err != nil {
		p.t.Fatal(err)
	}
	return found
}

// only returns the one container that the project has.
func (p *project) only() container.Summary {
	p.t.Helper()
	found := p.containers()
	if len(found) != 1 {
		p.t.Fatalf("the project has %d containers, want 1", len(found))
	}
	return found[0]
}

// networks counts the project's networks.
func (p *project) networks() int {
	p.t.Helper()
	found, err := p.api.NetworkList(context.Background(), network.ListOptions{Filters: p.label()})
	if err != nil {
		p.t.Fatal(err)
	}
	return len(found)
}

func (p *project) remove() {
	ctx := context.Background()
	for _, c := range p.containers() {
		if err := p.api.ContainerRemove(ctx, c.ID, container.RemoveOptions{Force: true, RemoveVolumes: true}); err != nil {
			p.t.Error(err)
		}
	}
	networks, err := p.api.NetworkList(ctx, network.ListOptions{Filters: p.label()})
	if err != nil {
		p.t.Error(err)
	}
	for _, n := range networks {
		if err := p.api.NetworkRemove(ctx, n.ID); err != nil {
			p.t.Error(err)
		}
	}
	volumes, err := p.api.VolumeList(ctx, volume.ListOptions{Filters: p.label()})
	if err != nil {
		p.t.Error(err)
	}
	for _, v := range volumes.Volumes {
		if err := p.api.VolumeRemove(ctx, v.Name, true); err != nil {
			p.t.Error(err)
		}
	}
	images, err := p.api.ImageList(ctx, image.ListOptions{Filters: filters.NewArgs(filters.Arg("reference", p.name+"-*"))})
	if err != nil {
		p.t.Error(err)
	}
	for _, i := range images {
		if _, err := p.api.ImageRemove(ctx, i.ID, image.RemoveOptions{Force: true, PruneChildren: true}); err != nil {
			p.t.Error(err)
		}
	}
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port
}

// observe observes once.
func observe(t *testing.T, c check.Check) check.Finding {
	t.Helper()
	return c.Observe(t.Context(), check.Silent{})
}

// want fails the test unless the finding has the code, "" for one that holds.
func want(t *testing.T, f check.Finding, code string) {
	t.Helper()
	if f.Code != code || (code == "") != (f.Status == check.OK) {
		t.Fatalf("found %s %q: %s\nevidence: %v\ndetail: %s\nwant code %q", f.Status, f.Code, f.Summary, f.Evidence, f.Detail, code)
	}
}

// until observes until the finding has the code, for what takes a moment.
func until(t *testing.T, c check.Check, code string) check.Finding {
	t.Helper()
	deadline := time.Now().Add(2 * time.Minute)
	for {
		f := observe(t, c)
		if f.Code == code || time.Now().After(deadline) {
			want(t, f, code)
			return f
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// apply carries out the one fix of a finding.
func apply(ctx context.Context, t *testing.T, c check.Check, f check.Finding, out check.Output) error {
	t.Helper()
	fixes := c.Fixes(f)
	if len(fixes) != 1 {
		t.Fatalf("there are %d fixes for %s, want 1", len(fixes), f.Code)
	}
	return fixes[0].Apply(ctx, nil, out)
}

// fixed is an environment that stays as it is.
func fixed(env []string) func() []string { return func() []string { return env } }
