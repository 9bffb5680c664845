package container_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/client"

	"firstlight/backend/check"
	room "firstlight/backend/container"
)

// oneService is a compose file with one service; LIGHT says how it fares.
func oneService(light string) string {
	return `services:
  lighthouse:
    build: .
    environment: { LIGHT: ` + light + ` }
    stop_grace_period: 0s
    ports: ["PORT:8080"]
    healthcheck:
      test: [CMD, /lighthouse, check]
      interval: 500ms
      retries: 3
`
}

func TestComposeServicesComeUp(t *testing.T) {
	t.Parallel()
	p := newProject(t, oneService("steady"))
	e := newEngine(t)
	c := e.ComposeCheck(room.ComposeSpec{Files: []string{p.file}, Answers: p.address("/"), Onboarding: "o-1", Step: "services"})

	f := observe(t, c)
	want(t, f, room.NotStarted)
	if !f.Pending {
		t.Error("services that nobody started are not pending")
	}
	fix := c.Fixes(f)[0]
	if got, want := fix.Preview(nil)[0].String(), "docker compose -f "+p.file+" up --build --detach --wait"; got != want {
		t.Errorf("the plan reads %q, want %q", got, want)
	}
	if fix.Undo != "docker compose -f "+p.file+" down" {
		t.Errorf("the undo reads %q", fix.Undo)
	}
	out := &record{}
	if err := fix.Apply(t.Context(), nil, out); err != nil {
		t.Fatalf("%v\n%s", err, out.text())
	}

	f = observe(t, c)
	want(t, f, "")
	if wanted := "lighthouse is healthy and answers on " + p.address("/"); f.Summary != wanted {
		t.Errorf("summary %q, want %q", f.Summary, wanted)
	}
	if got := fmt.Sprint(f.Evidence); !strings.Contains(got, fmt.Sprintf("healthy, 127.0.0.1:%d → 8080/tcp, image %s-lighthouse", p.port, p.name)) {
		t.Errorf("evidence %s", got)
	}
	if !f.Same(observe(t, c)) {
		t.Error("observing again says something else")
	}
	for _, line := range []string{"Step 2/3 : COPY", "lighthouse: Created", "lighthouse: Started", "lighthouse: Healthy"} {
		if !strings.Contains(out.text(), line) {
			t.Errorf("the output lacks %q:\n%s", line, out.text())
		}
	}
	for _, phase := range []string{"Building image of lighthouse", "Starting services", "Waiting until healthy"} {
		if !strings.Contains(strings.Join(out.phases(), "\n"), phase) {
			t.Errorf("the phases lack %q: %q", phase, out.phases())
		}
	}

	labels := p.only().Labels
	for name, value := range map[string]string{
		room.StartedLabel:                         "true",
		room.OnboardingLabel:                      "o-1",
		room.StepLabel:                            "services",
		"com.docker.compose.project":              p.name,
		"com.docker.compose.service":              "lighthouse",
		"com.docker.compose.project.config_files": p.file,
		"com.docker.compose.oneoff":               "False",
	} {
		if labels[name] != value {
			t.Errorf("label %s is %q, want %q", name, labels[name], value)
		}
	}

	name, ours, err := e.Holder(t.Context(), p.port)
	if err != nil || !ours || name != p.name+"-lighthouse-1" {
		t.Errorf("the holder of %d is %q, ours %v, %v", p.port, name, ours, err)
	}
	if name, _, err := e.Holder(t.Context(), freePort(t)); name != "" || err != nil {
		t.Errorf("a free port is held by %q, %v", name, err)
	}

	if err := p.api.ContainerKill(t.Context(), p.only().ID, "KILL"); err != nil {
		t.Fatal(err)
	}
	f = until(t, c, room.Exited)
	if !strings.Contains(f.Summary, "lighthouse was killed from outside (exit code 137)") {
		t.Errorf("summary %q", f.Summary)
	}
	before := p.only().ID
	if err := apply(t.Context(), t, c, f, check.Silent{}); err != nil {
		t.Fatal(err)
	}
	want(t, observe(t, c), "")
	if p.only().ID != before {
		t.Error("a container that only had to be started was made anew")
	}
}

func TestComposeAddress(t *testing.T) {
	t.Parallel()
	p := newProject(t, oneService("steady"))
	e := newEngine(t)
	with := func(address string) check.Check {
		return e.ComposeCheck(room.ComposeSpec{Files: []string{p.file}, Answers: address})
	}
	c := with("")
	if err := apply(t.Context(), t, c, observe(t, c), check.Silent{}); err != nil {
		t.Fatal(err)
	}
	f := observe(t, with(p.address("/ailing")))
	want(t, f, room.NoAnswer)
	if !strings.Contains(f.Summary, "answers with 503 Service Unavailable") || !strings.Contains(f.Detail, "fog") {
		t.Errorf("summary %q, detail %q", f.Summary, f.Detail)
	}
	want(t, observe(t, with(p.address("/away"))), "")
	f = observe(t, with("http://192.0.2.1/"))
	want(t, f, room.NoAnswer)
	if !strings.Contains(f.Summary, "is not an http address of this machine") {
		t.Errorf("summary %q", f.Summary)
	}
	want(t, observe(t, with(fmt.Sprintf("http://127.0.0.1:%d/", freePort(t)))), room.NoAnswer)
	want(t, observe(t, with(fmt.Sprintf("http://localhost:%d/", p.port))), "")
}

func TestComposeServiceThatIsNeverHealthy(t *testing.T) {
	t.Parallel()
	p := newProject(t, oneService("dark"))
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
	fails(t, c, check.Silent{}, "lighthouse runs, but its health check fails", "health check: the lamp is out")
	f := observe(t, c)
	want(t, f, room.Unhealthy)
	if f.Detail != "health check: the lamp is out" {
		t.Errorf("detail %q", f.Detail)
	}
}

func TestComposeServiceThatTakesTooLong(t *testing.T) {
	t.Parallel()
	p := newProject(t, strings.Replace(oneService("dark"), "retries: 3", "start_period: 1h", 1))
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}, HealthyWithin: time.Second})
	fails(t, c, check.Silent{}, "not healthy within 1s")
	want(t, observe(t, c), room.StillStarting)
}

func TestComposeServiceThatEnds(t *testing.T) {
	t.Parallel()
	p := newProject(t, oneService("broken"))
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
	err := apply(t.Context(), t, c, observe(t, c), check.Silent{})
	if err == nil || !strings.Contains(err.Error(), "lighthouse stopped with exit code 3") ||
		!strings.Contains(err.Error(), "the lamp is cracked") {
		t.Errorf("the error does not tell: %v", err)
	}
	f := observe(t, c)
	want(t, f, room.Exited)
	if f.Summary != "lighthouse stopped with exit code 3" || !strings.Contains(f.Detail, "the lamp is cracked") {
		t.Errorf("summary %q, detail %q", f.Summary, f.Detail)
	}
}

func TestComposePortThatIsTaken(t *testing.T) {
	t.Parallel()
	p := newProject(t, oneService("steady"))
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", p.port))
	if err != nil {
		t.Fatal(err)
	}
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
	wanted := fmt.Sprintf("lighthouse could not start: port %d is taken by another program", p.port)
	err = apply(t.Context(), t, c, observe(t, c), check.Silent{})
	if err == nil || !strings.Contains(err.Error(), wanted) {
		t.Errorf("the error does not tell: %v", err)
	}
	f := observe(t, c)
	want(t, f, room.NotStarted)
	if f.Summary != wanted || f.Pending {
		t.Errorf("pending %v, summary %q, want %q", f.Pending, f.Summary, wanted)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if err := apply(t.Context(), t, c, f, check.Silent{}); err != nil {
		t.Fatal(err)
	}
	want(t, observe(t, c), "")
}

func TestComposeFile(t *testing.T) {
	t.Parallel()
	p := newProject(t, "services: { lighthouse: { imag: none } }\n")
	e := newEngine(t)
	f := observe(t, e.ComposeCheck(room.ComposeSpec{Files: []string{p.file}}))
	want(t, f, room.FileInvalid)
	if !strings.Contains(f.Detail, "imag") {
		t.Errorf("the loader's own words are lost: %q", f.Detail)
	}
	c := e.ComposeCheck(room.ComposeSpec{Files: []string{p.file + ".gone"}})
	f = observe(t, c)
	want(t, f, room.FileMissing)
	if fixes := c.Fixes(f); len(fixes) != 0 {
		t.Errorf("a missing file has fixes: %v", fixes)
	}
	p.rewrite("include: [\"https://192.0.2.1/compose.git\"]\nservices: { lighthouse: { build: . } }\n")
	want(t, observe(t, e.ComposeCheck(room.ComposeSpec{Files: []string{p.file}})), room.FileInvalid)
}

func TestComposeCancelLeavesNothing(t *testing.T) {
	t.Parallel()
	p := newProject(t, strings.Replace(oneService("dark"), "retries: 3", "start_period: 1h", 1)+
		"    volumes: [\"lamp:/lamp\"]\nvolumes: { lamp: {} }\n")
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}, HealthyWithin: 20 * time.Second})
	for _, moment := range []string{"Step 1/", "lighthouse: Creating", "lighthouse: Starting", "lighthouse: Waiting"} {
		t.Run(moment, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			out := &record{on: func(line string) {
				if strings.HasPrefix(line, moment) {
					cancel()
				}
			}}
			err := apply(ctx, t, c, observe(t, c), out)
			if !errors.Is(err, context.Canceled) {
				t.Fatalf("cancelled, and got %v\n%s", err, out.text())
			}
			if left := p.containers(); len(left) != 0 {
				t.Errorf("containers are left: %v", left)
			}
			if n := p.networks(); n != 0 {
				t.Errorf("%d networks are left", n)
			}
			want(t, observe(t, c), room.NotStarted)
		})
	}
}

func TestComposeCancelLeavesWhatWasThere(t *testing.T) {
	t.Parallel()
	p := newProject(t, oneService("steady"))
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
	if err := apply(t.Context(), t, c, observe(t, c), check.Silent{}); err != nil {
		t.Fatal(err)
	}
	before := p.only().ID
	p.rewrite(oneService("steady") + `  fog:
    build: .
    environment: { LIGHT: dark }
    healthcheck: { test: [CMD, /lighthouse, check], interval: 500ms, start_period: 1h }
`)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out := &record{on: func(line string) {
		if strings.HasPrefix(line, "fog: Waiting") {
			cancel()
		}
	}}
	if err := apply(ctx, t, c, observe(t, c), out); !errors.Is(err, context.Canceled) {
		t.Fatalf("cancelled, and got %v\n%s", err, out.text())
	}
	if p.only().ID != before {
		t.Error("the container that was there is gone")
	}
}

func TestComposeSparesWhatItDidNotStart(t *testing.T) {
	t.Parallel()
	p := newProject(t, oneService("steady"))
	e := newEngine(t)
	c := e.ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
	if err := apply(t.Context(), t, c, observe(t, c), check.Silent{}); err != nil {
		t.Fatal(err)
	}
	// A container as `docker compose up` leaves it: without our label, and of
	// another configuration.
	strangers := p.only()
	byHand(t, p, strangers)
	before := p.only().ID
	if err := p.api.ContainerKill(t.Context(), before, "KILL"); err != nil {
		t.Fatal(err)
	}
	out := &record{}
	if err := apply(t.Context(), t, c, until(t, c, room.Exited), out); err != nil {
		t.Fatal(err)
	}
	if p.only().ID != before {
		t.Errorf("a container that Firstlight did not start was removed:\n%s", out.text())
	}
	if !strings.Contains(out.text(), "was not started by Firstlight") {
		t.Errorf("nothing is said about it:\n%s", out.text())
	}
	if _, ours, err := e.Holder(t.Context(), p.port); ours || err != nil {
		t.Errorf("ours %v, %v", ours, err)
	}
}

// byHand replaces a container by one that Firstlight did not start.
func byHand(t *testing.T, p *project, c container.Summary) {
	t.Helper()
	found, err := p.api.ContainerInspect(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.api.ContainerRemove(t.Context(), c.ID, container.RemoveOptions{Force: true}); err != nil {
		t.Fatal(err)
	}
	delete(found.Config.Labels, room.StartedLabel)
	found.Config.Labels["com.docker.compose.config-hash"] = "another"
	created, err := p.api.ContainerCreate(t.Context(), found.Config, found.HostConfig, nil, nil, strings.TrimPrefix(found.Name, "/"))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.api.ContainerStart(t.Context(), created.ID, container.StartOptions{}); err != nil {
		t.Fatal(err)
	}
}

func TestComposeSeveralServices(t *testing.T) {
	t.Parallel()
	p := newProject(t, oneService("steady")+`  keeper:
    build: .
    depends_on: { cleaner: { condition: service_completed_successfully } }
  cleaner:
    build: .
    environment: { LIGHT: brief }
`)
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}, Answers: p.address("/")})
	if err := apply(t.Context(), t, c, observe(t, c), check.Silent{}); err != nil {
		t.Fatal(err)
	}
	f := observe(t, c)
	want(t, f, "")
	if wanted := "lighthouse is healthy, keeper is running, cleaner is done, and " + p.address("/") + " answers"; f.Summary != wanted {
		t.Errorf("summary %q, want %q", f.Summary, wanted)
	}
}

func TestComposeServicesOfAnotherCloneAreNotThisOnes(t *testing.T) {
	t.Parallel()
	p := newProject(t, oneService("steady"))
	e := newEngine(t)
	if err := e.ComposeCheck(room.ComposeSpec{Files: []string{p.file}}).Fixes(check.Fail(room.NotStarted, ""))[0].Apply(t.Context(), nil, &record{}); err != nil {
		t.Fatal(err)
	}
	first := p.containers()[0].ID

	other := t.TempDir()
	if err := os.CopyFS(other, os.DirFS(p.dir)); err != nil {
		t.Fatal(err)
	}
	c := e.ComposeCheck(room.ComposeSpec{Files: []string{filepath.Join(other, "compose.yaml")}})
	f := observe(t, c)
	want(t, f, room.Elsewhere)
	fix := c.Fixes(f)[0]
	if _, err := fix.Answer(nil); err == nil {
		t.Error("an unattended run may end what was started from another folder")
	}
	if !strings.Contains(fix.Effect, p.dir) || !strings.Contains(fix.Undo, p.dir) {
		t.Errorf("the folder that ends is not named: %s; %s", fix.Effect, fix.Undo)
	}
	if plan := fix.Preview(nil)[0].String(); !strings.Contains(plan, "--force-recreate") {
		t.Errorf("what is shown makes nothing anew: %s", plan)
	}
	late := e.ComposeCheck(room.ComposeSpec{Files: []string{filepath.Join(other, "compose.yaml")}}).Fixes(check.Fail(room.NotStarted, ""))[0]
	if err := late.Apply(t.Context(), nil, &record{}); err == nil || !strings.Contains(err.Error(), p.dir) {
		t.Errorf("starting what was not known to run from another folder: %v", err)
	}
	if p.containers()[0].ID != first {
		t.Error("the container of the other clone was replaced with nobody having said so")
	}
	if err := fix.Apply(t.Context(), nil, &record{}); err != nil {
		t.Fatal(err)
	}
	want(t, observe(t, c), "")
	if p.containers()[0].ID == first {
		t.Error("the container of the other clone still runs")
	}

	none := 0
	if err := p.api.ContainerStop(t.Context(), p.containers()[0].ID, container.StopOptions{Timeout: &none}); err != nil {
		t.Fatal(err)
	}
	back := e.ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
	f = observe(t, back)
	want(t, f, room.Elsewhere)
	if !strings.Contains(f.Summary, "was last run from another folder") {
		t.Errorf("of what has stopped it says %q", f.Summary)
	}
	stopped := p.containers()[0].ID
	fix = back.Fixes(f)[0]
	if _, err := fix.Answer(nil); err == nil || !strings.Contains(fix.Effect, "what they wrote elsewhere is lost") {
		t.Errorf("what was written into a stopped container is lost with nobody having said so: %s", fix.Effect)
	}
	late = e.ComposeCheck(room.ComposeSpec{Files: []string{p.file}}).Fixes(check.Fail(room.NotStarted, ""))[0]
	if err := late.Apply(t.Context(), nil, &record{}); err == nil || p.containers()[0].ID != stopped {
		t.Errorf("the stopped container of another clone was made anew with nobody having said so (%v)", err)
	}
	if err := fix.Apply(t.Context(), nil, &record{}); err != nil {
		t.Fatal(err)
	}
	want(t, observe(t, back), "")
}

// steady returns a project whose one service is up and healthy, what it was raised by,
// and its check.
func steady(t *testing.T) (*project, room.ComposeSpec, check.Check) {
	t.Helper()
	p := newProject(t, oneService("steady"))
	spec := room.ComposeSpec{Files: []string{p.file}}
	c := newEngine(t).ComposeCheck(spec)
	if err := apply(t.Context(), t, c, observe(t, c), check.Silent{}); err != nil {
		t.Fatal(err)
	}
	return p, spec, c
}

// between returns the address of an engine that is the tests' own, with what passes seen
// on its way there and back; either may be nil.
func between(t *testing.T, p *project, there func(*http.Request), back func(*http.Response) error) (host string) {
	t.Helper()
	at, err := client.ParseHostURL(p.api.DaemonHost())
	if err != nil {
		t.Fatal(err)
	}
	line := httptest.NewServer(&httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(&url.URL{Scheme: "http", Host: "engine"})
			if there != nil {
				there(r.In)
			}
		},
		ModifyResponse: back,
		Transport: &http.Transport{DisableKeepAlives: true, DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, at.Scheme, at.Host+at.Path)
		}},
	})
	t.Cleanup(line.Close)
	return "DOCKER_HOST=tcp://" + strings.TrimPrefix(line.URL, "http://")
}

// TestComposeServiceThatTheEngineIsBusyWith has an engine that tells nothing of a
// container for a while, as one does that starts it on a slow machine.
func TestComposeServiceThatTheEngineIsBusyWith(t *testing.T) {
	t.Parallel()
	p, spec, _ := steady(t)
	var asked atomic.Bool
	busy := between(t, p, func(r *http.Request) {
		// It is named by the 64 digits of its ID.
		if one, _ := path.Match("*/containers/"+strings.Repeat("?", 64)+"/json", strings.TrimPrefix(r.URL.Path, "/")); one && asked.CompareAndSwap(false, true) {
			time.Sleep(4 * time.Second)
		}
	}, nil)
	want(t, observe(t, newEngine(t, busy).ComposeCheck(spec)), "")
	if !asked.Load() {
		t.Error("nothing was asked of the container")
	}
}

// TestComposeServicesThatEndedWithTheEngine has an engine that was started anew since a
// service ended, as far as it says.
func TestComposeServicesThatEndedWithTheEngine(t *testing.T) {
	t.Parallel()
	for name, signal := range map[string]string{"as it was told to": "SIGTERM", "as it did not heed that": "SIGKILL"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, spec, c := steady(t)
			if err := p.api.ContainerKill(t.Context(), p.only().ID, signal); err != nil {
				t.Fatal(err)
			}
			until(t, c, room.Exited)
			f := observe(t, newEngine(t, between(t, p, nil, startedAnew)).ComposeCheck(spec))
			want(t, f, room.NotStarted)
			if f.Summary != "lighthouse is stopped: Docker was restarted since, or this machine was" || !f.Pending {
				t.Errorf("summary %q, pending %t", f.Summary, f.Pending)
			}
		})
	}
}

// TestWhatAServiceWasToldIsRemembered has an engine that tells of its events once, as one
// does that has had many others since.
func TestWhatAServiceWasToldIsRemembered(t *testing.T) {
	t.Parallel()
	p, spec, c := steady(t)
	if err := p.api.ContainerKill(t.Context(), p.only().ID, "KILL"); err != nil {
		t.Fatal(err)
	}
	until(t, c, room.Exited)
	var asked atomic.Int32
	forgetful := between(t, p, nil, func(r *http.Response) error {
		if path.Base(r.Request.URL.Path) == "events" && asked.Add(1) > 1 {
			r.Body = http.NoBody
		}
		return nil
	})
	c = newEngine(t, forgetful).ComposeCheck(spec)
	for range 2 {
		if f := observe(t, c); f.Summary != "lighthouse was killed from outside (exit code 137)" {
			t.Errorf("summary %q", f.Summary)
		}
	}
	if asked.Load() < 2 {
		t.Error("the engine was not asked again, so that this shows nothing")
	}
}

// startedAnew has the engine say that it was started only now.
func startedAnew(r *http.Response) error {
	if path.Base(r.Request.URL.Path) != "bridge" {
		return nil
	}
	var bridge map[string]any
	if err := json.NewDecoder(r.Body).Decode(&bridge); err != nil {
		return err
	}
	bridge["Created"] = time.Now()
	text, err := json.Marshal(bridge)
	if err != nil {
		return err
	}
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(text)), int64(len(text))
	r.Header.Set("Content-Length", strconv.Itoa(len(text)))
	return nil
}
