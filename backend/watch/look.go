package watch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// maxLinks bounds how many symbolic links are followed in one path.
const maxLinks = 40

// target is one path or tree that somebody wants to hear of.
type target struct {
	path string
	tree bool
}

// view is where a target lies on disk: the folders whose entries decide what is
// at the path and below it.
type view struct {
	folders map[string]glance
	// end is the last folder on the way that exists.
	end string
}

// glance is what matters of one folder.
type glance struct {
	// names are the entries that matter; whole says that all do.
	names []string
	whole bool
	// below says that the folder is in the tree of a target, and not its root.
	below bool
	// info tells the folder from a later one at the same path.
	info fs.FileInfo
}

func (v *view) add(folder, name string) {
	g := v.folders[folder]
	if name == "" {
		g.whole = true
	} else if !slices.Contains(g.names, name) {
		g.names = append(g.names, name)
	}
	if g.info == nil {
		g.info, _ = os.Stat(folder)
		// Windows finds out what tells two folders apart when it is first asked.
		_ = g.info != nil && os.SameFile(g.info, g.info)
	}
	v.folders[folder] = g
	v.end = folder
}

// look follows a path from the root. Of the folders on the way those matter
// that hold a link which is followed, and the one that holds the path itself or,
// where the path does not exist, the first entry that is missing. A path that is
// a folder matters with all its entries.
func look(path string) view {
	v := view{folders: map[string]glance{}}
	root := filepath.VolumeName(path) + string(filepath.Separator)
	at, names := root, split(path)
	for links := 0; len(names) > 0; {
		name := names[0]
		names = names[1:]
		if name == ".." {
			at = filepath.Dir(at)
			continue
		}
		file := filepath.Join(at, name)
		info, err := os.Lstat(file)
		switch {
		case err != nil:
			v.add(at, name)
			return v
		case info.Mode()&fs.ModeSymlink != 0:
			v.add(at, name)
			to, err := os.Readlink(file)
			if links++; err != nil || to == "" || links > maxLinks {
				return v
			}
			if volume := filepath.VolumeName(to); volume != "" {
				at = volume + string(filepath.Separator)
			} else if os.IsPathSeparator(to[0]) {
				at = filepath.VolumeName(at) + string(filepath.Separator)
			}
			names = append(split(to), names...)
		case !info.IsDir():
			v.add(at, name)
			return v
		default:
			if len(names) == 0 {
				v.add(at, name)
			}
			at = file
		}
	}
	v.add(at, "")
	return v
}

// split cuts a path into its names, which may be dots in the text of a link.
func split(path string) []string {
	path = filepath.ToSlash(path[len(filepath.VolumeName(path)):])
	return slices.DeleteFunc(strings.Split(path, "/"), func(name string) bool { return name == "" || name == "." })
}

// errTooMany says that a tree has more folders than may be watched.
var errTooMany = errors.New("too many folders")

// lookBelow adds the folders below the end of the view, at most so many. Links
// are not followed, and what cannot be read is left out.
func (v *view) lookBelow(most int) error {
	root := v.end
	if !v.folders[root].whole {
		return nil
	}
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && d != nil && d.IsDir():
			return fs.SkipDir
		case err != nil || !d.IsDir() || path == root:
			return nil
		case most == 0:
			return errTooMany
		}
		most--
		end := v.end
		v.add(path, "")
		g := v.folders[path]
		g.below = true
		v.folders[path], v.end = g, end
		return nil
	})
}

// gitLock reports whether an entry is a lock that git takes for a moment, even
// to look: it tells nothing, as what it guards is put in its place by a rename.
func gitLock(folder, name string) bool {
	if !strings.HasSuffix(name, ".lock") {
		return false
	}
	for _, part := range split(folder) {
		if strings.HasSuffix(part, ".git") {
			return true
		}
	}
	return false
}
