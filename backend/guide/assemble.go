package guide

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

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
	runner := process.New(environment(ctx, face))
	rooms, err := newHouse(places, runner)
	if err != nil {
		return nil, err
	}
	record, err := store.Open(ctx, places.database(), store.Options{})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening the record: %w", err), rooms.Close())
	}
	return New(Config{
		Store: record, Runner: runner, Watcher: watch.New(watch.Options{}), Rooms: rooms, Library: NewFiles(face.AllowFile),
		Face: face.Name, Terminal: face.Terminal, Workspace: places.Workspace, Log: face.Log,
	}), nil
}

// environment returns what programs start in: a launcher has another PATH than
// the person's shell, and what she installs shows in her shell.
func environment(ctx context.Context, face Face) []string {
	if !face.LoginShell {
		return os.Environ()
	}
	env, err := process.LoginEnv(ctx)
	if err != nil {
		face.Log.WarnContext(ctx, "reading the login shell's environment", "error", err)
	}
	return env
}
