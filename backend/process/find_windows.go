package process

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// spellings are the file names that a program may have: as it is where it names
// an executable already, otherwise with each ending of PATHEXT.
func (r *Runner) spellings(file string) []string {
	list := r.lookup("PATHEXT")
	if list == "" {
		list = ".COM;.EXE;.BAT;.CMD"
	}
	var endings []string
	for ending := range strings.SplitSeq(strings.ToLower(list), ";") {
		if strings.HasPrefix(ending, ".") {
			endings = append(endings, ending)
		}
	}
	if slices.Contains(endings, strings.ToLower(filepath.Ext(file))) {
		return []string{file}
	}
	files := make([]string, 0, len(endings))
	for _, ending := range endings {
		files = append(files, file+ending)
	}
	return files
}

// Executable reports whether a file is one that this person may start.
func Executable(file string) bool {
	info, err := os.Stat(file)
	return err == nil && !info.IsDir()
}
