package watch

import (
	"encoding/binary"
	"hash/maphash"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// shotMost bounds how many entries of a tree are looked at.
const shotMost = 50_000

// lookAround looks at the targets that give no notices, and whether the folders
// which give notices still are where they were: a folder further up can have
// been renamed, of which there is no notice.
func (s *state) lookAround() {
	for _, w := range s.targets {
		if w.dirty || w.polled == "" {
			continue
		}
		if shot := s.shoot(w.target); shot != w.shot {
			w.shot = shot
			s.touch(w, true)
		}
	}
	// Many targets share few folders, so that these are looked at, each once.
	for path, f := range s.folders {
		if !f.leads() {
			continue
		}
		if info, err := os.Stat(path); err == nil && sameFolder(f.glance, glance{info: info}) {
			continue
		}
		for w := range f.users {
			if !w.dirty {
				s.touch(w, true)
			}
		}
	}
}

// leads reports whether the folder is on the way to a target, rather than only
// below one, where a rename is told by the folder above it.
func (f *folder) leads() bool {
	for _, g := range f.users {
		if !g.below {
			return true
		}
	}
	return false
}

// shoot sums up what can be seen of a target without opening a file.
func (s *state) shoot(t target) uint64 {
	var h maphash.Hash
	h.SetSeed(s.seed)
	v := look(t.path)
	for _, path := range slices.Sorted(maps.Keys(v.folders)) {
		for _, name := range v.folders[path].names {
			file := filepath.Join(path, name)
			info, err := os.Lstat(file)
			note(&h, file, info, err)
		}
		if v.folders[path].whole {
			shootFolder(&h, path, t.tree)
		}
	}
	return h.Sum64()
}

// shootFolder adds the entries of a folder and, of a tree, those below.
func shootFolder(h *maphash.Hash, root string, tree bool) {
	left := shotMost
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if left--; left < 0 {
			return fs.SkipAll
		}
		if d == nil || gitLock(filepath.Dir(path), filepath.Base(path)) {
			return nil
		}
		if err != nil {
			note(h, path, nil, err)
			return nil
		}
		info, err := d.Info()
		note(h, path, info, err)
		if d.IsDir() && path != root && !tree {
			return fs.SkipDir
		}
		return nil
	})
}

// note adds one entry.
func note(h *maphash.Hash, path string, info fs.FileInfo, err error) {
	_, _ = h.WriteString(path)
	if err != nil {
		_, _ = h.WriteString(err.Error())
		return
	}
	numbers := []int64{int64(info.Mode()), info.Size(), info.ModTime().UnixNano()}
	for _, n := range append(numbers, marks(info)...) {
		_ = binary.Write(h, binary.LittleEndian, n)
	}
}
