//go:build unix

package process

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Shells returns the shells of this machine that a person can work in, each once, in
// the order in which the system lists them.
func Shells() []string {
	// Where there is no list, there is nothing to choose from.
	list, _ := os.ReadFile("/etc/shells")
	known := []string{"bash", "zsh", "fish", "tcsh", "csh", "ksh", "mksh", "dash", "sh", "pwsh"}
	var shells, files []string
	for line := range strings.Lines(string(list)) {
		shell := strings.TrimSpace(line)
		if !filepath.IsAbs(shell) || !slices.Contains(known, filepath.Base(shell)) || !Executable(shell) {
			continue
		}
		// The same one is often listed under /bin and under /usr/bin.
		file, err := filepath.EvalSymlinks(shell)
		if err != nil || slices.Contains(files, file) {
			continue
		}
		shells, files = append(shells, shell), append(files, file)
	}
	return shells
}

// LoginShell returns the person's own shell, as the system says.
func LoginShell(ctx context.Context) (string, error) { return loginShell(ctx, "") }
