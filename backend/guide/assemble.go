package guide

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"firstlight/backend/github"
	"firstlight/backend/keyring"
	"firstlight/backend/process"
	"firstlight/backend/store"
	"firstlight/backend/watch"
)

// Face says what a guide is assembled for.
type Face struct {
	// Name is "window", "terminal" or "browser".
	Name string
	// Window says that this program is the one with the window.
	Window bool
	// LoginShell has programs start in the environment of the person's login
	// shell, for a face that was started from a launcher.
	LoginShell bool
	// Terminal says that programs can use the terminal that the face runs in.
	Terminal bool
	// Looks says that the face only looks: it begins no onboarding, and leaves which
	// journey was last opened as it is.
	Looks bool
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
func Assemble(ctx context.Context, face Face) (g *Guide, err error) {
	places, err := FindPlaces()
	if err != nil {
		return nil, err
	}
	if face.Log == nil {
		face.Log = slog.New(slog.DiscardHandler)
	}
	here, unforgotten, err := enter(ctx, places, autostart(face, places, process.New(os.Environ())), forgetTokens)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			here.release()
		}
	}()
	if len(unforgotten) > 0 {
		face.Log.WarnContext(ctx, "finishing to forget everything", "left", unforgotten)
	}
	record, settings, err := openRecord(ctx, places)
	if err != nil {
		return nil, err
	}
	var kept Store = record
	if face.Looks {
		kept = newLookout(record, time.Now)
	}
	asking, stop := context.WithCancel(context.WithoutCancel(ctx))
	around := surround(asking, face, settings)
	runner := around.runner
	runner.WriteDown(places.running())
	rooms := newHouse(places, runner, newMemory(record, face.Log), around.chosenProxy)
	rooms.Prefer(managerOf(settings[settingManager]))
	return New(Config{
		Store: kept, Runner: runner, Watcher: watch.New(watch.Options{}), Rooms: rooms, Library: sources{Files: NewFiles(face.AllowFile), workspace: places.Workspace, origin: rooms.origin},
		Face: face.Name, Terminal: face.Terminal, Unattended: face.Unattended, Places: places, Show: runner.Open, Settings: settings, Workspace: places.Workspace, Reports: places.reports(), Version: face.Version,
		Ready: around.first, Around: around.known, RenewPath: around.renewing(), Surround: around.choose, Bare: around.without, Autostart: autostart(face, places, runner), Tokens: forgetTokens, StartFiles: process.StartFiles(shellOf(settings)), Env: runner.Env, SinceBoot: uptime(ctx), FirstDay: firstDay(os.Getenv), Log: face.Log,
		EndLeft:  func(ctx context.Context) (int, error) { return process.EndLeft(ctx, places.running()) },
		presence: here, unforgotten: unforgotten, stop: stop,
	}), nil
}

// forgetTokens removes every token of Firstlight from the system's keyring.
func forgetTokens(ctx context.Context) error { return github.ForgetTokens(ctx, keyring.New("")) }

// openRecord opens the record and reads what was set.
func openRecord(ctx context.Context, places Places) (*store.Store, map[string]string, error) {
	record, err := store.Open(ctx, places.database(), store.Options{})
	if err != nil {
		return nil, nil, fmt.Errorf("opening the record: %w", err)
	}
	settings, err := record.Settings(ctx)
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("reading the settings: %w", err), record.Close())
	}
	return record, settings, nil
}
