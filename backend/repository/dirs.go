package repository

import (
	"os"
	"path/filepath"
	"strings"
)

// dirs are the folders in which git keeps what it knows of a working folder.
type dirs struct {
	// own holds what is this working folder's alone, such as HEAD; shared holds
	// what it has in common with others of the same repository.
	own, shared string
}

// dirsOf returns the folders for a working folder, which need not be there yet.
// In an additional worktree .git is a file that says where they are.
func dirsOf(dir string) dirs {
	own := filepath.Join(dir, ".git")
	if text, ok := readLine(own); ok {
		if to, ok := strings.CutPrefix(text, "gitdir: "); ok {
			own = absolute(dir, to)
		}
	}
	shared := own
	if to, ok := readLine(filepath.Join(own, "commondir")); ok {
		shared = absolute(own, to)
	}
	return dirs{own: own, shared: shared}
}

func (d dirs) head() string    { return filepath.Join(d.own, "HEAD") }
func (d dirs) index() string   { return filepath.Join(d.own, "index") }
func (d dirs) headLog() string { return filepath.Join(d.own, "logs", "HEAD") }
func (d dirs) config() string  { return filepath.Join(d.shared, "config") }
func (d dirs) packed() string  { return filepath.Join(d.shared, "packed-refs") }
func (d dirs) refs() string    { return filepath.Join(d.shared, "refs") }

func readLine(file string) (string, bool) {
	info, err := os.Stat(file)
	const limit = 4 << 10
	if err != nil || !info.Mode().IsRegular() || info.Size() > limit {
		return "", false
	}
	body, err := os.ReadFile(file)
	return strings.TrimSpace(string(body)), err == nil
}

func absolute(base, path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(base, path)
}
