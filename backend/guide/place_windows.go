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
