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
		return g.completeFixes(spec, f)
	}
	return []check.Fix{{
		ID: "clone", Title: "Clone " + spec.name(),
		Effect:    "The project and its history will stand in " + process.Short(spec.Dir) + ".",
		Privilege: check.User,
		Undo:      "Delete the folder " + process.Short(spec.Dir),
		Plan:      func(check.Answers) []check.Command { return spec.commands() },
		Apply:     func(ctx context.Context, _ check.Answers, out check.Output) error { return g.clone(ctx, spec, out) },
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
	if err := g.spacious(ctx, spec); err != nil {
		return err
	}
	leave, err := g.turn(ctx, out)
	if err != nil {
		return err
	}
	defer leave()
	sweep(ctx, spec.Dir)
	for _, c := range spec.commands() {
		out.Line("$ " + c.String())
	}
	return g.talk(ctx, out, func(t *talk) error { return g.cloneWith(ctx, t, spec, out) })
}

func (g *Git) cloneWith(ctx context.Context, t *talk, spec CloneSpec, out check.Output) error {
	var f *fetched
	err := g.retrying(ctx, out, func(out check.Output) (err error) {
		f, err = g.fetch(ctx, t, spec, out)
		return err
	})
	if err != nil {
		return err
	}
	if err = f.complete(ctx, out); err == nil {
		err = settle(f.dir, spec.Dir)
	}
	return cleared(f.dir, err)
}

// cleared returns err and clears the folder away where there is one.
func cleared(dir string, err error) error {
	if err == nil {
		return nil
	}
	if clearErr := os.RemoveAll(dir); clearErr != nil {
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

// fetch makes one try at the clone, in a folder of its own beside the place.
func (g *Git) fetch(ctx context.Context, t *talk, spec CloneSpec, out check.Output) (*fetched, error) {
	watchful, err := g.watchful(ctx)
	if err != nil {
		return nil, err
	}
	dir, err := reserve(spec.Dir, time.Now())
	if err != nil {
		return nil, err
	}
	f := &fetched{git: g, talk: t, spec: spec, dir: dir, settings: watchful}
	args := append([]string{"clone", "--progress", "--no-recurse-submodules"}, spec.options()...)
	if f.wary = g.wary(dir); f.wary {
		args = append(args, "--no-checkout")
	}
	if err := f.run(ctx, os.TempDir(), out, append(args, "--", spec.URL, dir)...); err != nil {
		return nil, cleared(dir, err)
	}
	return f, nil
}

// renamed is an Output in which one folder is called by another name: the one
// that a person knows.
type renamed struct {
	check.Output
	from, to string
}

// Line passes on the line under the folder's other name.
func (r renamed) Line(text string) { r.Output.Line(strings.ReplaceAll(text, r.from, r.to)) }
