package tool

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
	"firstlight/backend/version"
)

const (
	// answerLimit is how long a tool has to say its version.
	answerLimit = 5 * time.Second
	// toolLimit leaves time to ask what a package manager has.
	toolLimit = 15 * time.Second
)

// toolSeen is what an observation learnt that its fixes need.
type toolSeen struct {
	mu    sync.Mutex
	fixes []check.Fix
}

func (s *toolSeen) keep(fixes []check.Fix) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fixes = fixes
}

func (s *toolSeen) get() []check.Fix {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fixes
}

// Tool returns the check that a tool of the catalogue is on PATH in a version
// that satisfies the constraint, as version.ParseConstraint reads it; an empty
// constraint asks for any version.
func (r *Room) Tool(name, constraint string) check.Check {
	t, ok := r.catalogue.find(name)
	if !ok {
		return check.Always(check.CannotTell("tool/not-in-catalogue", "Firstlight does not know a tool called "+name,
			check.Fact("It knows", strings.Join(r.catalogue.Names(), ", "))))
	}
	want, err := version.ParseConstraint(constraint)
	if err != nil {
		return check.Always(check.CannotTell("tool/unreadable-version", "What is asked for cannot be understood: "+err.Error()))
	}
	seen := &toolSeen{}
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding { return r.observeTool(ctx, t, want, seen) },
		Fixes: func(f check.Finding) []check.Fix {
			if f.Status != check.Failing {
				return nil
			}
			return seen.get()
		},
		Watch: check.Watch{Paths: r.whereabouts(t)},
		Limit: toolLimit,
	}
}

// whereabouts returns the folders that hold the tool or could, and the file
// that it is now: behind a link it can change where no folder of PATH does.
func (r *Room) whereabouts(t tool) []string {
	paths := r.runner.Path()
	if found := r.findAll(t); len(found) > 0 {
		if file, err := filepath.EvalSymlinks(found[0]); err == nil {
			paths = append(paths, file)
		}
	}
	return paths
}

// findAll returns the files that the tool could be, the one that counts first.
func (r *Room) findAll(t tool) []string {
	var found []string
	for _, command := range t.Commands {
		for _, file := range r.runner.FindAll(command) {
			if !standIn(file) {
				found = append(found, file)
			}
		}
	}
	return found
}

func (r *Room) observeTool(ctx context.Context, t tool, want version.Constraint, seen *toolSeen) check.Finding {
	var asked []check.Evidence
	if !want.Any() {
		asked = append(asked, check.Literal("Asked for", want.Text()))
	}
	docs := check.Fact("How to install", t.Docs)
	found := r.findAll(t)
	text, detail, err := r.askVersion(ctx, t, found)
	for len(found) > 0 && isAlias(err) {
		found = found[1:]
		text, detail, err = r.askVersion(ctx, t, found)
	}
	if len(found) == 0 {
		fixes, notes := r.offer(ctx, t, want, false)
		seen.keep(fixes)
		return check.Fail("tool/missing", sentence(t.Title)+" is not on your PATH", slices.Concat(asked, notes, []check.Evidence{docs})...)
	}

	at := []check.Evidence{check.Literal("Found", process.Short(found[0]))}
	if err != nil {
		f := check.CannotTell("tool/no-answer", sentence(t.Title)+" is there, but does not say its version: "+err.Error(), slices.Concat(at, asked)...)
		f.Detail = check.Tail(detail)
		return f
	}
	v, err := version.Parse(text)
	if err != nil {
		return check.CannotTell("tool/no-answer", sentence(t.Title)+" is there, but its version cannot be read: "+err.Error(), slices.Concat(at, asked)...)
	}
	at = []check.Evidence{check.Literal("Found", text+" in "+process.Short(found[0]))}
	for _, other := range found[1:] {
		asked = append(asked, check.Literal("Also on PATH", process.Short(other)))
	}
	if want.Allows(v) {
		return check.Hold(sentence(t.Title)+" "+text, slices.Concat(at, asked)...)
	}
	code, summary := "tool/wrong-version", fmt.Sprintf("%s %s is not the version that is asked for", sentence(t.Title), text)
	old := want.After(v)
	if old {
		code, summary = "tool/too-old", fmt.Sprintf("%s %s is too old", sentence(t.Title), text)
	}
	fixes, notes := r.offer(ctx, t, want, !old)
	seen.keep(fixes)
	return check.Fail(code, summary, slices.Concat(at, asked, notes, []check.Evidence{docs})...)
}

// askVersion runs the first of the files and returns how it spells its version,
// and all that it printed.
func (r *Room) askVersion(ctx context.Context, t tool, files []string) (spelled, output string, err error) {
	if len(files) == 0 {
		return "", "", nil
	}
	env := []string{"LC_ALL=C"}
	for _, name := range slices.Sorted(maps.Keys(t.Version.Env)) {
		env = append(env, name+"="+t.Version.Env[name])
	}
	result, err := r.runner.Run(ctx, process.Spec{Args: append([]string{files[0]}, t.Version.Args...), Env: env, Limit: answerLimit})
	// Some print a version and end with an error all the same, such as for want
	// of a server.
	if parts := t.Version.pattern.FindStringSubmatch(result.Output); parts != nil {
		return parts[1], result.Output, nil
	}
	if err == nil {
		err = errors.New("it answered something else")
	}
	return "", result.Output, err
}

// isAlias reports whether a program ended as those do that Windows ships in
// place of ones from its Store: they only say that the real one is missing.
func isAlias(err error) bool {
	const notRecognised = 9009
	var exit *process.ExitError
	return errors.As(err, &exit) && exit.Code == notRecognised
}

// sentence returns a title as it stands at the start of a sentence.
func sentence(title string) string {
	if rest, ok := strings.CutPrefix(title, "the "); ok {
		return "The " + rest
	}
	return title
}
