package guide

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"firstlight/backend/share"
)

// ErrOwnFolder says that what is to be kept would lie where everything is forgotten.
var ErrOwnFolder = errors.New("what is written there is forgotten with all the rest")

// ErrNothingToExport says that there is no onboarding in which anything happened.
var ErrNothingToExport = errors.New("there is no onboarding to export yet")

// exportsFolder is the name of the folder that all onboardings are kept in.
const exportsFolder = "firstlight-onboardings"

// ExportAll returns each onboarding of the person's own in which anything happened, the
// oldest first, as Export does. No journey needs to be open. Where there is none, the
// error is ErrNothingToExport.
func (g *Guide) ExportAll(ctx context.Context, notes bool) ([]share.Onboarding, error) {
	all, err := g.cfg.Store.Onboardings(ctx)
	if err != nil {
		return nil, err
	}
	p := g.person(ctx)
	var exports []share.Onboarding
	for _, o := range all {
		export, err := g.exportOf(ctx, o, p, notes)
		if err != nil {
			return nil, err
		}
		if len(export.Events) > 0 {
			exports = append(exports, export)
		}
	}
	if len(exports) == 0 {
		return nil, ErrNothingToExport
	}
	return exports, nil
}

// SaveExports writes onboardings into a folder, one file for each, and returns where
// that is. The folder is made where it is not there; empty means one in the person's
// home folder, which nothing of Firstlight's is removed from. One that would go when
// everything is forgotten gives ErrOwnFolder.
func (g *Guide) SaveExports(exports []share.Onboarding, folder string) (string, error) {
	if folder == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("finding your home folder: %w", err)
		}
		folder = filepath.Join(home, exportsFolder)
	}
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", fmt.Errorf("finding the folder to export into: %w", err)
	}
	for _, o := range exports {
		if g.cfg.Places.forgets(filepath.Join(folder, exportName(o))) {
			return "", ErrOwnFolder
		}
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", fmt.Errorf("making the folder to export into: %w", err)
	}
	for _, o := range exports {
		if _, err := g.SaveExport(o, filepath.Join(folder, exportName(o))); err != nil {
			return "", fmt.Errorf("exporting the onboarding %s: %w", o.ID, err)
		}
	}
	return folder, nil
}

// forgets reports whether a file goes when everything is forgotten, whether it or its
// folder is there yet or not.
func (p Places) forgets(file string) bool {
	file = leading(file)
	for name := file; ; name = filepath.Dir(name) {
		folder := filepath.Dir(name)
		if folder == name {
			return false
		}
		for own, is := range p.names() {
			if same(folder, leading(own)) && is(filepath.Base(name)) {
				return true
			}
		}
	}
}

// leading returns where a path leads, as far as anything of it is there.
func leading(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	up := filepath.Dir(path)
	if up == path {
		return path
	}
	return filepath.Join(leading(up), filepath.Base(path))
}

// same reports whether two paths are the same folder, there or not.
func same(a, b string) bool {
	at, errA := os.Stat(a)
	to, errB := os.Stat(b)
	if errA == nil && errB == nil {
		return os.SameFile(at, to)
	}
	return a == b
}
