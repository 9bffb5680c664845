package tool

import (
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// launcherFile is where a person's desktop takes further variables from.
func (r *Room) launcherFile() string {
	folder := r.env["XDG_CONFIG_HOME"]
	if !filepath.IsAbs(folder) {
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		folder = filepath.Join(home, ".config")
	}
	return filepath.Join(folder, "environment.d", "60-firstlight-path.conf")
}

// launcherLine is the line that has folders come first on the desktop's PATH.
func launcherLine(folders []string) string {
	escape := strings.NewReplacer(`\`, `\\`, `"`, `\"`, `$`, `\$`)
	var words []string
	for _, folder := range folders {
		words = append(words, escape.Replace(folder))
	}
	return `PATH="` + strings.Join(words, ":") + `:$PATH"`
}

// launcherHas reports whether the desktop will have the folders from the next
// sign-in on.
func (r *Room) launcherHas(folders []string) bool {
	text, err := os.ReadFile(r.launcherFile())
	return err == nil && strings.TrimSpace(string(text)) == launcherLine(folders)
}

// launcherFixes returns the ways to have programs that are started from the
// desktop find the folders.
func (r *Room) launcherFixes(folders, _ []string) []check.Fix {
	file := r.launcherFile()
	if file == "" || strings.ContainsAny(strings.Join(folders, ""), ":\n\r") {
		return nil
	}
	line := launcherLine(folders)
	undo := check.Run("rm", file).String()
	if before, err := os.ReadFile(file); err == nil {
		undo = "Have " + process.Short(file) + " say again: " + strings.TrimSpace(string(before))
	}
	return []check.Fix{{
		ID: "set-for-launcher", Title: "Have your launcher find them too",
		Effect:    process.Short(file) + " gives your desktop these folders from your next sign-in on.",
		Privilege: check.User, Undo: undo,
		Plan: func(check.Answers) []check.Command {
			return []check.Command{
				check.Run("mkdir", "-p", filepath.Dir(file)),
				check.Run("sh", "-c", `printf '%s\n' "$1" >"$2"`, "sh", line, file),
			}
		},
	}}
}

// openToAll reports whether anyone may put files into a folder. Disks of Windows
// that are shared into WSL only look so.
func openToAll(folder string, info os.FileInfo) bool {
	const others = 0o002
	var stat unix.Statfs_t
	return info.Mode()&others != 0 && unix.Statfs(folder, &stat) == nil && uint32(stat.Type) != unix.V9FS_MAGIC
}
