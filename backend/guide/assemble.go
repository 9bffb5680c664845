package guide

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"firstlight/backend/process"
	"firstlight/backend/store"
	"firstlight/backend/watch"
)

// Face says what a guide is assembled for.
type Face struct {
	// Name is "window", "terminal" or "browser".
	Name string
	// LoginShell has programs start in the environment of the person's login
	// shell, for a face that was started from a launcher.
	LoginShell bool
	// Terminal says that programs can use the terminal that the face runs in.
	Terminal bool
	// Unattended says that nobody is there to answer what work asks.
	Unattended bool
	// Version is which Firstlight this is; empty means one that was not released.
	Version string
	// AllowFile lets journeys clone from file: addresses.
	AllowFile bool
	// Log receives what no person needs to see; nil drops it.
	Log *slog.Logger
}

// Assemble opens the record and composes the rooms of this machine. The guide
// that it returns has no journey open; Close lets go of everything.
func Assemble(ctx context.Context, face Face) (*Guide, error) {
	places, err := FindPlaces()
	if err != nil {
		return nil, err
	}
	if face.Log == nil {
		face.Log = slog.New(slog.DiscardHandler)
	}
	// A shell may take its time to start, and opening the record waits for the
	// disk. The rooms wait for both: without the person's own PATH a tool that
	// she has would read as missing.
	var runner *process.Runner
	var silent []string
	var asking sync.WaitGroup
	asking.Go(func() {
		var env []string
		env, silent = process.Answering(ctx, environment(ctx, face))
		runner = process.New(env)
	})
	record, err := store.Open(ctx, places.database(), store.Options{})
	asking.Wait()
	if err != nil {
		return nil, fmt.Errorf("opening the record: %w", err)
	}
	rooms := newHouse(places, runner, newMemory(record, face.Log))
	return New(Config{
		Store: record, Runner: runner, Watcher: watch.New(watch.Options{}), Rooms: rooms, Library: NewFiles(face.AllowFile),
		Face: face.Name, Terminal: face.Terminal, Unattended: face.Unattended, Workspace: places.Workspace, Reports: places.reports(), Version: face.Version,
		Silent: silent, Log: face.Log,
	}), nil
}

// environment returns what programs start in: a launcher has another PATH than
// the person's shell, and what she installs shows in her shell. What only the
// face itself finds comes after what her shell finds, so that a face started
// from a terminal misses nothing that the terminal has.
func environment(ctx context.Context, face Face) []string {
	own := os.Environ()
	if !face.LoginShell {
		return own
	}
	login, err := process.LoginEnv(ctx)
	if err != nil {
		face.Log.WarnContext(ctx, "reading the login shell's environment", "error", err)
		return own
	}
	folders := filepath.SplitList(pathOf(login))
	for _, folder := range filepath.SplitList(os.Getenv("PATH")) {
		if !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	return append(login, "PATH="+strings.Join(folders, string(os.PathListSeparator)))
}

func pathOf(env []string) string {
	for _, v := range slices.Backward(env) {
		if path, ok := strings.CutPrefix(v, "PATH="); ok {
			return path
		}
	}
	return ""
}
