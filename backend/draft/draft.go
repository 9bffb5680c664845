// Package draft writes a journey file from what a repository's own files state:
// one to open at once, or to start from.
//
// The package is pure: it reads no file; it is handed claims.
package draft

import (
	"slices"
	"strings"

	"firstlight/backend/detect"
	"firstlight/backend/journey"
)

// Project is the repository that a journey is drafted for.
type Project struct {
	// Name is what people call it, such as "payments".
	Name string
	// Folder is its folder below the workspace.
	Folder string
	// Origin is the address to clone it from; empty where none is known.
	Origin string
	// Cloned says whether its files have been read. Where they have not, all there
	// is to do is to clone it.
	Cloned bool
	// Git says that it is a git repository, so that one can commit in it.
	Git bool
}

// Journey returns a journey file for a project from what its files state. It is
// valid whatever they state: a step that the parser refuses is left out.
func Journey(parser *journey.Parser, p Project, report detect.Report) []byte {
	d := drafting{project: p, claims: own(report.Claims)}
	takes := func(name string, stages ...stage) bool {
		_, err := parser.Parse("draft", written(name, p.description(), stages))
		return err == nil
	}
	name := oneLine(p.Name)
	if !takes(name, stage{"Your machine", []step{{{"tool", "git"}}}}) {
		name = "A project"
	}
	var stages []stage
	for _, s := range d.stages() {
		s.steps = slices.DeleteFunc(s.steps, func(one step) bool { return !takes(name, stage{s.name, []step{one}}) })
		if len(s.steps) > 0 {
			stages = append(stages, s)
		}
	}
	return written(name, p.description(), stages)
}

// description says where the steps of a draft come from.
func (p Project) description() string {
	if !p.Cloned {
		return "Once it is cloned, more steps follow from what the project's own files state."
	}
	return "Drafted from what the project's own files state: each step says which file and line asks for it."
}

// written returns a journey file of some stages.
func written(name, description string, stages []stage) []byte {
	w := &writer{}
	w.line(0, "# Drafted by Firstlight from what the project's own files state.")
	w.line(0, "# Read it, change what you know better, and commit it as .firstlight/journey.yaml.")
	w.pair(0, "name", name)
	w.pair(0, "description", description)
	w.line(0, "stages:")
	for _, stage := range stages {
		stage.write(w)
	}
	return []byte(w.String())
}

// own returns the claims of the project itself, those of its parts left out.
func own(claims []detect.Claim) []detect.Claim {
	return slices.DeleteFunc(slices.Clone(claims), func(c detect.Claim) bool { return c.Part != "" })
}

type drafting struct {
	project Project
	claims  []detect.Claim
}

// of returns the claims of a kind.
func (d drafting) of(kind detect.Kind) []detect.Claim {
	return slices.DeleteFunc(slices.Clone(d.claims), func(c detect.Claim) bool { return c.Kind != kind })
}

// stages returns the parts of the way.
func (d drafting) stages() []stage {
	stages := []stage{{"Your machine", d.machine()}, {"Your code", d.code()}}
	if d.project.Cloned {
		stages = append(stages,
			stage{"Your services", d.services()},
			stage{"Build and test", d.work()},
			stage{"Your first change", d.change()},
		)
	}
	return stages
}

func (d drafting) machine() []step {
	steps := []step{{{"tool", "git"}}}
	if d.project.Git || !d.project.Cloned {
		steps = append(steps, step{{"identity", true}})
	}
	if d.needsDocker() {
		steps = append(steps, step{{"docker", true}})
	}
	return append(steps, d.runners()...)
}

// runners are what the commands of the draft are run by, such as make, where the
// project itself could be worked on without it: the draft cannot.
func (d drafting) runners() []step {
	var steps []step
	for _, c := range d.claims {
		if c.Required || c.Kind != detect.Tool && c.Kind != detect.PackageManager {
			continue
		}
		calls := func(command detect.Claim) bool { return strings.HasPrefix(command.Command, c.Name+" ") }
		if slices.ContainsFunc(d.commands(), calls) {
			steps = append(steps, step{{"tool", c.Name}, {"version", c.Version}, {"why", c.Why()}})
		}
	}
	return steps
}

// needsDocker reports whether a step of the draft runs in containers.
func (d drafting) needsDocker() bool {
	services := d.services()
	return slices.ContainsFunc(services, func(s step) bool { return s[0].key == "compose" || s[0].key == "container" }) ||
		slices.ContainsFunc(d.of(detect.Tool), func(c detect.Claim) bool { return c.Name == "docker" && c.Required })
}

func (d drafting) code() []step {
	var steps []step
	if d.project.Origin != "" {
		steps = append(steps, step{{"clone", d.project.Origin}, {"into", d.project.Folder}})
	}
	return append(steps, step{
		{"detect", d.project.Folder},
		{"why", "Its own files say which tools it needs; a step for each follows."},
	})
}

func (d drafting) work() []step {
	commands := d.commands()
	steps := make([]step, 0, len(commands))
	for i, c := range commands {
		s := step{{"run", c.Command}, {"in", d.project.Folder}}
		if c.Kind == detect.Setup {
			s = append(s, field{"creates", madeBy(c.Command)})
		}
		if c.Kind == detect.Test && i == len(commands)-1 {
			s = append(s, field{"id", "tests-pass"})
		}
		steps = append(steps, append(s, field{"why", c.Why()}))
	}
	return steps
}

// commands returns the commands of the draft in their order. One that sets the
// project up and builds it as well, such as cargo build, is there once.
func (d drafting) commands() []detect.Claim {
	var commands []detect.Claim
	for _, kind := range []detect.Kind{detect.Setup, detect.Build, detect.Test} {
		for _, c := range d.of(kind) {
			before := func(other detect.Claim) bool { return other.Command == c.Command }
			if c.Command != "" && (kind == detect.Test || !slices.ContainsFunc(commands, before)) {
				commands = append(commands, c)
			}
		}
	}
	return commands
}

func (d drafting) change() []step {
	if !d.project.Git {
		return nil
	}
	var steps []step
	if hooks := d.of(detect.Hooks); len(hooks) > 0 {
		steps = append(steps, step{{"hook", true}, {"in", d.project.Folder}, {"why", hooks[0].Why()}})
	}
	steps = append(steps, step{{"commit", d.project.Folder}})
	if d.project.Origin != "" {
		steps = append(steps, step{{"push", d.project.Folder}})
	}
	return steps
}
