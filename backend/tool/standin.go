package tool

import (
	"os"
	"path/filepath"
	"strings"
)

// standIn returns the shim that a file is with nothing behind it, as far as that
// shows without a start: macOS would open a dialog that offers to install
// Apple's developer tools. It is nil where the file may be started.
func (c Catalogue) standIn(command, file string) *shim {
	for _, s := range c.managers() {
		if len(s.Behind) > 0 && s.stands(place{file: file, real: file}) && !s.isBehind(command) {
			return &s
		}
	}
	return nil
}

// isBehind reports whether there is something for the shim to start.
func (s shim) isBehind(command string) bool {
	for _, pattern := range s.Behind {
		pattern = strings.ReplaceAll(pattern, "{command}", command)
		if rest, ok := strings.CutPrefix(pattern, "~/"); ok {
			home, err := os.UserHomeDir()
			if err != nil {
				continue
			}
			pattern = filepath.Join(home, rest)
		}
		if found, err := filepath.Glob(filepath.FromSlash(pattern)); err == nil && len(found) > 0 {
			return true
		}
	}
	return false
}
