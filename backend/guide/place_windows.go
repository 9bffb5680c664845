package guide

import (
	"os"
	"path/filepath"
)

func platformData(home string) string {
	if dir := os.Getenv("LOCALAPPDATA"); dir != "" {
		return filepath.Join(dir, "Firstlight")
	}
	return filepath.Join(home, "AppData", "Local", "Firstlight")
}

// MovingPlaces says how PlaceVariable is set such that windows see it which are opened
// from the Start menu, too.
func MovingPlaces() string {
	return `Run setx FIRSTLIGHT_HOME "C:\the\folder" in a console. It holds for what you open from then on, from the Start menu and from new consoles.`
}
