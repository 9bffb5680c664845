package container_test

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/docker/cli/cli/command"
	"github.com/docker/cli/cli/flags"
	"github.com/docker/compose/v5/pkg/api"
	"github.com/docker/compose/v5/pkg/compose"
	"github.com/docker/docker/api/types/events"
	"github.com/docker/docker/api/types/filters"

	"firstlight/backend/check"
	room "firstlight/backend/container"
)

// service is the start of a service that answers at once.
const service = `    build: .
    stop_grace_period: 0s
    healthcheck: { test: [CMD, /lighthouse, check], interval: 200ms, retries: 20 }
`

// TestComposeReadsWhatDockerComposeReads starts services of files that use one
// part of the format after the other, and asks the service, or the engine, what
// became of it.
func TestComposeReadsWhatDockerComposeReads(t *testing.T) {
	t.Parallel()
	lighthouse := "services:\n  lighthouse:\n" + service + "    ports: [\"PORT:8080\"]\n"
	tests := map[string]struct {
		yaml  string
		files map[string]string
		spec  room.ComposeSpec
		// services are those that run in the end; none means the lighthouse alone.
		services []string
		// says is what the service answers, by path.
		says map[string]string
	}{
		"a profile that is not asked for": {
			yaml: lighthouse + "  tools:\n    profiles: [tools]\n" + service,
		},
		"a profile that is asked for": {
			yaml:     lighthouse + "  tools:\n    profiles: [tools]\n" + service,
			spec:     room.ComposeSpec{Profiles: []string{"tools"}},
			services: []string{"lighthouse", "tools"},
		},
		"only some services, with what they depend on": {
			yaml:     lighthouse + "    depends_on: [sea]\n  sea:\n" + service + "  land:\n" + service,
			spec:     room.ComposeSpec{Services: []string{"lighthouse"}},
			services: []string{"lighthouse", "sea"},
		},
		"a service of a profile that is asked for by name": {
			yaml:     lighthouse + "  tools:\n    profiles: [tools]\n" + service,
			spec:     room.ComposeSpec{Services: []string{"tools"}},
			services: []string{"tools"},
		},
		"variables of .env, of a service's own file, and defaults": {
			yaml:  lighthouse + "    env_file: [own.env, {path: gone.env, required: false}]\n    environment: { A: \"${A}\", B: \"${B:-b}\", C: \"${A:+c}\" }\n",
			files: map[string]string{".env": "A=from .env\n", "own.env": "D='d d'\n"},
			says:  map[string]string{"/env?A": "from .env", "/env?B": "b", "/env?C": "c", "/env?D": "d d"},
		},
		"variables of files that the step names": {
			yaml:  lighthouse + "    environment: { A: \"${A}\", B: \"${B}\" }\n",
			files: map[string]string{".env": "A=wrong\n", "one.env": "A=one\nB=one\n", "two.env": "B=two\n"},
			spec:  room.ComposeSpec{EnvFiles: []string{"one.env", "two.env"}},
			says:  map[string]string{"/env?A": "one", "/env?B": "two"},
		},
		"an override that is found by itself": {
			yaml:  lighthouse,
			files: map[string]string{"compose.override.yaml": "services: { lighthouse: { environment: { A: over } } }\n"},
			says:  map[string]string{"/env?A": "over"},
		},
		"files one over the other, in place of the override": {
			yaml: lighthouse + "    environment: { A: first, B: first }\n",
			files: map[string]string{
				"compose.override.yaml": "services: { lighthouse: { environment: { A: wrong } } }\n",
				"dev.yaml":              "services: { lighthouse: { environment: { B: second } } }\n",
			},
			spec: room.ComposeSpec{Files: []string{"compose.yaml", "dev.yaml"}},
			says: map[string]string{"/env?A": "first", "/env?B": "second"},
		},
		"secrets and configs of files, of variables and written out": {
			yaml: lighthouse + `    secrets: [key, {source: word, target: /run/word}]
    configs: [{source: rules, target: /rules}, {source: inline, target: /inline}]
secrets: { key: { file: ./key.txt }, word: { environment: WORD } }
configs: { rules: { file: ./rules.txt }, inline: { content: "for ${WORD}" } }
`,
			files: map[string]string{".env": "WORD=whale\n", "key.txt": "the key", "rules.txt": "the rules"},
			says: map[string]string{
				"/file?/run/secrets/key": "the key", "/file?/run/word": "whale", "/file?/rules": "the rules", "/file?/inline": "for whale",
			},
		},
		"a service that extends one of another file, and files that are included": {
			yaml: "include: [sea/compose.yaml]\nservices:\n  lighthouse:\n    extends: { file: common.yaml, service: tower }\n    ports: [\"PORT:8080\"]\n    depends_on: [sea]\n",
			files: map[string]string{
				"common.yaml":      "services:\n  tower:\n    environment: { A: common }\n" + service,
				"sea/compose.yaml": "services:\n  sea:\n" + strings.Replace(service, "build: .", "build: ..", 1),
			},
			services: []string{"lighthouse", "sea"},
			says:     map[string]string{"/env?A": "common"},
		},
		"a build with its own file, arguments and target": {
			yaml: strings.Replace(lighthouse, "build: .", "build: { context: ., dockerfile: Own, target: lit, args: { LAMP: \"${LAMP}\" } }", 1),
			files: map[string]string{
				".env": "LAMP=oil\n",
				"Own":  "FROM BASE AS lit\nARG LAMP\nENV LAMP=$LAMP\nFROM lit\nENV LAMP=wrong\n",
			},
			says: map[string]string{"/env?LAMP": "oil"},
		},
		"anchors, extension fields and a merge": {
			yaml: "x-light: &light\n  environment: { A: anchored }\n" + lighthouse + "    <<: *light\n",
			says: map[string]string{"/env?A": "anchored"},
		},
		"volumes, a network and a name of one's own": {
			yaml: lighthouse + `    container_name: PROJECT-tower
    hostname: tower
    volumes: ["data:/data", "./rules.txt:/rules:ro", {type: tmpfs, target: /fog}]
    networks: { coast: { aliases: [light] } }
volumes: { data: {} }
networks: { coast: {} }
`,
			files: map[string]string{"rules.txt": "bound"},
			says:  map[string]string{"/file?/rules": "bound", "/file?/etc/hostname": "tower\n"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newProject(t, "services: {}\n")
			p.rewrite(strings.ReplaceAll(test.yaml, "PROJECT", p.name))
			for file, text := range test.files {
				if err := os.MkdirAll(filepath.Join(p.dir, filepath.Dir(file)), 0o755); err != nil {
					t.Fatal(err)
				}
				p.write(file, strings.ReplaceAll(text, "BASE", base()))
			}
			spec := test.spec
			spec.Files, spec.EnvFiles = p.paths(spec.Files), p.paths(spec.EnvFiles)
			if len(spec.Files) == 0 {
				spec.Files = []string{p.file}
			}
			c := newEngine(t).ComposeCheck(spec)
			want(t, observe(t, c), room.NotStarted)
			if err := apply(t.Context(), t, c, observe(t, c), check.Silent{}); err != nil {
				t.Fatal(err)
			}
			want(t, observe(t, c), "")
			services := test.services
			if services == nil {
				services = []string{"lighthouse"}
			}
			if got := p.services(); !slices.Equal(got, services) {
				t.Errorf("services %q, want %q", got, services)
			}
			for _, path := range slices.Sorted(maps.Keys(test.says)) {
				if got := p.ask(path); got != test.says[path] {
					t.Errorf("%s says %q, want %q", path, got, test.says[path])
				}
			}
		})
	}
}

// paths returns the files of the project's folder.
func (p *project) paths(names []string) []string {
	var paths []string
	for _, name := range names {
		paths = append(paths, filepath.Join(p.dir, name))
	}
	return paths
}

// services returns the services that have a container which runs, sorted.
func (p *project) services() []string {
	p.t.Helper()
	var names []string
	for _, c := range p.containers() {
		if c.State == "running" {
			names = append(names, c.Labels[api.ServiceLabel])
		}
	}
	slices.Sort(names)
	return names
}

// ask returns what the service says under a path.
func (p *project) ask(path string) string {
	p.t.Helper()
	response, err := http.Get(p.address(path))
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(body)
}

// TestComposeStartsInOrder has services wait for others in each of the ways that
// there are, and compares when they were started.
func TestComposeStartsInOrder(t *testing.T) {
	t.Parallel()
	p := newProject(t, `services:
  last:
    depends_on:
      slow: { condition: service_healthy }
      brief: { condition: service_completed_successfully }
      plain: { condition: service_started }
      gone: { condition: service_started, required: false }
`+service+`  slow:
    environment: { DAWN: 2s }
`+service+`  brief:
    build: .
    environment: { LIGHT: brief }
  plain:
`+service+`  gone:
    profiles: [never]
`+service)
	lit := p.lit("slow")
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
	if err := apply(t.Context(), t, c, observe(t, c), check.Silent{}); err != nil {
		t.Fatal(err)
	}
	want(t, observe(t, c), "")
	started, ended := map[string]time.Time{}, map[string]time.Time{}
	for _, summary := range p.containers() {
		found, err := p.api.ContainerInspect(t.Context(), summary.ID)
		if err != nil {
			t.Fatal(err)
		}
		name := summary.Labels[api.ServiceLabel]
		started[name], ended[name] = moment(t, found.State.StartedAt), moment(t, found.State.FinishedAt)
	}
	for _, before := range []time.Time{<-lit, ended["brief"], started["plain"]} {
		if before.IsZero() || !started["last"].After(before) {
			t.Errorf("the last was started at %v, before %v", started["last"], before)
		}
	}
	if _, ok := started["gone"]; ok {
		t.Error("a service of a profile that nobody asked for was started")
	}
}

// lit tells when a service that has no container yet becomes healthy; the zero time
// where the engine does not say. Of the health checks it soon knows the last ones only.
func (p *project) lit(service string) <-chan time.Time {
	told, failed := p.api.Events(p.t.Context(), events.ListOptions{Filters: filters.NewArgs(
		filters.Arg("label", api.ProjectLabel+"="+p.name),
		filters.Arg("label", api.ServiceLabel+"="+service),
		filters.Arg("event", string(events.ActionHealthStatusHealthy)),
	)})
	at := make(chan time.Time, 1)
	go func() {
		defer close(at)
		select {
		case e := <-told:
			at <- time.Unix(0, e.TimeNano)
		case <-failed:
		case <-time.After(2 * time.Minute):
		}
	}()
	return at
}

func moment(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// TestDockerComposeSeesAndEndsThem puts the docker command's own compose beside
// ours: what we started it lists, and takes down.
func TestDockerComposeSeesAndEndsThem(t *testing.T) {
	p := newProject(t, oneService("steady")+"    volumes: [\"lamp:/lamp\"]\nvolumes: { lamp: {} }\n")
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
	if err := apply(t.Context(), t, c, observe(t, c), check.Silent{}); err != nil {
		t.Fatal(err)
	}
	docker, err := command.NewDockerCli(command.WithCombinedStreams(io.Discard))
	if err != nil {
		t.Fatal(err)
	}
	if err := docker.Initialize(flags.NewClientOptions()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = docker.Client().Close() })
	theirs, err := compose.NewComposeService(docker)
	if err != nil {
		t.Fatal(err)
	}
	listed, err := theirs.Ps(t.Context(), p.name, api.PsOptions{})
	if err != nil || len(listed) != 1 || listed[0].Service != "lighthouse" || fmt.Sprint(listed[0].Health) != "healthy" {
		t.Errorf("docker compose ps lists %+v, %v", listed, err)
	}
	project, err := theirs.LoadProject(t.Context(), api.ProjectLoadOptions{ConfigPaths: []string{p.file}})
	if err != nil {
		t.Fatal(err)
	}
	if err := theirs.Down(t.Context(), p.name, api.DownOptions{Project: project, Volumes: true}); err != nil {
		t.Fatal(err)
	}
	if left := p.containers(); len(left) != 0 || p.networks() != 0 {
		t.Errorf("docker compose down leaves %v and %d networks", left, p.networks())
	}
	want(t, observe(t, c), room.NotStarted)
}
