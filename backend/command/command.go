// Package command provides the claim that a command of the journey's author
// succeeds, and the author's own ways to make a claim hold.
package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// Runner starts programs.
type Runner interface {
	Run(ctx context.Context, spec process.Spec) (process.Result, error)
}

// Spec is a command as its author wrote it.
type Spec struct {
	// Shell is the text for the system's shell.
	Shell string
	// Dir is the absolute folder to run it in.
	Dir string
	// Env are further variables, NAME=value.
	Env []string
	// Creates is a file below Dir; where it is given the claim is that the
	// file exists, and the command is the way to make it.
	Creates string
}

// DefaultLimit bounds a command whose author set no timeout.
const DefaultLimit = 10 * time.Minute

// Succeeds returns the check that the command ends well or, with Creates, that
// what it makes is there.
func Succeeds(runner Runner, spec Spec) check.Check {
	if spec.Creates != "" {
		return creates(spec)
	}
	return check.Check{
		Costly: true,
		Limit:  DefaultLimit,
		Observe: func(ctx context.Context, out check.Output) check.Finding {
			return observe(ctx, runner, spec, out)
		},
	}
}

func observe(ctx context.Context, runner Runner, spec Spec, out check.Output) check.Finding {
	asked := spec.evidence()
	if missing := missingDir(spec.Dir); missing != nil {
		return *missing
	}
	began := time.Now()
	result, err := runner.Run(ctx, process.Spec{Shell: spec.Shell, Dir: spec.Dir, Env: spec.Env}.To(out))
	detail := check.Tail(result.Output)
	var exit *process.ExitError
	switch {
	case err == nil:
		return check.Hold("The command succeeds", asked...)
	case errors.As(err, &exit):
		f := check.Fail("run/failed", strings.ToUpper(exit.Error()[:1])+exit.Error()[1:], asked...)
		f.Detail = detail
		return f
	case ctx.Err() != nil:
		said := "The command did not finish"
		if until, limited := ctx.Deadline(); limited && errors.Is(ctx.Err(), context.DeadlineExceeded) {
			said += fmt.Sprintf(" within %s, and was ended", until.Sub(began).Round(100*time.Millisecond))
		}
		f := check.CannotTell("run/unfinished", said, asked...)
		f.Detail = detail
		return f
	default:
		return check.CannotTell("run/not-started", "The command could not be started: "+err.Error(), asked...)
	}
}

func creates(spec Spec) check.Check {
	path := filepath.Join(spec.Dir, filepath.FromSlash(spec.Creates))
	return check.Check{
		Observe: func(context.Context, check.Output) check.Finding {
			info, err := os.Stat(path)
			switch {
			case errors.Is(err, os.ErrNotExist):
				return check.NotYet("run/not-made", "There is no "+spec.Creates, spec.evidence()...)
			case err != nil:
				return check.CannotTell("run/unreadable", "Cannot look at "+spec.Creates+": "+err.Error())
			case info.IsDir():
				return check.Hold(spec.Creates+" is there", append(spec.evidence(), check.Fact("Found", "a folder"))...)
			default:
				return check.Hold(spec.Creates+" is there", append(spec.evidence(), check.Fact("Size", size(info.Size())))...)
			}
		},
		Fixes: func(check.Finding) []check.Fix {
			return []check.Fix{{
				ID: "make", Title: "Make it", Effect: "Runs the command and leaves " + spec.Creates + " in the project.",
				Privilege: check.User, Undo: "Delete " + spec.Creates,
				Plan: func(check.Answers) []check.Command {
					return []check.Command{{Shell: spec.Shell, Dir: spec.Dir, Env: spec.Env}}
				},
			}}
		},
		Watch: check.Watch{Paths: []string{path}},
	}
}

func (s Spec) evidence() []check.Evidence {
	command := check.Command{Shell: s.Shell, Env: s.Env}
	return []check.Evidence{check.Literal("Command", command.String()), check.Literal("Folder", s.Dir)}
}

func missingDir(dir string) *check.Finding {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		f := check.CannotTell("run/no-folder", "There is no folder "+filepath.Base(dir)+" to run it in", check.Literal("Folder", dir))
		return &f
	}
	return nil
}

func size(bytes int64) string {
	const kb, mb = 1e3, 1e6
	switch {
	case bytes == 1:
		return "1 byte"
	case bytes < kb:
		return fmt.Sprintf("%d bytes", bytes)
	case bytes < mb:
		return fmt.Sprintf("%d kB", (bytes+999)/1000)
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", float64(bytes)/mb), ".0") + " MB"
}
