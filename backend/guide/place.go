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

// FindPlaces returns the folders to use: FIRSTLIGHT_HOME moves both, and
// otherwise data goes where the system keeps it and code to ~/firstlight.
func FindPlaces() (Places, error) {
	if dir := os.Getenv(PlaceVariable); dir != "" {
		abs, err := filepath.Abs(dir)
		if err != nil {
			return Places{}, fmt.Errorf("finding the data folder: %w", err)
		}
		return Places{Data: abs, Workspace: filepath.Join(abs, "workspace"), Variable: PlaceVariable}, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return Places{}, fmt.Errorf("finding your home folder: %w; set FIRSTLIGHT_HOME to the folder to use", err)
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

func (p Places) origin(name string) string { return filepath.Join(p.Data, "origins", name+".git") }
