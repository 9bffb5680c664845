package machine

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"firstlight/backend/whole"
)

// ErrSessionLacks says that a program is to start with a variable which the person's
// session does not have, and the system cannot give it to the program alone.
var ErrSessionLacks = errors.New("the variable is set for one console and not for your session")

// ErrNoProgram says that a program is to start with the session, and is not known.
var ErrNoProgram = errors.New("it is not known which program is to start with your session")

// Autostart is a program that starts with the person's session, or is to.
type Autostart struct {
	// ID names it to the system, such as "firstlight", and Name to the person.
	ID, Name string
	// Program is its absolute file. It is not needed to read, or to end it.
	Program string
	// Variables are NAME=value that it is started with, beside those of the session.
	Variables []string
	// Env returns the environment that says where the system keeps what is hers.
	Env func() []string
}

// On reports whether it starts with the session, as the system has it: also what the
// person changed in the system's own settings counts.
func (a Autostart) On() (bool, error) {
	on, err := a.on()
	if err != nil {
		return false, fmt.Errorf("reading what starts with your session: %w", err)
	}
	return on, nil
}

// Set has it start with the session from the next one on, or no longer.
func (a Autostart) Set(on bool) error {
	if !on {
		if err := a.remove(); err != nil {
			return fmt.Errorf("ending that %s starts with your session: %w", a.Name, err)
		}
		return nil
	}
	if !filepath.IsAbs(a.Program) {
		return ErrNoProgram
	}
	if err := a.write(); err != nil {
		return fmt.Errorf("having %s start with your session: %w", a.Name, err)
	}
	return nil
}

// saveEntry writes a file that the system starts programs by.
func saveEntry(file, text string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return whole.Write(file, []byte(text), 0o644)
}

// removeEntry removes a file that may be gone already.
func removeEntry(file string) error {
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
