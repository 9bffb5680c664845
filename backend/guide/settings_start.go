package guide

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"

	"firstlight/backend/machine"
	"firstlight/backend/process"
)

// Autostart is that the window starts with the person's session, as the system has it.
type Autostart interface {
	On() (bool, error)
	Set(on bool) error
}

const settingStart = "autostart"

// starts reads from the system whether the window starts with the session.
func (g *Guide) starts(context.Context) (string, error) {
	on, err := g.cfg.Autostart.On()
	if on {
		return wordOn, err
	}
	return wordOff, err
}

// setStarts has the window start with the session, or no longer.
func (g *Guide) setStarts(_ context.Context, value string) error {
	err := g.cfg.Autostart.Set(value == wordOn)
	if errors.Is(err, machine.ErrNoProgram) {
		return &ValueError{
			Name: "choice", Why: "the program with the window, firstlight-window, is not found on this machine",
			Next: "Put it beside firstlight, or into a folder of your PATH, and choose again.",
		}
	}
	if errors.Is(err, machine.ErrSessionLacks) {
		return &ValueError{
			Name: "choice", Why: PlaceVariable + " is set for this program alone, and the window would open on another folder",
			Next: MovingPlaces() + " Then choose again.",
		}
	}
	return err
}

// autostart returns what starts the window with the person's session.
func autostart(face Face, places Places, runner *process.Runner) Autostart {
	return machine.Autostart{ID: "firstlight", Name: "Firstlight", Program: windowProgram(face, runner), Variables: places.variables(), Env: runner.Env}
}

// windowProgram returns the file of the program with the window: this one, the one
// beside it or the one on the person's PATH. It is empty where there is none.
func windowProgram(face Face, runner *process.Runner) string {
	own, err := os.Executable()
	if err != nil {
		return ""
	}
	if face.Window {
		return own
	}
	name := "firstlight-window"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	if beside := filepath.Join(filepath.Dir(own), name); process.Executable(beside) {
		return beside
	}
	found, err := runner.Find(name)
	if err != nil {
		return ""
	}
	return found
}
