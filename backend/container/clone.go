package container

import (
	"path/filepath"
	"slices"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/compose/v5/pkg/api"

	"firstlight/backend/check"
)

// The facts of the finding that services were started from another folder.
const (
	projectName = "Project"
	// runsFrom is where a container that is up was started, and ranFrom one that has
	// ended since: what it wrote is still in it.
	runsFrom = "Running from"
	ranFrom  = "Was run from"
)

// otherClone returns the folder that the labels of a container say its project
// stands in, where that is not the project's own. Compose tells projects apart
// by their name alone, which two clones of one repository share: what runs then
// is the other clone's code.
func otherClone(project *types.Project, labels map[string]string) (folder string, ok bool) {
	folder = labels[api.WorkingDirLabel]
	if folder == "" || real(folder) == real(project.WorkingDir) {
		return "", false
	}
	return folder, true
}

// real returns the folder without symbolic links, or as it is where it is gone.
func real(folder string) string {
	if resolved, err := filepath.EvalSymlinks(folder); err == nil {
		return resolved
	}
	return filepath.Clean(folder)
}

// cloned says that services of a project were started from another folder, whether they
// still run or have ended; false where none were. A container that was never started
// holds nothing of anybody.
func cloned(project *types.Project, members []member) (check.Finding, bool) {
	f := check.Fail(Elsewhere, "", check.Literal(projectName, project.Name))
	up := ""
	for _, m := range members {
		folder, ok := m.otherClone(project)
		if !ok || !m.wasStarted() {
			continue
		}
		label := ranFrom
		if m.isUp() {
			label = runsFrom
		}
		switch {
		case up == "" && m.isUp():
			up = m.service
			f.Summary = m.service + " was started from another folder, so it is not this code that runs"
		case f.Summary == "":
			f.Summary = m.service + " was last run from another folder, and its container is still there"
		}
		if fact := check.Literal(label, folder); !slices.Contains(f.Evidence, fact) {
			f.Evidence = append(f.Evidence, fact)
		}
	}
	return f, f.Summary != ""
}

// otherClone returns the folder that a member was started from where that is not the
// project's own.
func (m member) otherClone(project *types.Project) (folder string, ok bool) {
	if m.container == nil || m.container.Config == nil {
		return "", false
	}
	return otherClone(project, m.container.Config.Labels)
}

// isUp reports whether a member has a container that runs or is started again.
func (m member) isUp() bool {
	if m.container == nil || m.container.State == nil {
		return false
	}
	state := m.container.State
	return state.Running || state.Restarting || state.Paused
}

// wasStarted reports whether a member has a container that has run.
func (m member) wasStarted() bool {
	return m.isUp() || m.container != nil && m.container.State != nil && !moment(m.container.State.StartedAt).IsZero()
}

// factsOf returns what a finding says under a label.
func factsOf(f check.Finding, label string) []string {
	var facts []string
	for _, e := range f.Evidence {
		if e.Label == label {
			facts = append(facts, e.Value)
		}
	}
	return facts
}
