package machine

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
// that satisfies the constraint, in the syntax of Masterminds/semver; an empty
// constraint asks for any version.
func (m *Machine) Tool(name, constraint string) check.Check {
	t, ok := m.catalogue.find(name)
	if !ok {
		return always(check.CannotTell("tool/not-in-catalogue", "Firstlight does not know a tool called "+name,
			check.Fact("It knows", strings.Join(m.catalogue.Names(), ", "))))
	}
	want, err := readWanted(constraint)
	if err != nil {
		return always(check.CannotTell("tool/unreadable-version", "What is asked for cannot be understood: "+err.Error()))
	}
	seen := &toolSeen{}
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding { return m.observeTool(ctx, t, want, seen) },
		Fixes: func(f check.Finding) []check.Fix {
			if f.Status != check.Failing {
				return nil
			}
			return seen.get()
		},
		Watch: check.Watch{Paths: m.whereabouts(t)},
		Limit: toolLimit,
	}
}

func always(f check.Finding) check.Check {
	return check.Check{Observe: func(context.Context, check.Output) check.Finding { return f }}
}

// whereabouts returns the folders that hold the tool or could, and the file
// that it is now: behind a link it can change where no folder of PATH does.
func (m *Machine) whereabouts(t tool) []string {
	paths := m.runner.Path()
	if found := m.findAll(t); len(found) > 0 {
		if file, err := filepath.EvalSymlinks(found[0]); err == nil {
			paths = append(paths, file)
		}
	}
	return paths
}

// findAll returns the files that the tool could be, the one that counts first.
func (m *Machine) findAll(t tool) []string {
	var found []string
	for _, command := range t.Commands {
		for _, file := range m.runner.FindAll(command) {
			if !standIn(file) {
				found = append(found, file)
			}
		}
	}
	return found
}

func (m *Machine) observeTool(ctx context.Context, t tool, want wanted, seen *toolSeen) check.Finding {
	var asked []check.Evidence
	if want.text != "" {
		asked = append(asked, check.Literal("Asked for", want.text))
	}
	docs := check.Fact("How to install", t.Docs)
	found := m.findAll(t)
	text, detail, err := m.askVersion(ctx, t, found)
	for len(found) > 0 && isAlias(err) {
		found = found[1:]
		text, detail, err = m.askVersion(ctx, t, found)
	}
	if len(found) == 0 {
		fixes, notes := m.offer(ctx, t, want, false)
		seen.keep(fixes)
		return check.Fail("tool/missing", sentence(t.Title)+" is not on your PATH", slices.Concat(asked, notes, []check.Evidence{docs})...)
	}

	at := []check.Evidence{check.Literal("Found", short(found[0]))}
	if err != nil {
		f := check.CannotTell("tool/no-answer", sentence(t.Title)+" is there, but does not say its version: "+err.Error(), slices.Concat(at, asked)...)
		f.Detail = check.Tail(detail)
		return f
	}
	version, err := readVersion(text)
	if err != nil {
		return check.CannotTell("tool/no-answer", sentence(t.Title)+" is there, but its version cannot be read: "+err.Error(), slices.Concat(at, asked)...)
	}
	at = []check.Evidence{check.Literal("Found", text+" in "+short(found[0]))}
	for _, other := range found[1:] {
		asked = append(asked, check.Literal("Also on PATH", short(other)))
	}
	if want.allows(version) {
		return check.Hold(sentence(t.Title)+" "+text, slices.Concat(at, asked)...)
	}
	code, summary := "tool/wrong-version", fmt.Sprintf("%s %s is not the version that is asked for", sentence(t.Title), text)
	old := want.above(version)
	if old {
		code, summary = "tool/too-old", fmt.Sprintf("%s %s is too old", sentence(t.Title), text)
	}
	fixes, notes := m.offer(ctx, t, want, !old)
	seen.keep(fixes)
	return check.Fail(code, summary, slices.Concat(at, asked, notes, []check.Evidence{docs})...)
}

// askVersion runs the first of the files and returns how it spells its version,
// and all that it printed.
func (m *Machine) askVersion(ctx context.Context, t tool, files []string) (version, output string, err error) {
	if len(files) == 0 {
		return "", "", nil
	}
	env := []string{"LC_ALL=C"}
	for _, name := range slices.Sorted(maps.Keys(t.Version.Env)) {
		env = append(env, name+"="+t.Version.Env[name])
	}
	result, err := m.runner.Run(ctx, process.Spec{Args: append([]string{files[0]}, t.Version.Args...), Env: env, Limit: answerLimit})
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
