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
