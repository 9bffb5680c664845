package tool

import (
	"os"
	"path/filepath"
	"slices"
)

// standIn reports whether the file is one of those that macOS ships in place of
// Apple's developer tools: until these are installed, starting it opens a
// dialog that offers to install them.
func standIn(file string) bool {
	if filepath.Dir(file) != "/usr/bin" || !slices.Contains([]string{"git", "make", "gmake", "python3"}, filepath.Base(file)) {
		return false
	}
	for _, tools := range []string{"/Library/Developer/CommandLineTools/usr/bin", "/Applications/Xcode.app/Contents/Developer/usr/bin"} {
		if _, err := os.Stat(filepath.Join(tools, filepath.Base(file))); err == nil {
			return false
		}
	}
	return true
}
