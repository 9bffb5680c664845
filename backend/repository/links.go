package repository

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"firstlight/backend/check"
)

// disarm turns symbolic links that lead out of the clone into plain files, before
// anything of it is used: what writes through one writes elsewhere.
func (f *fetched) disarm(ctx context.Context, out check.Output) error {
	leading, err := leadingOut(f.dir)
	if err != nil {
		return fmt.Errorf("looking for links in what was fetched: %w", err)
	}
	// Those that were there before may be the person's own.
	leading = slices.DeleteFunc(leading, func(link string) bool { return slices.Contains(f.own, link) })
	if len(leading) == 0 {
		return nil
	}
	for _, link := range leading {
		// A submodule has settings of its own, so git is to find its way from here.
		in, name := filepath.Split(filepath.Join(f.dir, link))
		if err := os.Remove(filepath.Join(in, name)); err != nil {
			return fmt.Errorf("taking away the link %s: %w", link, err)
		}
		for _, args := range [][]string{{"config", "core.symlinks", "false"}, {"checkout-index", "--index", "--", name}} {
			if err := f.run(ctx, in, check.Silent{}, args...); err != nil {
				return fmt.Errorf("making the link %s a plain file: %w", link, err)
			}
		}
	}
	out.Line("Kept as plain files, as they lead out of the folder: " + some(slices.Clone(leading)))
	return nil
}

// leadingOut returns the symbolic links in a clone that do not lead to something
// in it.
func leadingOut(dir string) ([]string, error) {
	var leading []string
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == ".git":
			return filepath.SkipDir
		case entry.Type()&fs.ModeSymlink == 0:
			return nil
		}
		to, err := os.Readlink(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		if !inside(dir, rel, to) {
			leading = append(leading, filepath.ToSlash(rel))
		}
		return nil
	})
	return leading, err
}

// inside reports whether a link, which lies at rel below dir, leads to something
// below dir that is not git's own. It goes by names first, since what the link
// leads to need not be there yet.
func inside(dir, rel, to string) bool {
	target := filepath.Join(filepath.Dir(rel), filepath.FromSlash(to))
	if filepath.IsAbs(to) || !filepath.IsLocal(target) {
		return false
	}
	if first, _, _ := strings.Cut(filepath.ToSlash(target), "/"); strings.EqualFold(first, ".git") {
		return false
	}
	// On the way there may be another link.
	real, err := filepath.EvalSymlinks(filepath.Join(dir, target))
	if err != nil {
		return true
	}
	home, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return false
	}
	below, err := filepath.Rel(home, real)
	return err == nil && filepath.IsLocal(below)
}
