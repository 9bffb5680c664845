package repository

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

func (g *Git) cloneFixes(spec CloneSpec, f check.Finding) []check.Fix {
	if f.Code != "clone/missing" {
		return nil
	}
	return []check.Fix{{
		ID: "clone", Title: "Clone " + spec.name(),
		Effect:    "The project and its history will stand in " + process.Short(spec.Dir) + ".",
		Privilege: check.User,
		Undo:      "Delete the folder " + process.Short(spec.Dir),
		Plan: func(check.Answers) []check.Command {
			return []check.Command{check.Run("git", "clone", spec.URL, spec.Dir)}
		},
		Apply: func(ctx context.Context, _ check.Answers, out check.Output) error { return g.clone(ctx, spec, out) },
	}}
}

// clone clones into a folder beside the one asked for and renames it when it is
// whole, so that neither a cancel nor a kill leaves half a clone in its place.
func (g *Git) clone(ctx context.Context, spec CloneSpec, out check.Output) error {
	if err := acceptable(spec.URL, spec.Local); err != nil {
		return fmt.Errorf("not cloning from %s: %w", spec.shown(), err)
	}
	if err := vacant(spec); err != nil {
		return err
	}
	if spec.Prepare != nil {
		if err := spec.Prepare(ctx); err != nil {
			return fmt.Errorf("preparing the origin of %s: %w", spec.name(), err)
		}
	}
	sweep(ctx, spec.Dir)
	out.Line("$ " + check.Run("git", "clone", spec.URL, spec.Dir).String())
	return g.retrying(ctx, out, func(out check.Output) error { return g.cloneOnce(ctx, spec, out) })
}

func (g *Git) cloneOnce(ctx context.Context, spec CloneSpec, out check.Output) error {
	partial, err := reserve(spec.Dir, time.Now())
	if err != nil {
		return err
	}
	err = g.fetch(ctx, spec, partial, out)
	if err == nil {
		err = settle(partial, spec.Dir)
	}
	if err == nil {
		return nil
	}
	if clearErr := os.RemoveAll(partial); clearErr != nil {
		return fmt.Errorf("%w; and what was fetched could not be cleared away: %w", err, clearErr)
	}
	return err
}

// vacant returns an error unless the folder to clone into is missing or empty.
func vacant(spec CloneSpec) error {
	entries, err := os.ReadDir(spec.Dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	return &Error{
		Code: "clone/in-the-way", What: spec.name() + " was not cloned", Why: "Something else stands at " + process.Short(spec.Dir) + " by now",
		Next: "Move or rename what is there, and try again", Err: err,
	}
}

func (g *Git) fetch(ctx context.Context, spec CloneSpec, into string, out check.Output) error {
	allowed := "GIT_ALLOW_PROTOCOL=https:ssh"
	if spec.Local {
		allowed += ":file"
	}
	out = renamed{out, into, spec.Dir}
	watchful, err := g.watchful(ctx)
	if err != nil {
		return err
	}
	// The hooks of a template must not run on code that nobody has looked at.
	args := append([]string{"git", "-c", "core.hooksPath=/dev/null"}, watchful...)
	_, err = g.talk(ctx, process.Spec{
		Args: append(args, "clone", "--progress", "--no-recurse-submodules", "--", spec.URL, into),
		Env:  []string{allowed},
		Line: follow(out),
	}, out)
	return err
}

// renamed is an Output in which one folder is called by another name: the one
// that a person knows.
type renamed struct {
	check.Output
	from, to string
}

// Line passes on the line under the folder's other name.
func (r renamed) Line(text string) { r.Output.Line(strings.ReplaceAll(text, r.from, r.to)) }
