package container_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/filters"
	"github.com/docker/docker/api/types/image"
	"github.com/docker/docker/client"
	"github.com/shirou/gopsutil/v4/disk"

	room "firstlight/backend/container"
	"firstlight/backend/process"
)

// build builds a program of this project as it runs inside containers.
func build(folder string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "firstlight-program-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	binary := filepath.Join(dir, "program")
	result, err := process.New(os.Environ()).Run(context.Background(), process.Spec{
		Args: []string{"go", "build", "-trimpath", "-ldflags=-s -w", "-o", binary, folder},
		Env:  []string{"CGO_ENABLED=0", "GOOS=linux"},
	})
	if err != nil {
		return nil, fmt.Errorf("building %s: %w\n%s", folder, err, result.Output)
	}
	return os.ReadFile(binary)
}

var (
	theProbe = sync.OnceValues(func() ([]byte, error) { return build("../network/probe") })
	// otherProbe does the same as theProbe and is another file.
	otherProbe = func() ([]byte, error) {
		program, err := theProbe()
		return append(slices.Clip(program), '\n'), err
	}
	// theLight runs until it is told to end.
	theLight = sync.OnceValues(func() ([]byte, error) { return build("./testdata/lighthouse") })
)

// probing returns the engine with a program to run inside containers.
func probing(t *testing.T, program func() ([]byte, error), env ...string) *room.Engine {
	t.Helper()
	own := append(os.Environ(), "HOME="+t.TempDir(), "DOCKER_CONTEXT=", "DOCKER_CONFIG=")
	e := room.New(room.Config{
		Env: fixed(append(own, env...)), Programs: process.New(own),
		Probe: func(string) ([]byte, error) { return program() },
	})
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// light starts the lighthouse on the engine's default network and returns the
// address at which other containers reach it.
func light(t *testing.T, api *client.Client) string {
	t.Helper()
	if err := makeBase(); err != nil {
		t.Fatal(err)
	}
	made, err := api.ContainerCreate(t.Context(), &container.Config{Image: base(), Env: []string{"LIGHT=steady"}}, &container.HostConfig{NetworkMode: "bridge"}, nil, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := api.ContainerRemove(context.Background(), made.ID, container.RemoveOptions{Force: true}); err != nil {
			t.Error(err)
		}
	})
	if err := api.ContainerStart(t.Context(), made.ID, container.StartOptions{}); err != nil {
		t.Fatal(err)
	}
	found, err := api.ContainerInspect(t.Context(), made.ID)
	if err != nil {
		t.Fatal(err)
	}
	return found.NetworkSettings.Networks["bridge"].IPAddress
}

// answer is what the probe says of one host, as far as the tests look at it.
type answer struct {
	Host, Layer, Reason, Via, Status string
}

// ask runs the probe and reads what it printed.
func ask(t *testing.T, e *room.Engine, hosts ...string) []answer {
	t.Helper()
	printed, err := e.Probe(t.Context(), hosts)
	if err != nil {
		t.Fatalf("%v: %v", err, errors.Unwrap(err))
	}
	var answers []answer
	if err := json.Unmarshal(printed, &answers); err != nil {
		t.Fatalf("%v: %s", err, printed)
	}
	return answers
}

// probes lists the containers of probes.
func probes(t *testing.T, api *client.Client) []string {
	t.Helper()
	found, err := api.ContainerList(context.Background(), container.ListOptions{All: true, Filters: filters.NewArgs(filters.Arg("label", room.ProbeLabel+"=true"))})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range found {
		names = append(names, c.Names[0]+" "+c.State)
	}
	return names
}

// images lists the images of probes by their ID, and removes them in the end.
func images(t *testing.T, api *client.Client) []string {
	t.Helper()
	found, err := api.ImageList(context.Background(), image.ListOptions{All: true, Filters: filters.NewArgs(filters.Arg("label", room.ProbeLabel+"=true"))})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, i := range found {
		ids = append(ids, i.ID+strings.Join(i.RepoTags, ","))
	}
	return ids
}

// forget removes the images of probes after a test.
func forget(t *testing.T, api *client.Client) {
	t.Cleanup(func() {
		found, err := api.ImageList(context.Background(), image.ListOptions{Filters: filters.NewArgs(filters.Arg("label", room.ProbeLabel+"=true"))})
		if err != nil {
			t.Error(err)
		}
		for _, i := range found {
			if _, err := api.ImageRemove(context.Background(), i.ID, image.RemoveOptions{Force: true, PruneChildren: true}); err != nil {
				t.Error(err)
			}
		}
	})
}

// TestProbe is one test, not several at once: all share the probe's image.
func TestProbe(t *testing.T) {
	t.Parallel()
	api := docker(t)
	forget(t, api)
	at := light(t, api)

	t.Run("reaches hosts from inside", func(t *testing.T) {
		e := probing(t, theProbe)
		until := time.Now().Add(20 * time.Second)
		answers := ask(t, e, "http://"+at+":8080", at+":1")
		for answers[0].Reason == "refused" && time.Now().Before(until) {
			answers = ask(t, e, "http://"+at+":8080", at+":1") // It is still starting.
		}
		if got := answers[0]; got.Layer != "" || got.Host != "http://"+at+":8080" || got.Via != "" || !strings.HasPrefix(got.Status, "200") {
			t.Errorf("the lighthouse: %+v", got)
		}
		if got := answers[1]; got.Layer != "connect" || got.Reason != "refused" {
			t.Errorf("a closed port: %+v", got)
		}
		if left := probes(t, api); len(left) > 0 {
			t.Errorf("there are still %v", left)
		}
	})

	t.Run("goes through the proxy that containers are told of", func(t *testing.T) {
		config := t.TempDir()
		text := fmt.Sprintf(`{"proxies": {"default": {"httpProxy": "http://%s:8080"}}}`, at)
		if err := os.WriteFile(filepath.Join(config, "config.json"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		got := ask(t, probing(t, theProbe, "DOCKER_CONFIG="+config), "http://harbour.test")[0]
		if got.Layer != "" || got.Via != at+":8080" {
			t.Errorf("found %+v", got)
		}
	})

	t.Run("keeps its image for the next time", func(t *testing.T) {
		e := probing(t, theProbe)
		ask(t, e, at+":1")
		before := images(t, api)
		ask(t, e, at+":1")
		if after := images(t, api); len(after) != 1 || after[0] != before[0] {
			t.Errorf("the images were %v and are %v", before, after)
		}
	})

	t.Run("tells how much room there is", func(t *testing.T) {
		info, err := api.Info(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		usage, err := disk.UsageWithContext(t.Context(), info.DockerRootDir)
		if err != nil {
			t.Fatal(err)
		}
		e := probing(t, theProbe)
		free, err := e.FreeAfar(t.Context())
		if off := free - int64(usage.Free); err != nil || off < -4e9 || off > 4e9 {
			t.Errorf("a container sees %d bytes left, and this machine %d; %v", free, usage.Free, err)
		}
		// What it saw holds for a while, without another container.
		again, err := e.FreeAfar(t.Context())
		if err != nil || again != free {
			t.Errorf("asked again it is %d bytes, %v", again, err)
		}
	})

	t.Run("is bounded and leaves nothing behind", func(t *testing.T) {
		e := probing(t, theLight)
		for wait := time.Duration(0); wait < 600*time.Millisecond; wait += 40 * time.Millisecond {
			ctx, cancel := context.WithTimeout(t.Context(), wait)
			_, err := e.Probe(ctx, []string{"github.test"})
			cancel()
			if err == nil || err.Error() != "it took too long" && err.Error() != "no container engine answers" {
				t.Errorf("after %s: %v", wait, err)
			}
		}
		if left := probes(t, api); len(left) > 0 {
			t.Errorf("there are still %v", left)
		}
	})

	t.Run("takes the place of an earlier one", func(t *testing.T) {
		// A busy engine may not have let go of the earlier one's last container
		// yet; the image then goes the next time that the probe changes.
		for until := time.Now().Add(20 * time.Second); ; {
			ask(t, probing(t, theProbe), at+":1")
			left := images(t, api)
			if len(left) == 1 && strings.Contains(left[0], "firstlight-probe:") {
				break
			}
			if time.Now().After(until) {
				t.Fatalf("the images are %v", left)
			}
			ask(t, probing(t, otherProbe), at+":1")
		}
	})

	t.Run("says why it cannot tell", func(t *testing.T) {
		for name, test := range map[string]struct {
			program func() ([]byte, error)
			env     string
			words   string
		}{
			"no program":   {func() ([]byte, error) { return []byte("this is no program"), nil }, "", ""},
			"no probe":     {func() ([]byte, error) { return nil, errors.New("none") }, "", "there is no probe for containers on"},
			"no engine":    {theProbe, "DOCKER_HOST=unix:///nowhere/docker.sock", "no container engine answers"},
			"no such host": {theProbe, "", ""},
		} {
			e := probing(t, test.program, test.env)
			printed, err := e.Probe(t.Context(), []string{"ftp://nowhere"})
			// Engines differ in whether they start what cannot run.
			if test.words == "" && err != nil && err.Error() == "the container could not be started" {
				continue
			}
			if test.words == "" {
				test.words = "the probe failed in the container"
			}
			if err == nil || !strings.HasPrefix(err.Error(), test.words) {
				t.Errorf("%s: %s, %v", name, printed, err)
			}
		}
		if left := probes(t, api); len(left) > 0 {
			t.Errorf("there are still %v", left)
		}
	})

	t.Run("sweeps away what a killed program has left", func(t *testing.T) {
		labels := map[string]string{room.StartedLabel: "true", room.ProbeLabel: "true"}
		made, err := api.ContainerCreate(t.Context(), &container.Config{Image: base(), Labels: labels}, nil, nil, nil, "")
		if err != nil {
			t.Fatal(err)
		}
		ask(t, probing(t, theProbe), at+":1")
		// It may be another program's, which is about to start it.
		if left := probes(t, api); len(left) != 1 {
			t.Errorf("there are %v, want the new one alone", left)
		}
		e := probing(t, theProbe)
		e.Impatient()
		ask(t, e, at+":1")
		if left := probes(t, api); len(left) > 0 {
			t.Errorf("there are still %v, such as %s", left, made.ID)
		}
	})
	checkout, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if program, err := theProbe(); err != nil || bytes.Contains(program, []byte(checkout)) {
		t.Errorf("the probe names folders of the machine that built it: %v", err)
	}
}
