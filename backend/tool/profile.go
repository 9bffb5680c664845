package tool

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// profile is where a person's shell takes its PATH from.
type profile struct {
	file string
	// own says that the file is Firstlight's own, to be written and removed whole.
	own  bool
	line func(folder string) string
}

// profile returns the file of the person's shell; false where it is not one that
// is known.
func (r *Room) profile() (profile, bool) {
	home, err := os.UserHomeDir()
	if err != nil {
		return profile{}, false
	}
	export := func(folder string) string { return `export PATH="` + posixWord(folder, home) + `:$PATH"` }
	switch filepath.Base(r.env["SHELL"]) {
	case "zsh":
		folder := r.env["ZDOTDIR"]
		if !filepath.IsAbs(folder) {
			folder = home
		}
		return profile{file: filepath.Join(folder, ".zshrc"), line: export}, true
	case "bash":
		// A terminal of macOS starts it as for a login; one elsewhere does not.
		if runtime.GOOS != "darwin" {
			return profile{file: filepath.Join(home, ".bashrc"), line: export}, true
		}
		for _, name := range []string{".bash_profile", ".bash_login", ".profile"} {
			if _, err := os.Stat(filepath.Join(home, name)); err == nil {
				return profile{file: filepath.Join(home, name), line: export}, true
			}
		}
		return profile{file: filepath.Join(home, ".profile"), line: export}, true
	case "fish":
		folder := r.env["XDG_CONFIG_HOME"]
		if !filepath.IsAbs(folder) {
			folder = filepath.Join(home, ".config")
		}
		return profile{
			file: filepath.Join(folder, "fish", "conf.d", "firstlight.fish"), own: true,
			line: func(folder string) string { return "fish_add_path --path --move " + fishWord(folder) },
		}, true
	default:
		return profile{}, false
	}
}

// pathFirst returns the fix that has a folder come first on PATH. Where that was
// done but is not in force yet, it says so instead.
func (r *Room) pathFirst(folder string) (*check.Fix, string) {
	p, ok := r.profile()
	if !ok || isOfSystem(folder) || strings.ContainsAny(folder, "\n\r:") {
		return nil, ""
	}
	line := p.line(folder)
	if text, err := os.ReadFile(p.file); err == nil && slices.Contains(strings.Split(string(text), "\n"), line) {
		return nil, process.Short(p.file) + " has " + process.Short(folder) + " come first from the next start of your terminal on"
	}
	undo := "Take the line " + line + " out of " + process.Short(p.file)
	if p.own {
		undo = check.Run("rm", p.file).String()
	}
	return &check.Fix{
		ID: "path-first", Title: "Have " + process.Short(folder) + " come first on your PATH",
		Effect:    "The line " + line + " is added to " + process.Short(p.file) + ". It is in force in terminals that start after that.",
		Privilege: check.User, Undo: undo,
		Plan: func(check.Answers) []check.Command { return addLine(p.file, line) },
	}, ""
}

// addLine returns the commands that add a line to a file.
func addLine(file, line string) []check.Command {
	return []check.Command{
		check.Run("mkdir", "-p", filepath.Dir(file)),
		check.Run("sh", "-c", `printf '\n%s\n' "$1" >>"$2"`, "sh", line, file),
	}
}

// isOfSystem reports whether a folder is one that the system itself puts on
// PATH: to have that come first would change far more than one tool.
func isOfSystem(folder string) bool {
	return slices.Contains([]string{"/bin", "/sbin", "/usr/bin", "/usr/sbin"}, folder)
}

// posixWord returns a folder as it stands between double quotes in a POSIX
// shell, with the home folder as a variable.
func posixWord(folder, home string) string {
	escape := strings.NewReplacer(`\`, `\\`, `"`, `\"`, `$`, `\$`, "`", "\\`")
	if rest, ok := strings.CutPrefix(folder, home+string(os.PathSeparator)); ok {
		return "$HOME/" + escape.Replace(rest)
	}
	return escape.Replace(folder)
}

// fishWord returns a folder in quotes of fish.
func fishWord(folder string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(folder) + "'"
}
