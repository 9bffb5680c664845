package guide

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"firstlight/assets"
	"firstlight/backend/journey"
	"firstlight/backend/tool"
)

// JourneyFile is where a repository keeps its journey, with slashes.
const JourneyFile = ".firstlight/journey.yaml"

// readLimit is one byte more than a journey file may have, so that the parser
// sees that it is too large and nothing enormous is read.
const readLimit = 1<<20 + 1

// Files is the library of journeys on disk, and of the one that is built in.
type Files struct {
	parser    func() (*journey.Parser, error)
	allowFile bool
}

// NewFiles returns the library. allowFile lets journeys clone from file: URLs.
func NewFiles(allowFile bool) *Files {
	// The schema takes a few milliseconds to compile, and not every start of
	// the program reads a journey.
	return &Files{allowFile: allowFile, parser: sync.OnceValues(func() (*journey.Parser, error) {
		p, err := journey.NewParser(assets.JourneySchema())
		if err != nil {
			return nil, fmt.Errorf("reading the journey schema: %w", err)
		}
		p.AllowFile, p.Tools = allowFile, tool.ShippedCatalogue(string(assets.ToolCatalogue())).Names()
		return p, nil
	})}
}

// Load returns the journey at a source, and the file to watch for changes. It
// returns journey.Errors when the file is not valid and *SourceError when there
// is none.
func (f *Files) Load(_ context.Context, source string) (journey.Journey, string, error) {
	if source == DemoSource {
		j, err := journey.ParseBuiltIn(DemoSource, assets.DemoJourney())
		if err != nil {
			return j, "", err
		}
		j, err = withHealth(j)
		return j, "", err
	}
	parser, err := f.parser()
	if err != nil {
		return journey.Journey{}, "", err
	}
	file, err := find(source)
	if err != nil {
		return journey.Journey{}, "", err
	}
	data, err := read(file)
	if err != nil {
		return journey.Journey{}, "", &SourceError{Source: source, Err: err}
	}
	j, err := parse(parser, file, data)
	return j, file, err
}

func parse(p *journey.Parser, source string, data []byte) (journey.Journey, error) {
	j, err := p.Parse(source, data)
	if err != nil {
		return j, err
	}
	return withHealth(j)
}

// find returns the absolute path of the journey file that a source names: the
// file itself, or a folder that has one; the folder may be the one that it lies in.
func find(source string) (string, error) {
	abs, err := filepath.Abs(source)
	if err != nil {
		return "", &SourceError{Source: source, Err: err}
	}
	info, err := os.Stat(abs)
	if err != nil {
		return "", &SourceError{Source: source, Err: err}
	}
	if !info.IsDir() {
		return abs, nil
	}
	file := filepath.FromSlash(JourneyFile)
	inside := filepath.Join(abs, file)
	if filepath.Base(abs) == filepath.Dir(file) {
		inside = filepath.Join(filepath.Dir(abs), file)
	}
	if _, err := os.Stat(inside); err != nil {
		return "", &SourceError{Source: source, Folder: true, Err: err}
	}
	return inside, nil
}

func read(file string) ([]byte, error) {
	// To open a pipe would wait for someone to write to it.
	if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not an ordinary file", file)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	// Nothing is written, so closing cannot lose anything.
	defer func() { _ = f.Close() }()
	return io.ReadAll(io.LimitReader(f, readLimit))
}

// SourceError says that there is no journey where one was named.
type SourceError struct {
	Source string
	// Folder says that the source is a folder without a journey file.
	Folder bool
	Err    error
}

// Error says what was looked for.
func (e *SourceError) Error() string {
	source, reason := shown(e.Source), e.Err
	var of *fs.PathError
	if abs, err := filepath.Abs(e.Source); err == nil && errors.As(reason, &of) && of.Path == abs {
		reason = of.Err
	}
	switch {
	case errors.Is(e.Err, errNothingStated):
		return fmt.Sprintf("the folder %s has no %s, and its files state nothing that Firstlight can read", source, JourneyFile)
	case e.Folder:
		return fmt.Sprintf("the folder %s has no %s", source, JourneyFile)
	case errors.Is(e.Err, fs.ErrNotExist):
		return fmt.Sprintf("there is no file or folder %s", source)
	default:
		return fmt.Sprintf("cannot read the journey %s: %v", source, reason)
	}
}

// Unwrap returns the reason.
func (e *SourceError) Unwrap() error { return e.Err }
