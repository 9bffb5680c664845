package detect

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// beside returns the first of the paths, from the folder of f, where there is a
// file, as a path from the root; "" for none.
func (f *file) beside(names ...string) string {
	for _, name := range names {
		if at := path.Join(f.dir, name); f.tree.has(at) {
			return at
		}
	}
	return ""
}

// above returns the nearest file of one of the names in a folder above that of
// f, or "".
func (f *file) above(names ...string) string {
	for dir := f.dir; dir != ""; {
		dir = parent(dir)
		for _, name := range names {
			if at := path.Join(dir, name); f.tree.has(at) {
				return at
			}
		}
	}
	return ""
}

// mentions reports whether a file near f can be read and has the text.
func (f *file) mentions(name, text string) bool {
	data, err := f.tree.open(path.Join(f.dir, name), 0)
	return err == nil && strings.Contains(string(data), text)
}

// siblings returns the names of the files in the folder of f that have one of the
// extensions, in the order of the extensions, then by name.
func (f *file) siblings(extensions ...string) []string {
	var found []string
	for _, extension := range extensions {
		from := len(found)
		for name := range f.tree.names {
			if path.Ext(name) == extension && path.Join(f.dir, path.Base(name)) == name {
				found = append(found, path.Base(name))
			}
		}
		slices.Sort(found[from:])
	}
	return found
}

// chosenTasks returns of a project's tasks, by their names, the most telling one
// for each kind of command.
func chosenTasks(tasks []field) map[Kind]field {
	chosen, ranks := map[Kind]field{}, map[Kind]int{}
	for _, task := range tasks {
		kind, rank := taskKind(task.key)
		if before, known := ranks[kind]; kind != "" && (!known || rank < before) {
			chosen[kind], ranks[kind] = task, rank
		}
	}
	return chosen
}

// firstLine returns the first line of a file that is neither empty nor a comment.
func firstLine(f *file) string {
	for _, line := range f.lines() {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return line
		}
	}
	return ""
}

// up returns the folder that is so many above that of f, as a statement's dir.
func (f *file) up(folders int) string {
	dir := f.dir
	for range folders {
		dir = parent(dir)
	}
	return cmp.Or(dir, ".")
}

// lineOf returns the line that has the byte of that offset.
func (f *file) lineOf(offset int) int {
	return 1 + strings.Count(string(f.data[:offset]), "\n")
}
