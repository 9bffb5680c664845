package process

import (
	"os"
	"path/filepath"
	"strings"
)

// Path returns the folders of the environment's PATH in order. Entries that are
// not absolute are left out: what they mean depends on where one stands.
func (r *Runner) Path() []string {
	var folders []string
	for _, folder := range filepath.SplitList(r.lookup("PATH")) {
		if filepath.IsAbs(folder) {
			folders = append(folders, folder)
		}
	}
	return folders
}

// PathOf returns the PATH of an environment, empty where it has none.
func PathOf(env []string) string { return in(merge(nil, env)).lookup("PATH") }

// Find returns the first executable called name on the environment's PATH, or
// name itself when it is the absolute path of one. Its error wraps ErrNotFound.
func (r *Runner) Find(name string) (string, error) {
	for _, file := range r.Candidates(name) {
		if Executable(file) {
			return file, nil
		}
	}
	return "", &missingError{"there is no program " + name + " on the PATH"}
}

// FindAll returns every executable called name in the order of PATH. A file that
// several entries lead to, by links or by a folder named twice, is listed once.
func (r *Runner) FindAll(name string) []string {
	var found []string
	var seen []os.FileInfo
next:
	for _, file := range r.Candidates(name) {
		if !Executable(file) {
			continue
		}
		info, err := os.Stat(file)
		if err != nil {
			continue
		}
		for _, other := range seen {
			if os.SameFile(info, other) {
				continue next
			}
		}
		seen, found = append(seen, info), append(found, file)
	}
	return found
}

// Candidates returns the files that name could stand for, in the order of PATH,
// whether they are there or not.
func (r *Runner) Candidates(name string) []string {
	if filepath.IsAbs(name) {
		return r.spellings(name)
	}
	if name == "" || strings.ContainsRune(name, '/') || filepath.Base(name) != name {
		return nil
	}
	var files []string
	for _, folder := range r.Path() {
		files = append(files, r.spellings(filepath.Join(folder, name))...)
	}
	return files
}
