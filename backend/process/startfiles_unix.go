//go:build unix

package process

import (
	"cmp"
	"os"
	"path/filepath"
)

// StartFiles returns the files from which a shell takes its PATH, the person's own
// where it is empty, whether they are there or not.
func StartFiles(shell string) []string {
	home, err := os.UserHomeDir()
	if err != nil {
		return nil
	}
	folder := func(variable, usual string) string {
		if dir := os.Getenv(variable); filepath.IsAbs(dir) {
			return dir
		}
		return usual
	}
	var files []string
	below := func(folder string, names ...string) {
		for _, name := range names {
			files = append(files, filepath.Join(folder, filepath.FromSlash(name)))
		}
	}
	shell, _ = filepath.EvalSymlinks(cmp.Or(shell, os.Getenv("SHELL")))
	switch filepath.Base(shell) {
	case "zsh":
		below(folder("ZDOTDIR", home), ".zshenv", ".zprofile", ".zshrc", ".zlogin")
	case "fish":
		below(folder("XDG_CONFIG_HOME", filepath.Join(home, ".config")), "fish/config.fish", "fish/conf.d", "fish/fish_variables")
	case "csh", "tcsh":
		below(home, ".tcshrc", ".cshrc", ".login")
	default:
		below(home, ".bash_profile", ".bash_login", ".profile", ".bashrc")
	}
	return files
}
