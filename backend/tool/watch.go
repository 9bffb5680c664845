package tool

import (
	"path/filepath"
	"slices"

	"firstlight/backend/process"
)

// whereabouts returns the files that could be the tool, whether they are there
// or not, and those that choose its version. What a link leads to is followed by
// the watcher.
func (r *Room) whereabouts(t tool) []string {
	var files []string
	for _, command := range t.Commands {
		for _, file := range r.runner.Candidates(command) {
			files = append(files, file)
			at := place{command: command, file: file, real: target(file)}
			deciding := r.deciding(t, at)
			if !process.Executable(file) {
				at.real = "" // Nothing lies beside what is not there.
			}
			for _, d := range deciding {
				files = append(files, d.expand(at)...)
			}
		}
	}
	return unique(files)
}

// target returns the file that a path leads to, itself where it leads nowhere.
func target(file string) string {
	if to, err := filepath.EvalSymlinks(file); err == nil {
		return to
	}
	return file
}

func unique(files []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(files, func(file string) bool {
		was := seen[file]
		seen[file] = true
		return was
	})
}
