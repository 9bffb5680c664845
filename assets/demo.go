// Package assets is what ships inside Firstlight as data: the demo journey and
// its project, the catalogue of tools and the schema of journey files.
package assets

import (
	"embed"
	"io/fs"
)

//go:embed all:demo
var demo embed.FS

// DemoName is the name of the demo's project and of its origin.
const DemoName = "harbour"

// DemoJourney returns the bytes of the demo's journey file.
func DemoJourney() []byte { return mustRead(demo, "demo/journey.yaml") }

// DemoProject returns the files of the demo's project as they are to stand in
// its repository, with the executable bit on those that git is to run.
func DemoProject() fs.FS {
	files, err := fs.Sub(demo, "demo/"+DemoName)
	if err != nil {
		panic(err) // fs.Sub fails only on an invalid path.
	}
	return project{files}
}

// mustRead returns a file that the build has embedded, so that it cannot be
// missing.
func mustRead(files fs.FS, name string) []byte {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		panic(err)
	}
	return data
}
