package container_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/volume"

	"firstlight/backend/check"
	room "firstlight/backend/container"
)

// patience bounds how long is waited for what has to come.
const patience = 60 * time.Second

// followed is a project whose services are followed.
type followed struct {
	*project
	engine *room.Engine
	spec   room.ComposeSpec
	live   *room.Live
}

// follow starts the project as the fix does, and follows it.
func follow(t *testing.T, yaml string) *followed {
	t.Helper()
	f := &followed{project: newProject(t, yaml), engine: newEngine(t)}
	f.spec = room.ComposeSpec{Files: []string{f.file}, Step: "services", Onboarding: f.name, HealthyWithin: time.Minute}
	c := f.engine.ComposeCheck(f.spec)
	if err := apply(t.Context(), t, c, observe(t, c), check.Silent{}); err != nil {
		t.Fatal(err)
	}
	f.begin()
	return f
}

// begin follows the project from now on, or what is named instead.
func (f *followed) begin(specs ...room.ComposeSpec) {
	f.t.Helper()
	if len(specs) == 0 {
		specs = []room.ComposeSpec{f.spec}
	}
	f.live = f.engine.NewLive(specs, room.Telling{Changed: func(string) {}, Printed: func(room.LogNews) {}})
	ctx, cancel := context.WithCancel(f.t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		f.live.Run(ctx)
	}()
	f.t.Cleanup(func() {
		cancel()
		<-ended
	})
	if err := f.live.Await(ctx); err != nil {
		f.t.Fatal(err)
	}
}

func (f *followed) service() room.Service {
	f.t.Helper()
	services := f.live.Sight("services").Services
	if len(services) == 0 {
		f.t.Fatalf("no service is seen: %+v", f.live.Sight("services"))
	}
	return services[0]
}

// until waits until the first service is as it should be.
func (f *followed) until(what string, holds func(room.Service) bool) room.Service {
	f.t.Helper()
	f.eventually(what, func() bool { return holds(f.service()) })
	return f.service()
}

func (f *followed) eventually(what string, holds func() bool) {
	f.t.Helper()
	for deadline := time.Now().Add(patience); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			f.t.Fatalf("waited in vain: %s; seen is %+v", what, f.live.Sight("services"))
		}
	}
}

// say has the service print a text.
func (f *followed) say(values url.Values) { f.ask("/say?" + values.Encode()) }

func (f *followed) ask(path string) {
	f.t.Helper()
	f.eventually("the service answers", func() bool {
		response, err := http.Get(f.address(path))
		if err != nil {
			// One that is told to end does not answer any more.
			return strings.HasPrefix(path, "/end")
		}
		_, _ = io.Copy(io.Discard, response.Body)
		return response.Body.Close() == nil
	})
}

// act carries out an act on the service, and returns what it printed.
func (f *followed) act(name string) string {
	f.t.Helper()
	fix, found := f.find(name)
	if !found {
		f.t.Fatalf("the act %s is not offered", name)
	}
	out := &record{}
	if err := fix.Apply(f.t.Context(), nil, out); err != nil {
		f.t.Fatalf("%s: %v\n%s", name, err, out.text())
	}
	return out.text()
}

func (f *followed) find(name string) (check.Fix, bool) {
	acts, _ := f.engine.Acts(f.spec, f.live.Sight("services"), "lighthouse")
	i := slices.IndexFunc(acts, func(fix check.Fix) bool { return fix.ID == room.ActID(name, "lighthouse") })
	if i < 0 {
		return check.Fix{}, false
	}
	return acts[i], true
}

func (f *followed) offered() []string {
	acts, _ := f.engine.Acts(f.spec, f.live.Sight("services"), "lighthouse")
	var names []string
	for _, fix := range acts {
		name, _, _ := strings.Cut(fix.ID, "@")
		names = append(names, name)
	}
	return names
}

// plainService is a service without a health check, which some engines cannot
// make of a container that they have restarted.
const plainService = `services:
  lighthouse:
    build: .
    environment: { LIGHT: steady }
    stop_grace_period: 0s
    ports: ["PORT:8080"]
`

func TestLiveTellsHowAServiceFares(t *testing.T) {
	t.Parallel()
	f := follow(t, oneService("steady"))
	s := f.until("it is healthy, and opens in a browser", func(s room.Service) bool {
		return s.Mode == room.Healthy && len(s.Ports) == 1 && s.Ports[0].Address != ""
	})
	if s.Ports[0].Address != f.address("/") || s.Ports[0].Private != "8080/tcp" {
		t.Errorf("the port is %+v, want %s", s.Ports[0], f.address("/"))
	}
	if !s.Ours || s.Container != f.name+"-lighthouse-1" || s.Image != f.name+"-lighthouse" || !s.Built || s.Began.IsZero() || s.Restarts != 0 {
		t.Errorf("seen is %+v", s)
	}
	began := time.Now()
	if err := f.api.ContainerKill(t.Context(), s.ID, "KILL"); err != nil {
		t.Fatal(err)
	}
	s = f.until("it was killed", func(s room.Service) bool { return s.Mode == room.Failed })
	t.Logf("the end was told of within %s", time.Since(began))
	if s.Reason != "It was killed from outside" || s.Exit != 137 || s.Ended.IsZero() || len(s.Ports) != 0 {
		t.Errorf("seen is %+v", s)
	}
	if err := f.api.ContainerRemove(t.Context(), s.ID, container.RemoveOptions{}); err != nil {
		t.Fatal(err)
	}
	f.until("it has no container", func(s room.Service) bool { return s.Mode == room.NoContainer && s.ID == "" })
}

func TestLiveTellsWhyAServiceFailed(t *testing.T) {
	t.Parallel()
	f := follow(t, oneService("steady"))
	f.until("it is healthy", func(s room.Service) bool { return s.Mode == room.Healthy })
	f.say(url.Values{"text": {"the last word"}})
	f.ask("/end?code=7")
	s := f.until("it has failed", func(s room.Service) bool { return s.Mode == room.Failed })
	if s.Exit != 7 || s.Last != "the last word" {
		t.Errorf("seen is exit code %d after %q", s.Exit, s.Last)
	}
	f.rewrite("services: { lighthouse: { imag: none } }\n")
	f.live.Look()
	f.eventually("the file cannot be read", func() bool { return strings.Contains(f.live.Sight("services").Problem, "imag") })
}

// A file that is gone takes nothing from sight that Firstlight started from it.
func TestWhatStillRunsWithoutItsFileIsTold(t *testing.T) {
	t.Parallel()
	f := follow(t, oneService("steady"))
	up := f.until("it is healthy", func(s room.Service) bool { return s.Mode == room.Healthy })
	name := up.Container
	if err := os.Remove(f.spec.Files[0]); err != nil {
		t.Fatal(err)
	}
	f.live.Look()
	problem := func() string { return f.live.Sight("services").Problem }
	f.eventually("the file is missed", func() bool { return problem() != "" })
	want := "there is no compose.yaml. What Firstlight started from it still runs: " + name + ". To stop it: docker stop " + name
	if problem() != want {
		t.Errorf("told is %q, want %q", problem(), want)
	}
	if err := f.api.ContainerRemove(t.Context(), up.ID, container.RemoveOptions{Force: true}); err != nil {
		t.Fatal(err)
	}
	f.eventually("nothing runs any more", func() bool { return problem() == "there is no compose.yaml" })
}

func TestLogIsFollowedThroughContainers(t *testing.T) {
	t.Parallel()
	secret := "hunter2-hunter2"
	f := follow(t, strings.Replace(plainService, "LIGHT: steady", "LIGHT: steady, API_TOKEN: "+secret, 1))
	f.until("it runs", func(s room.Service) bool { return s.Mode == room.Running })
	key := f.service().Key()
	f.say(url.Values{"text": {"\x1b[32mgreen\x1b[0m and " + secret}})
	f.say(url.Values{"text": {"on the other output"}, "wrong": {"1"}})
	read := func() []room.LogLine {
		return f.live.Log("services", key, room.LogAsk{From: 0, Count: 500}).Lines
	}
	texts := func() string {
		var all []string
		for _, line := range read() {
			all = append(all, line.Text)
		}
		return strings.Join(all, "\n")
	}
	f.eventually("both outputs are read", func() bool { return strings.Contains(texts(), "other output") && strings.Contains(texts(), "green") })
	for _, line := range read() {
		switch {
		case strings.Contains(line.Text, "green") && line.Text != "\x1b[32mgreen\x1b[0m and [redacted]":
			t.Errorf("the line reads %q", line.Text)
		case strings.Contains(line.Text, "other output") && !line.Wrong:
			t.Error("the standard error is taken for the standard output")
		case line.At.IsZero():
			t.Errorf("%q has no time", line.Text)
		}
	}
	if found := f.live.Search("services", key, "GREEN and"); len(found) != 1 {
		t.Errorf("%d lines are found, want 1", len(found))
	}

	before := f.service()
	f.act(room.Restart)
	f.until("it runs again", func(s room.Service) bool { return s.Mode.Up() && s.Began.After(before.Began) })
	f.say(url.Values{"text": {"after the restart"}})
	f.eventually("the log goes on", func() bool { return strings.Contains(texts(), "after the restart") })
	if got := texts(); strings.Count(got, "green") != 1 || !strings.Contains(got, "lighthouse was started again") {
		t.Errorf("the log reads\n%s", got)
	}
	f.act(room.StartOver)
	f.until("it runs once more", func(s room.Service) bool { return s.Mode == room.Running && s.ID != before.ID })
	f.say(url.Values{"text": {"from the new one"}})
	f.eventually("the log goes on in the new container", func() bool { return strings.Contains(texts(), "from the new one") })
	if got := texts(); !strings.Contains(got, "lighthouse was made anew") || !strings.Contains(got, "green") {
		t.Errorf("the log reads\n%s", got)
	}
}

func TestLogIsBounded(t *testing.T) {
	t.Parallel()
	f := follow(t, oneService("steady"))
	f.until("it is healthy", func(s room.Service) bool { return s.Mode == room.Healthy })
	key := f.service().Key()
	f.live.Log("services", key, room.LogAsk{})
	const many = 25_000
	f.say(url.Values{"text": {"line"}, "times": {fmt.Sprint(many)}})
	last := func() string {
		part := f.live.Log("services", key, room.LogAsk{From: -1, Count: 1})
		if len(part.Lines) == 0 {
			return ""
		}
		return part.Lines[0].Text
	}
	f.eventually("the last line is read", func() bool { return last() == fmt.Sprint("line ", many-1) })
	part := f.live.Log("services", key, room.LogAsk{From: 0, Count: 10})
	if kept := part.Next - part.First; kept > 10_000 || kept < 5000 || part.First == 0 {
		t.Errorf("%d lines are kept from %d on, want at most 10000", kept, part.First)
	}
	if part.From != part.First {
		t.Errorf("the part begins at %d, want the oldest, %d", part.From, part.First)
	}
	// What somebody reads stays, however much is printed meanwhile.
	held := f.live.Log("services", key, room.LogAsk{From: part.First, Count: 1, Hold: true})
	f.say(url.Values{"text": {"more"}, "times": {"5000"}})
	f.eventually("it waits", func() bool {
		return f.live.Log("services", key, room.LogAsk{From: held.From, Count: 1, Hold: true}).Waits
	})
	if again := f.live.Log("services", key, room.LogAsk{From: held.From, Count: 1, Hold: true}); len(again.Lines) != 1 || again.Lines[0] != held.Lines[0] {
		t.Errorf("the line that is held became %+v", again.Lines)
	}
	f.eventually("it goes on at the end", func() bool { return last() == "more 4999" })
}

func TestUsage(t *testing.T) {
	t.Parallel()
	f := follow(t, strings.Replace(oneService("steady"), "build: .", "build: .\n    mem_limit: 64m\n    cpus: 0.5", 1))
	s := f.until("it is healthy", func(s room.Service) bool { return s.Mode == room.Healthy })
	if s.MemoryLimit != 64<<20 || s.CPULimit != 0.5 {
		t.Errorf("the limits are %d bytes and %v cores", s.MemoryLimit, s.CPULimit)
	}
	look := func() room.Usage {
		used, err := f.live.Usage(t.Context(), "services")
		if err != nil {
			t.Fatal(err)
		}
		return used[s.Key()]
	}
	if first := look(); first.CPU >= 0 || first.Memory <= 0 {
		t.Errorf("the first look says %+v", first)
	}
	f.say(url.Values{"text": {"busy"}, "times": {"1000"}})
	if second := look(); second.CPU <= 0 || second.CPU > 8 {
		t.Errorf("the second look says %+v", second)
	}
}

func TestActs(t *testing.T) {
	t.Parallel()
	f := follow(t, plainService+"    volumes: [\"lamp:/lamp\", \"./host:/host\"]\nvolumes: { lamp: {} }\n")
	s := f.until("it is running", func(s room.Service) bool { return s.Mode == room.Running })
	if got := f.offered(); !slices.Equal(got, []string{room.Restart, room.Stop, room.Rebuild, room.StartOver}) {
		t.Errorf("offered is %q", got)
	}
	if out := f.act(room.Restart); !strings.HasPrefix(out, "$ docker compose -f "+f.file+" restart --no-deps lighthouse") {
		t.Errorf("the restart printed\n%s", out)
	}
	again := f.until("it is running again", func(now room.Service) bool { return now.Mode == room.Running && now.Began.After(s.Began) })
	if again.ID != s.ID {
		t.Error("a restart made another container")
	}
	f.act(room.Stop)
	f.until("it is stopped", func(s room.Service) bool { return s.Mode == room.Stopped })
	if got := f.offered(); !slices.Equal(got, []string{room.Start, room.Rebuild, room.StartOver}) {
		t.Errorf("offered is %q", got)
	}
	f.act(room.Start)
	f.until("it runs again", func(s room.Service) bool { return s.Mode == room.Running })
	f.write("name", "another "+f.name)
	if out := f.act(room.Rebuild); !strings.Contains(out, "COPY") {
		t.Errorf("the rebuild printed\n%s", out)
	}
	built := f.until("it runs from another image", func(now room.Service) bool { return now.Mode == room.Running && now.ID != s.ID })

	name := f.name + "_lamp"
	before, err := f.api.VolumeInspect(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Second) // The engine dates a volume to the second.
	over, ok := f.find(room.StartOver)
	if !ok {
		t.Fatal("starting over is not offered")
	}
	for _, words := range []string{"the volume " + name + " is deleted with everything in it", "The folder " + f.dir + "/host stays as it is"} {
		if !strings.Contains(over.Effect, words) {
			t.Errorf("the effect %q lacks %q", over.Effect, words)
		}
	}
	if !slices.Equal(over.Destroys, []string{"the volume " + name}) {
		t.Errorf("it destroys %q", over.Destroys)
	}
	f.act(room.StartOver)
	f.until("it runs anew", func(now room.Service) bool { return now.Mode == room.Running && now.ID != built.ID })
	after, err := f.api.VolumeInspect(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	if after.CreatedAt == before.CreatedAt {
		t.Errorf("the volume is still that of %s", before.CreatedAt)
	}

	stopped, err := f.live.StopOurs(t.Context())
	if err != nil || !slices.Equal(stopped, []string{"lighthouse"}) {
		t.Errorf("stopped %q, %v", stopped, err)
	}
	f.until("it is stopped at the end", func(s room.Service) bool { return s.Mode == room.Stopped })
}

// TestAStopThatNobodySaw has a service end with a code of its own while nothing
// follows it: told to, and by itself.
func TestAStopThatNobodySaw(t *testing.T) {
	t.Parallel()
	p := newProject(t, oneService("steady"))
	f := &followed{project: p, engine: newEngine(t), spec: room.ComposeSpec{Files: []string{p.file}, Step: "services", HealthyWithin: time.Minute}}
	c := f.engine.ComposeCheck(f.spec)
	if err := apply(t.Context(), t, c, observe(t, c), check.Silent{}); err != nil {
		t.Fatal(err)
	}
	if err := p.api.ContainerStop(t.Context(), p.only().ID, container.StopOptions{}); err != nil {
		t.Fatal(err)
	}
	found := observe(t, c)
	want(t, found, room.Exited)
	// The code is the program's own, or the engine's where that was busy.
	if !strings.HasPrefix(found.Summary, "lighthouse was stopped from outside (exit code ") {
		t.Errorf("the finding reads %q", found.Summary)
	}
	ours := func(string, time.Time) bool { return true }
	found = c.Observe(check.WithEnded(t.Context(), ours), check.Silent{})
	want(t, found, room.NotStarted)
	if found.Summary != "lighthouse is stopped: Firstlight did that, as you asked" || !found.Pending || !slices.Contains(found.Evidence, check.Literal("To start it again", "firstlight services start lighthouse")) {
		t.Errorf("of its own stop it says %+v", found)
	}
	f.begin()
	if s := f.service(); s.Mode != room.Stopped || s.Exit == 0 {
		t.Errorf("it reads %s with exit code %d", s.Mode, s.Exit)
	}
	if err := p.api.ContainerStart(t.Context(), p.only().ID, container.StartOptions{}); err != nil {
		t.Fatal(err)
	}
	f.until("it runs again", func(s room.Service) bool { return s.Mode == room.Healthy })
	f.ask("/end?code=2")
	f.until("it has failed by itself", func(s room.Service) bool { return s.Mode == room.Failed })
	if found := observe(t, c); found.Summary != "lighthouse stopped with exit code 2" {
		t.Errorf("the finding reads %q", found.Summary)
	}
}

// TestWhatEndedWithTheEngineIsNoFailure looks at what has failed through an engine that
// was started anew since, as after a night.
func TestWhatEndedWithTheEngineIsNoFailure(t *testing.T) {
	t.Parallel()
	f := follow(t, oneService("steady"))
	f.ask("/end?code=2")
	f.until("it has failed", func(s room.Service) bool { return s.Mode == room.Failed })
	f.engine = newEngine(t, between(t, f.project, nil, startedAnew))
	f.begin()
	if s := f.service(); s.Mode != room.Stopped || s.Exit != 2 {
		t.Errorf("it reads %s with exit code %d", s.Mode, s.Exit)
	}
}

func TestModesSayWhatTheyAreForAPerson(t *testing.T) {
	t.Parallel()
	for mode, want := range map[room.Mode]struct {
		status  check.Status
		pending bool
	}{
		room.Healthy: {check.OK, false}, room.Running: {check.OK, false}, room.Finished: {check.OK, false},
		room.NoContainer: {check.Failing, true}, room.Created: {check.Failing, true}, room.Starting: {check.Failing, true},
		room.Stopped: {check.Failing, true}, room.Paused: {check.Failing, true},
		room.Ailing: {check.Failing, false}, room.Restarting: {check.Failing, false}, room.Failed: {check.Failing, false},
		room.FromElsewhere: {check.Failing, false},
	} {
		if status, pending := mode.Status(); status != want.status || pending != want.pending {
			t.Errorf("%s is %s, pending %t", mode, status, pending)
		}
	}
}

// TestAnActReachesWhatWasApproved changes the compose file once an act on it has
// been shown.
func TestAnActReachesWhatWasApproved(t *testing.T) {
	t.Parallel()
	f := follow(t, plainService+"    volumes: [\"/etc:/host-etc:ro\"]\n")
	s := f.until("it is running", func(s room.Service) bool { return s.Mode == room.Running })
	fix, ok := f.find(room.Rebuild)
	if !ok {
		t.Fatal("a rebuild is not offered")
	}
	if len(fix.Reaches) != 1 || !strings.Contains(fix.Reaches[0], "/etc") {
		t.Errorf("a rebuild reaches %q", fix.Reaches)
	}
	if restart, _ := f.find(room.Restart); len(restart.Reaches) != 0 {
		t.Errorf("a restart, which makes no container, reaches %q", restart.Reaches)
	}
	f.rewrite(plainService + "    privileged: true\n")
	err := fix.Apply(t.Context(), nil, &record{})
	if err == nil || !strings.Contains(err.Error(), "has changed since you approved of it, and nothing was started") {
		t.Errorf("a rebuild after a change: %v", err)
	}
	if now := f.until("it is seen", func(now room.Service) bool { return now.ID != "" }); now.ID != s.ID {
		t.Error("another container was made")
	}
}

func TestWhatOthersStartedIsLeftAlone(t *testing.T) {
	t.Parallel()
	f := &followed{project: newProject(t, oneService("steady")+"    volumes: [\"lamp:/lamp\"]\nvolumes: { lamp: {} }\n"), engine: newEngine(t)}
	f.spec = room.ComposeSpec{Files: []string{f.file}, Step: "services"}
	f.strangers(t)
	f.begin()
	s := f.until("it is seen", func(s room.Service) bool { return s.ID != "" })
	if s.Ours {
		t.Error("a container of somebody else is taken for ours")
	}
	acts, refusal := f.engine.Acts(f.spec, f.live.Sight("services"), "lighthouse")
	if len(acts) != 0 || !strings.Contains(refusal.Reason, "Firstlight did not start lighthouse") || len(refusal.Commands) == 0 {
		t.Errorf("offered are %d acts, refused with %+v", len(acts), refusal)
	}
	// What is known may be old by the time that the act is carried out.
	claimed := f.live.Sight("services").Services
	claimed[0].Ours = true
	acts, _ = f.engine.Acts(f.spec, room.Sight{Services: claimed}, "lighthouse")
	if len(acts) == 0 {
		t.Fatal("no act to try")
	}
	for _, fix := range acts {
		if err := fix.Apply(t.Context(), nil, &record{}); err == nil || !strings.Contains(err.Error(), "Firstlight did not start") {
			t.Errorf("%s: %v", fix.ID, err)
		}
	}
	if stopped, err := f.live.StopOurs(t.Context()); len(stopped) != 0 || err != nil {
		t.Errorf("stopped %q, %v", stopped, err)
	}
	if now := f.only(); now.ID != s.ID || now.State != "running" {
		t.Errorf("the container of somebody else is now %s, %s", now.ID, now.State)
	}
	// A volume of somebody else keeps its data even where the container is ours.
	if _, err := f.api.VolumeInspect(t.Context(), f.name+"_lamp"); err != nil {
		t.Error(err)
	}
}

// strangers has the service run as if the person had started it herself.
func (f *followed) strangers(t *testing.T) {
	t.Helper()
	c := f.engine.ComposeCheck(f.spec)
	if err := apply(t.Context(), t, c, observe(t, c), check.Silent{}); err != nil {
		t.Fatal(err)
	}
	ours := f.only()
	found, err := f.api.ContainerInspect(t.Context(), ours.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.api.ContainerRemove(t.Context(), ours.ID, container.RemoveOptions{Force: true}); err != nil {
		t.Fatal(err)
	}
	if err := f.api.VolumeRemove(t.Context(), f.name+"_lamp", true); err != nil {
		t.Fatal(err)
	}
	if _, err := f.api.VolumeCreate(t.Context(), volume.CreateOptions{Name: f.name + "_lamp", Labels: map[string]string{"com.docker.compose.project": f.name}}); err != nil {
		t.Fatal(err)
	}
	delete(found.Config.Labels, room.StartedLabel)
	made, err := f.api.ContainerCreate(t.Context(), found.Config, found.HostConfig, nil, nil, f.name+"-lighthouse-1")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.api.ContainerStart(t.Context(), made.ID, container.StartOptions{}); err != nil {
		t.Fatal(err)
	}
}

func TestLiveOutlivesTheEngine(t *testing.T) {
	t.Parallel()
	d := newDoor(t)
	f := &followed{project: newProject(t, plainService), engine: newEngine(t, "DOCKER_HOST=unix://"+d.socket)}
	f.spec = room.ComposeSpec{Files: []string{f.file}, Step: "services"}
	c := f.engine.ComposeCheck(f.spec)
	if err := apply(t.Context(), t, c, observe(t, c), check.Silent{}); err != nil {
		t.Fatal(err)
	}
	f.begin()
	s := f.until("it runs", func(s room.Service) bool { return s.Mode == room.Running })
	if !f.live.Hears() {
		t.Error("the engine answers, and is not heard")
	}
	seen := func(text string) int {
		count := 0
		for _, line := range f.live.Log("services", s.Key(), room.LogAsk{Count: 500}).Lines {
			if line.Text == text {
				count++
			}
		}
		return count
	}
	f.say(url.Values{"text": {"before"}})
	f.eventually("the log is read", func() bool { return seen("before") == 1 })

	d.kill()
	f.eventually("the engine is away", func() bool { return f.live.Sight("services").Away != "" })
	was := f.live.Sight("services")
	if f.live.Hears() || len(was.Services) != 1 || was.Services[0].Mode != room.Running || was.At.IsZero() {
		t.Errorf("what was seen last does not stand: %+v", was)
	}
	if _, err := f.live.Usage(t.Context(), "services"); err == nil {
		t.Error("what a service uses is known without an engine")
	}
	f.say(url.Values{"text": {"meanwhile"}})

	d.start()
	f.eventually("the engine is back", func() bool { now := f.live.Sight("services"); return now.Away == "" && now.At.After(was.At) })
	f.say(url.Values{"text": {"after"}})
	f.eventually("the log goes on", func() bool { return seen("after") == 1 })
	for _, text := range []string{"before", "meanwhile", "after"} {
		if n := seen(text); n != 1 {
			t.Errorf("%q is there %d times, want once", text, n)
		}
	}
}

func TestAContainerWithoutAFileIsTended(t *testing.T) {
	t.Parallel()
	f := &followed{project: newProject(t, plainService), engine: newEngine(t)}
	single := room.ContainerSpec{
		Image: base(), Name: f.name + "-lamp", Ports: []string{fmt.Sprintf("%d:8080", f.port)}, Env: []string{"LIGHT=steady"},
		Folder: f.dir, Step: "services",
	}
	f.spec = single.Compose()
	c := f.engine.ContainerCheck(single)
	if err := apply(t.Context(), t, c, observe(t, c), check.Silent{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.api.ContainerRemove(context.Background(), single.Name, container.RemoveOptions{Force: true}); err != nil {
			t.Error(err)
		}
	})
	f.begin()
	s := f.until("it runs", func(s room.Service) bool { return s.Mode == room.Running && s.Ours })
	acts, _ := f.engine.Acts(f.spec, f.live.Sight("services"), s.Name)
	var plans []string
	for _, fix := range acts {
		for _, command := range fix.Preview(nil) {
			plans = append(plans, command.String())
		}
	}
	for _, wanted := range []string{"docker restart " + single.Name, "docker stop " + single.Name, "docker rm --force --volumes " + single.Name} {
		if !slices.Contains(plans, wanted) {
			t.Errorf("the plans %q lack %q", plans, wanted)
		}
	}
	for _, fix := range acts {
		if name, _, _ := strings.Cut(fix.ID, "@"); name == room.Stop {
			continue
		}
		if err := fix.Apply(t.Context(), nil, check.Silent{}); err != nil {
			t.Errorf("%s: %v", fix.ID, err)
		}
	}
	f.until("it runs anew", func(now room.Service) bool { return now.Mode == room.Running && now.ID != s.ID })
}

// TestServicesOfAnotherCloneReadAsSuch follows a clone whose services were started
// from another one.
func TestServicesOfAnotherCloneReadAsSuch(t *testing.T) {
	t.Parallel()
	first := follow(t, oneService("steady"))
	second := first.clone("services")
	second.begin()
	s := second.until("it is seen", func(s room.Service) bool { return s.ID != "" })
	if s.Mode != room.FromElsewhere || !s.Mode.Up() || !strings.Contains(s.Reason, first.dir) {
		t.Errorf("it reads %s: %q", s.Mode, s.Reason)
	}
	if stopped, err := second.live.StopOurs(t.Context()); len(stopped) != 0 || err != nil {
		t.Errorf("stopped %q, %v", stopped, err)
	}
	if now := first.until("it is healthy", func(s room.Service) bool { return s.Mode == room.Healthy }); now.ID != s.ID {
		t.Error("another container runs")
	}
}

// TestADependencyOfAnotherCloneIsLeftAlone starts a service whose dependency runs
// from another clone, and would have to be made anew for this one.
func TestADependencyOfAnotherCloneIsLeftAlone(t *testing.T) {
	t.Parallel()
	first := follow(t, plainService+`    depends_on: [lamp]
  lamp:
    build: .
    environment: { LIGHT: steady }
    stop_grace_period: 0s
`)
	var lamp string
	for _, c := range first.containers() {
		if c.Labels["com.docker.compose.service"] == "lamp" {
			lamp = c.ID
		} else if err := first.api.ContainerRemove(t.Context(), c.ID, container.RemoveOptions{Force: true}); err != nil {
			t.Fatal(err)
		}
	}
	second := first.clone("services")
	data, err := os.ReadFile(second.spec.Files[0])
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.ReplaceAll(string(data), "LIGHT: steady", "LIGHT: steady, COLOUR: red")
	if err := os.WriteFile(second.spec.Files[0], []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	second.begin()
	fix, found := second.find(room.Start)
	if !found {
		t.Fatal("the service cannot be started")
	}
	if err := fix.Apply(t.Context(), nil, &record{}); err == nil || !strings.Contains(err.Error(), "was started from "+first.dir) {
		t.Errorf("starting it: %v", err)
	}
	if now := first.only(); now.ID != lamp || now.State != "running" {
		t.Errorf("what the other clone started is now %s, %s", now.ID, now.State)
	}
}

// TestStepsWhoseProjectsShareANameStopTheirOwn has steps on several clones, of which
// one has started what runs.
func TestStepsWhoseProjectsShareANameStopTheirOwn(t *testing.T) {
	t.Parallel()
	first := follow(t, oneService("steady"))
	specs := []room.ComposeSpec{first.spec}
	for _, step := range []string{"a", "b", "c", "d", "e", "f"} {
		specs = append(specs, first.clone(step).spec)
	}
	first.begin(specs...)
	if stopped, err := first.live.StopOurs(t.Context()); err != nil || !slices.Equal(stopped, []string{"lighthouse"}) {
		t.Errorf("stopped %q, %v", stopped, err)
	}
}

// clone returns the same project in another folder, which a step of its own is on.
func (f *followed) clone(step string) *followed {
	f.t.Helper()
	other := f.t.TempDir()
	if err := os.CopyFS(other, os.DirFS(f.dir)); err != nil {
		f.t.Fatal(err)
	}
	return &followed{project: f.project, engine: f.engine, spec: room.ComposeSpec{Files: []string{filepath.Join(other, "compose.yaml")}, Step: step}}
}
