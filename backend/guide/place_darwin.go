package guide

import "path/filepath"

func platformData(home string) string {
	return filepath.Join(home, "Library", "Application Support", "Firstlight")
}

// MovingPlaces says how PlaceVariable is set such that windows see it which are opened
// from the Dock, too.
func MovingPlaces() string {
	return "For terminals, write export FIRSTLIGHT_HOME=/the/folder into ~/.zprofile. For what the Dock and Finder start, " +
		"run launchctl setenv FIRSTLIGHT_HOME /the/folder; it holds for what you open from then on, until you sign out."
}
