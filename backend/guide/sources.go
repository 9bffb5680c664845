package guide

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"firstlight/backend/detect"
	"firstlight/backend/draft"
	"firstlight/backend/journey"
	"firstlight/backend/process"
	"firstlight/backend/repository"
)

// sources are the journeys that can be opened: those that are written down, and
// those that repositories without one give by what their own files state.
type sources struct {
	*Files
	// workspace is the absolute folder that code is cloned into.
	workspace string
	// origin returns the address that the repository in a folder was cloned from;
	// empty where it names none.
	origin originReader
}

type originReader = func(ctx context.Context, dir string) (string, error)

// Load returns the journey at a source, and what to watch for changes. The source is
// a path to a journey file, a folder, the address of a repository, or "demo".
func (s sources) Load(ctx context.Context, source string) (journey.Journey, []string, error) {
	if address, ok := addressOf(source); ok {
		return s.cloned(ctx, address)
	}
	j, file, err := s.Files.Load(ctx, source)
	var none *SourceError
	switch {
	case errors.As(err, &none) && none.Folder:
		return s.folder(ctx, source)
	case err != nil || file == "":
		return j, nil, err
	default:
		j.Workspace = s.around(ctx, file, j)
		return j, []string{file}, nil
	}
}

// around returns the folder that holds the repository which brings a journey file,
// where the journey is about that very repository, since a step works in a folder of its
// name that no step puts there or since it is what a step clones, and it has not been
// cloned below the person's own workspace: it is not to be cloned a second time. Empty
// otherwise.
func (s sources) around(ctx context.Context, file string, j journey.Journey) string {
	dir, inside := broughtBy(file)
	name := filepath.Base(dir)
	if _, err := os.Stat(filepath.Join(s.workspace, name)); !inside || err == nil {
		return ""
	}
	about := slices.ContainsFunc(j.Steps(), func(step journey.Step) bool {
		if c, ok := step.Claim.(journey.CloneClaim); ok {
			return c.Into == name && isClone(ctx, s.origin, dir, c.URL)
		}
		folder, unplaced := j.Unplaced(step)
		return unplaced && (folder == name || strings.HasPrefix(folder, name+"/"))
	})
	if !about {
		return ""
	}
	return filepath.Dir(dir)
}

// broughtBy returns the folder of the repository that brings a journey file, and whether
// there is one.
func broughtBy(file string) (dir string, inside bool) {
	return strings.CutSuffix(file, string(filepath.Separator)+filepath.FromSlash(JourneyFile))
}

// Warnings returns what a valid journey states and may not be meant. The repository that
// brings it is there.
func Warnings(j journey.Journey) []journey.Error {
	there := ""
	if dir, inside := broughtBy(j.Source); inside {
		there = filepath.Base(dir)
	}
	return j.Warnings(there)
}

// isClone reports whether the repository in a folder was cloned from an address.
func isClone(ctx context.Context, originOf originReader, dir, address string) bool {
	if !isRepository(dir) {
		return false
	}
	origin, err := originOf(ctx, dir)
	return err == nil && repository.SameOrigin(origin, address)
}

// folder returns the journey of a folder that has no journey file.
func (s sources) folder(ctx context.Context, source string) (journey.Journey, []string, error) {
	dir, err := filepath.Abs(source)
	if err != nil {
		return journey.Journey{}, nil, &SourceError{Source: source, Err: err}
	}
	j, files, err := s.draft(ctx, dir, dir, s.project(ctx, dir))
	j.Workspace = filepath.Dir(dir)
	return j, files, err
}

// project returns what is known of the repository in a folder beside its files.
func (s sources) project(ctx context.Context, dir string) draft.Project {
	p := draft.Project{Name: filepath.Base(dir), Folder: filepath.Base(dir), Cloned: true, Git: isRepository(dir)}
	if !p.Git {
		return p
	}
	// Where git does not say, nobody can clone it, and the rest can be done.
	origin, err := s.origin(ctx, dir)
	if err != nil {
		return p
	}
	origin = repository.ForOthers(origin)
	if _, refused := journey.CloneFolder(origin, s.allowFile); refused == nil {
		p.Origin = origin
	}
	return p
}

// cloned returns the journey of the repository at an address: the one that it
// brings, or else one drafted from its files, once it is cloned.
func (s sources) cloned(ctx context.Context, address string) (journey.Journey, []string, error) {
	folder, err := s.cloneFolder(address)
	if err != nil {
		return journey.Journey{}, nil, err
	}
	dir := filepath.Join(s.workspace, filepath.FromSlash(folder))
	project := draft.Project{Name: path.Base(folder), Folder: folder, Origin: address}
	own := filepath.Join(dir, filepath.FromSlash(JourneyFile))
	// What another repository in that folder says is not about this one; the step
	// that clones tells of it.
	if !isClone(ctx, s.origin, dir, address) {
		j, err := s.parsed(address, project, detect.Report{})
		return j, []string{dir, own}, err
	}
	project.Cloned, project.Git = true, true
	j, file, err := s.Files.Load(ctx, dir)
	var none *SourceError
	switch {
	case errors.As(err, &none) && none.Folder:
		return s.draft(ctx, address, dir, project)
	case err != nil:
		return j, nil, err
	}
	j.Source = address
	return j, []string{dir, file}, nil
}

// draft returns the journey that the files of a folder state.
func (s sources) draft(ctx context.Context, source, dir string, project draft.Project) (journey.Journey, []string, error) {
	report, err := Detect(ctx, dir)
	if err != nil {
		return journey.Journey{}, nil, &SourceError{Source: source, Err: err}
	}
	if len(report.Claims) == 0 && project.Origin == "" {
		return journey.Journey{}, nil, &SourceError{Source: source, Folder: true, Err: errNothingStated}
	}
	j, err := s.parsed(source, project, report)
	return j, append(watched(dir, report.Files), filepath.Join(dir, filepath.FromSlash(JourneyFile))), err
}

// parsed returns the journey that is drafted for a project.
func (s sources) parsed(source string, project draft.Project, report detect.Report) (journey.Journey, error) {
	parser, err := s.parser()
	if err != nil {
		return journey.Journey{}, err
	}
	j, err := parse(parser, source, draft.Journey(parser, project, report))
	if err != nil {
		return j, fmt.Errorf("reading the journey drafted for %s: %w", shown(source), err)
	}
	j.Drafted = true
	return j, nil
}

var errNothingStated = errors.New("its files state nothing that Firstlight can read")

// isRepository reports whether a folder is the root of a git repository.
func isRepository(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, ".git"))
	return err == nil
}

// WriteDraft writes a journey file to start from into the repository in a folder, and
// returns its path. One that is there already is not written over, which is an error
// of fs.ErrExist, and nothing outside of the folder is written, whatever links lead
// there.
func WriteDraft(ctx context.Context, dir string) (string, error) {
	text, err := drafted(ctx, dir)
	if err != nil {
		return "", err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return "", fmt.Errorf("opening %s: %w", dir, err)
	}
	// What was written is closed below.
	defer func() { _ = root.Close() }()
	if err := root.MkdirAll(path.Dir(JourneyFile), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", fmt.Errorf("making the folder of the journey file: %w", err)
	}
	out, err := root.OpenFile(JourneyFile, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return "", fmt.Errorf("making the journey file: %w", err)
	}
	_, err = out.Write(text)
	if err := errors.Join(err, out.Close()); err != nil {
		// Half a journey would be in the way of the next try.
		return "", errors.Join(fmt.Errorf("writing the journey file: %w", err), root.Remove(JourneyFile))
	}
	return filepath.Join(dir, filepath.FromSlash(JourneyFile)), nil
}

// drafted returns a journey file for the repository in a folder.
func drafted(ctx context.Context, dir string) ([]byte, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("finding %s: %w", dir, err)
	}
	report, err := Detect(ctx, abs)
	if err != nil {
		return nil, err
	}
	git := repository.New(process.New(os.Environ()))
	s := sources{Files: NewFiles(false), origin: git.Origin}
	project := s.project(ctx, abs)
	if len(report.Claims) == 0 && project.Origin == "" {
		return nil, &SourceError{Source: dir, Folder: true, Err: errNothingStated}
	}
	parser, err := s.parser()
	if err != nil {
		return nil, err
	}
	return draft.Journey(parser, project, report), nil
}
