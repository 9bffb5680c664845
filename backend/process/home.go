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

// Long returns a path that was written by a person, or by Short, with the home folder
// in the place of ~.
func Long(path string) string {
	rest, ok := strings.CutPrefix(path, "~")
	if !ok || (rest != "" && !os.IsPathSeparator(rest[0])) {
		return path
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return path
	}
	return home + rest
}
