package guide

import "path/filepath"

func platformData(home string) string {
	return filepath.Join(home, "Library", "Application Support", "Firstlight")
}
