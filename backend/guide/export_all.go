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
var ErrOwnFolder = errors.New("that folder lies in Firstlight's own, which is forgotten with all the rest")

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
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", fmt.Errorf("making the folder to export into: %w", err)
	}
	if g.cfg.Places.holds(folder) {
		return "", ErrOwnFolder
	}
	for _, o := range exports {
		if _, err := g.SaveExport(o, filepath.Join(folder, exportName(o))); err != nil {
			return "", fmt.Errorf("exporting the onboarding %s: %w", o.ID, err)
		}
	}
	return folder, nil
}

// holds reports whether a folder that is there is the data folder, or lies in it.
func (p Places) holds(folder string) bool {
	data, err := os.Stat(p.Data)
	if err != nil {
		return false
	}
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		folder = real
	}
	for {
		if at, err := os.Stat(folder); err == nil && os.SameFile(at, data) {
			return true
		}
		up := filepath.Dir(folder)
		if up == folder {
			return false
		}
		folder = up
	}
}
