package process

import (
	"os"
	"path/filepath"
	"strings"
)

// Short returns a path as a person would write it, with ~ for the home folder:
// people post what they see.
func Short(path string) string {
	home, err := os.UserHomeDir()
	if err != nil || filepath.Dir(home) == home {
		return path
	}
	if rest, ok := strings.CutPrefix(path, home); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		return "~" + rest
	}
	return path
}
