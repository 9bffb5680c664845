package guide

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Places are the folders that Firstlight uses.
type Places struct {
	// Data holds the record, and the origins of built-in projects.
	Data string
	// Workspace is where code is cloned.
	Workspace string
	// Variable names the environment variable that moved them; empty where none did.
	Variable string
}

// PlaceVariable is the environment variable that moves Firstlight's folders.
const PlaceVariable = "FIRSTLIGHT_HOME"

// PlaceError says that there is no telling which folders to use.
type PlaceError struct {
	// Problem says why, and Next what to do about it, in a sentence.
	Problem, Next string
}

// Error says why there is no telling.
func (e *PlaceError) Error() string { return e.Problem }

// FindPlaces returns the folders to use: FIRSTLIGHT_HOME moves both, and
// otherwise data goes where the system keeps it and code to ~/firstlight. An error
// is a *PlaceError.
func FindPlaces() (Places, error) {
	if dir := os.Getenv(PlaceVariable); dir != "" {
		next := "Set it to the whole path of a folder of yours, or unset it."
		// Each folder that somebody happens to be in would have a record of its own.
		if !filepath.IsAbs(dir) {
			return Places{}, &PlaceError{fmt.Sprintf("%s is %s, which is another folder in each place", PlaceVariable, dir), next}
		}
		if info, err := os.Stat(dir); err == nil && !info.IsDir() {
			return Places{}, &PlaceError{fmt.Sprintf("%s is %s, which is no folder", PlaceVariable, dir), next}
		}
		dir = filepath.Clean(dir)
		return Places{Data: dir, Workspace: filepath.Join(dir, "workspace"), Variable: PlaceVariable}, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return Places{}, &PlaceError{
			fmt.Sprintf("your home folder is not known: %v", err),
			fmt.Sprintf("Have the environment say it, or set %s to the whole path of the folder to use.", PlaceVariable),
		}
	}
	return Places{Data: platformData(home), Workspace: filepath.Join(home, "firstlight")}, nil
}

// variables are those that lead another program to the same folders, NAME=value; none
// where every program finds them.
func (p Places) variables() []string {
	if p.Variable == "" {
		return nil
	}
	return []string{p.Variable + "=" + p.Data}
}

// override returns the file in which it stands what is other on this machine than
// in compose files: one for each of them.
func (p Places) override(files []string) string {
	sum := sha256.Sum256([]byte(strings.Join(files, "\n")))
	return filepath.Join(p.Data, "compose", hex.EncodeToString(sum[:6])+".yaml")
}

func (p Places) database() string { return filepath.Join(p.Data, "firstlight.db") }

func (p Places) reports() string { return filepath.Join(p.Data, "reports") }

// running returns the folder where it is written down which programs run.
func (p Places) running() string { return filepath.Join(p.Data, "running") }

func (p Places) origin(name string) string { return filepath.Join(p.Data, "origins", name+".git") }
