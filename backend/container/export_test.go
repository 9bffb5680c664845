package container

import (
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/compose/v5/pkg/api"

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
