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
	"firstlight/backend/process"
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

// MissingError says that there is neither a file nor a folder where one was named.
type MissingError struct{ Path string }

// Error says where.
func (e *MissingError) Error() string {
	return "there is no file or folder " + process.Short(e.Path)
}

// problemsLimit is how many files are named that are not as they should be.
const problemsLimit = 20

// StoppedError says that an import ended before all was taken in.
type StoppedError struct {
	// Taken onboardings of Files files were taken in, or were there already.
	Taken, Files int
	Err          error
}

// Error says how far it came, and why it ended.
func (e *StoppedError) Error() string {
	return fmt.Sprintf("the import ended after %d of %d onboardings: %v", e.Taken, e.Files, e.Err)
}

// Unwrap returns why it ended.
func (e *StoppedError) Unwrap() error { return e.Err }

// Import takes in exported onboardings: files, and folders with their *.json files
// and those of the folders in them. All of them are looked at first, and where one
// cannot be taken in none is; then it returns an *ImportError, or a *MissingError where
// there is nothing by that name. Afterwards they are taken in a few at a time, so that
// what else is recorded need not wait: where that is ended halfway, whole onboardings are
// there, and importing the same again takes in the rest. It returns a *StoppedError, if
// it still can.
func (g *Guide) Import(ctx context.Context, paths []string) (store.Taken, error) {
	files, err := exported(paths)
	if err != nil {
		return store.Taken{}, err
	}
	if err := g.canImport(ctx, files); err != nil {
		return store.Taken{}, err
	}
	left := files
	taken, err := g.cfg.Store.Import(ctx, func() (*store.Arrival, error) {
		if len(left) == 0 {
			return nil, nil
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		file := left[0]
		left = left[1:]
		o, err := readOnboarding(file)
		if err != nil {
			return nil, err
		}
		return &store.Arrival{ID: o.ID, Track: o.Track, Events: o.Events}, nil
	})
	if err != nil {
		return taken, &StoppedError{Taken: len(taken.Added) + len(taken.Grown) + len(taken.Doubled), Files: len(files), Err: err}
	}
	return taken, nil
}

// canImport reads files that are to be imported, and returns an *ImportError where one
// cannot be.
func (g *Guide) canImport(ctx context.Context, files []string) error {
	var problems []share.FileError
	seen := map[string][]string{}
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := g.fits(ctx, file, seen)
		var problem *share.FileError
		if err != nil && !errors.As(err, &problem) {
			return err
		}
		if err != nil {
			problems = append(problems, *problem)
		}
		if len(problems) == problemsLimit {
			break
		}
	}
	if len(problems) > 0 {
		return &ImportError{Problems: problems}
	}
	return nil
}

// fits reads a file and returns a *share.FileError where it is no onboarding, or
// contradicts what is there of the same one or stands in a file before it; seen are
// those, by the onboarding.
func (g *Guide) fits(ctx context.Context, file string, seen map[string][]string) error {
	o, err := readOnboarding(file)
	if err != nil {
		return err
	}
	arrival := store.Arrival{ID: o.ID, Track: o.Track, Events: o.Events}
	err = g.cfg.Store.Compare(ctx, arrival)
	for _, before := range seen[o.ID] {
		if err != nil {
			break
		}
		// It is seldom that one is there twice, and all of them at once may be too much
		// to keep in mind.
		other, errRead := readOnboarding(before)
		if errRead != nil {
			return errRead
		}
		err = arrival.Compare(other.Events)
	}
	seen[o.ID] = append(seen[o.ID], file)
	var contradiction *store.ContradictionError
	if errors.As(err, &contradiction) {
		return &share.FileError{File: file, Problem: contradiction.Error()}
	}
	return err
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
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return share.Onboarding{}, &MissingError{Path: file}
	case err != nil:
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
		path = process.Long(path)
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, &MissingError{Path: path}
		case err != nil:
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
