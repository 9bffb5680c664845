// Package frontend holds the built interface, so that the window and the
// browser face show the same files.
package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Assets returns the files of the built interface with index.html at the root.
// It holds no index.html when the interface was not built before the program.
func Assets() fs.FS {
	assets, err := fs.Sub(dist, "dist")
	if err != nil {
		// Only an invalid path fails, and this one is written above.
		panic(err)
	}
	return assets
}
