package tool

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

const (
	// answerLimit is how long a tool has to say its version, unless its entry
	// gives it longer.
	answerLimit = 5 * time.Second
	// answerMost is how much it may print to say it.
	answerMost = 256 << 10
)

// silence says why a program did not tell what it is.
type silence struct {
	err    error
	output string
}

// ask returns what a program answered when it was asked its version, if not now
// then when it was the same program. Without a definite answer it says why. An
// earlier answer of a script counts only where it is enough.
func (r *Room) ask(ctx context.Context, t tool, p place, enough func(answer) bool) (answer, *silence) {
	if a, yes := t.byFile(p); yes {
		return a, nil
	}
	mark := r.fingerprint(t, p)
	if known, ok := r.recall(t, p, mark, enough); ok {
		return known, nil
	}
	result, err := r.runner.Run(ctx, t.Version.spec(p.file, r.catalogue.still()))
	if a := r.catalogue.read(t, p, result.Output); a.definite() {
		r.keep(t, p, mark, a)
		return a, nil
	}
	if err == nil {
		err = errors.New("it answered something else")
		if result.Output == "" {
			err = errors.New("it printed nothing")
		}
	}
	return answer{}, &silence{err: err, output: result.Output}
}

// still returns the variables that keep version managers from installing what
// is only asked its version. They are for every program: a launcher may start a
// shim in its turn, and a shim may have a name that is not known.
func (c Catalogue) still() map[string]string {
	env := map[string]string{}
	for _, s := range c.managers() {
		maps.Copy(env, s.Env)
	}
	return env
}

// spec is how a program is asked, with the variables that keep it still. It
// stands in the home folder, so that no project's own settings choose another
// version.
func (q question) spec(file string, still map[string]string) process.Spec {
	env := []string{"LC_ALL=" + plainLocale(), "TERM=dumb", "NO_COLOR=1"}
	maps.Copy(still, q.Env)
	for _, name := range slices.Sorted(maps.Keys(still)) {
		env = append(env, name+"="+still[name])
	}
	limit := q.Limit
	if limit == 0 {
		limit = answerLimit
	}
	spec := process.Spec{
		Args: append([]string{file}, q.Args...), Env: env, Limit: limit,
		Most: answerMost, Keep: answerMost, Whole: true,
	}
	if home, err := os.UserHomeDir(); err == nil {
		if info, err := os.Stat(home); err == nil && info.IsDir() {
			spec.Dir = home
		}
	}
	return spec
}

// plainLocale is a language that every program speaks, in UTF-8: without that some
// refuse to say anything.
func plainLocale() string {
	switch runtime.GOOS {
	case "linux":
		return "C.UTF-8"
	case "darwin":
		return "en_US.UTF-8"
	default:
		return "C"
	}
}

// isAlias reports whether a program ended as those do that Windows ships in
// place of ones from its Store: they only say that the real one is missing.
func (s *silence) isAlias() bool {
	const notRecognised = 9009
	var exit *process.ExitError
	return s != nil && errors.As(s.err, &exit) && exit.Code == notRecognised
}

// broken says what is wrong with a program that did not even start.
func (s *silence) broken(p place) *fault {
	var start *process.StartError
	if !errors.As(s.err, &start) {
		return nil
	}
	return whyNotStarted(p.real)
}

// finding says that a program did not tell its version, and what it did instead.
func (s *silence) finding(t tool, facts []check.Evidence) check.Finding {
	f := check.CannotTell("tool/no-answer", sentence(t.Title)+" is there, but does not say its version: "+reason(s.err), facts...)
	if !legible(s.output) {
		f.Evidence = append(f.Evidence, check.Fact("It printed", "something that is no text"))
		return f
	}
	f.Detail = check.Tail(s.output)
	return f
}

// reason is why a program did not answer, without the last line that it printed
// where that is no text.
func reason(err error) string {
	var exit *process.ExitError
	if errors.As(err, &exit) && !legible(exit.Output) {
		return fmt.Sprintf("%s ended with exit code %d", exit.Program, exit.Code)
	}
	return err.Error()
}
