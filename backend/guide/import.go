package guide

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"firstlight/backend/insight"
	"firstlight/backend/share"
	"firstlight/backend/store"
)

// ImportError says which files are not onboardings that can be taken in, and why.
// None of the others was taken in either.
type ImportError struct{ Problems []share.FileError }

// Error says what is wrong with the first of them, and how many there are.
func (e *ImportError) Error() string {
	first := e.Problems[0].Error()
	if more := len(e.Problems) - 1; more > 0 {
		return fmt.Sprintf("%s; and %d more", first, more)
	}
	return first
}

// problemsLimit is how many files are named that are not as they should be.
const problemsLimit = 20

// Import takes in exported onboardings: files, and folders with their *.json files
// and those of the folders in them. Either all are taken in or none; then it
// returns an *ImportError.
func (g *Guide) Import(ctx context.Context, paths []string) (store.Taken, error) {
	files, err := exported(paths)
	if err != nil {
		return store.Taken{}, err
	}
	var problems []share.FileError
	note := func(err error) error {
		var problem *share.FileError
		if !errors.As(err, &problem) {
			return err
		}
		problems = append(problems, *problem)
		return nil
	}
	current := ""
	next := func() (*store.Arrival, error) {
		for len(files) > 0 && len(problems) < problemsLimit {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			current, files = files[0], files[1:]
			o, err := readOnboarding(current)
			if err = note(err); err != nil {
				return nil, err
			}
			// With one that cannot be, the others are only read.
			if len(problems) == 0 {
				return &store.Arrival{ID: o.ID, Track: o.Track, Events: o.Events}, nil
			}
		}
		if len(problems) > 0 {
			return nil, &ImportError{Problems: problems}
		}
		return nil, nil
	}
	taken, err := g.cfg.Store.Import(ctx, next)
	var contradiction *store.ContradictionError
	if errors.As(err, &contradiction) {
		return taken, &ImportError{Problems: []share.FileError{{File: current, Problem: contradiction.Error()}}}
	}
	return taken, err
}

// unreadable says of a file why it cannot be read; what was tried, and on which file,
// the person knows.
func unreadable(file string, err error) *share.FileError {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return &share.FileError{File: file, Problem: "it cannot be read: " + err.Error()}
}

func readOnboarding(file string) (share.Onboarding, error) {
	// To open a pipe would wait for someone to write to it.
	if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() {
		return share.Onboarding{}, &share.FileError{File: file, Problem: "it is not an ordinary file"}
	}
	f, err := os.Open(file)
	if err != nil {
		return share.Onboarding{}, unreadable(file, err)
	}
	// Nothing is written, so closing cannot lose anything.
	defer func() { _ = f.Close() }()
	return share.ReadOnboarding(f, file)
}

// exported returns the files that paths name.
func exported(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, &ImportError{Problems: []share.FileError{*unreadable(path, err)}}
		}
		if !info.IsDir() {
			files = append(files, path)
			continue
		}
		before := len(files)
		err = filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
			if err == nil && entry.Type().IsRegular() && strings.EqualFold(filepath.Ext(name), ".json") {
				files = append(files, name)
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("looking for onboardings in %s: %w", path, err)
		}
		if len(files) == before {
			return nil, &ImportError{Problems: []share.FileError{{File: path, Problem: "there is no .json file in this folder"}}}
		}
	}
	return files, nil
}

// Forget gives up an onboarding that was imported.
func (g *Guide) Forget(ctx context.Context, id string) error {
	err := g.cfg.Store.Forget(ctx, id)
	if errors.Is(err, store.ErrNone) {
		return &NotFoundError{What: "imported onboarding", Name: id}
	}
	return err
}

// Team returns what the onboardings amount to that were imported.
func (g *Guide) Team(ctx context.Context) ([]insight.Onboarding, error) { return g.cfg.Store.Team(ctx) }

// Own returns what the onboarding amounts to that is open.
func (g *Guide) Own(ctx context.Context) (insight.Onboarding, error) {
	g.mu.RLock()
	open, onboarding := g.open, g.onboarding
	g.mu.RUnlock()
	if !open {
		return insight.Onboarding{}, ErrNotOpen
	}
	events, err := g.cfg.Store.Events(ctx, onboarding.ID, 0)
	if err != nil {
		return insight.Onboarding{}, fmt.Errorf("reading the record: %w", err)
	}
	return insight.RollUp(onboarding.ID, onboarding.Track, events), nil
}
