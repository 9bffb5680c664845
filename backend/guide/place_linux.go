package guide

import (
	"os"
	"path/filepath"
)

func platformData(home string) string {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "firstlight")
	}
	return filepath.Join(home, ".local", "share", "firstlight")
}

// MovingPlaces says how PlaceVariable is set such that windows see it which are opened
// from the desktop's menu, too.
func MovingPlaces() string {
	return "Write the line FIRSTLIGHT_HOME=/the/folder into ~/.config/environment.d/firstlight.conf, for what your desktop starts, " +
		"and export FIRSTLIGHT_HOME=/the/folder into ~/.profile, for terminals and for desktops that do not read the first. " +
		"It holds from when you sign in next."
}
