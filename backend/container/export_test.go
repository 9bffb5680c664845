package container

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/cli/cli/context/docker"
	"github.com/docker/compose/v5/pkg/api"
	dockertypes "github.com/docker/docker/api/types"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/system"

	"firstlight/backend/check"
)

// BuildStep reads the step that a builder's line begins.
var BuildStep = buildStep

// Lines cuts the parts of a stream into lines.
func Lines(parts ...string) []string {
	var found []string
	var l lines
	for _, part := range parts {
		l.add([]byte(part), func(line string) { found = append(found, line) })
	}
	l.end(func(line string) { found = append(found, line) })
	return found
}

// Report tells an Output of events of compose in a project with one service.
func Report(out check.Output, service string, events ...api.Resource) {
	newReport(&types.Project{Name: "p", Services: types.Services{service: {Name: service}}}, out).On(events...)
}

// Impatient has containers of the probe swept away whatever their age.
func (e *Engine) Impatient() { e.leftover = -time.Hour }

// FreeAfar returns the bytes left on the engine's disk as a container sees it.
func (e *Engine) FreeAfar(ctx context.Context) (int64, error) { return e.freeAfar(ctx, 1) }

// KindOf recognises an engine by what it says of itself.
func KindOf(at string, info system.Info, version dockertypes.Version) (name, words string) {
	k := kindOf(address{Endpoint: docker.Endpoint{EndpointMeta: docker.EndpointMeta{Host: at}}}, info, version)
	return k.name, k.words
}

// Misfit judges a version of an engine: the code of the finding, "" where it
// will do.
func Misfit(asked, name, said string) string {
	f, _ := misfit(asked, kind{name: name}, said)
	return f.Code + " " + f.Summary
}

// Asked returns which variables of a template only a person can fill in.
func Asked(t *testing.T, text string) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "template")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	read, err := readTemplate(file)
	if err != nil {
		t.Fatal(err)
	}
	return names(read.asked())
}

// SetVariables sets variables in a file of them.
var SetVariables = setVariables

// TemplateOf returns the template that lies beside a file of variables.
var TemplateOf = templateOf

// Uneasy has silence told after a moment.
func (e *Engine) Uneasy(after time.Duration) { e.silence = after }

// End is how a container ended, and whether it was told to.
type End struct {
	Code        int
	Memory      int64
	OutOfMemory bool
	Told        bool
}

// Said returns what is said of it.
func (e End) Said(service string) string {
	m := member{service: service, container: &container.InspectResponse{ContainerJSONBase: &container.ContainerJSONBase{
		State:      &container.State{ExitCode: e.Code, OOMKilled: e.OutOfMemory},
		HostConfig: &container.HostConfig{Resources: container.Resources{Memory: e.Memory}},
	}}}
	return m.end(func() bool { return e.Told })
}
