package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
)

// settleTries bounds how often a target is looked for again that changes while
// it is looked for.
const settleTries = 5

// settle finds out where a target lies, and asks for notices there. As the
// target can change before the notices are asked for, it looks again after that
// until it sees what it saw.
func (s *state) settle(w *watched) {
	w.dirty, w.polled = false, ""
	for range settleTries {
		v := look(w.path)
		if w.tree {
			if err := v.lookBelow(s.room(w)); errors.Is(err, errTooMany) {
				s.poll(w, fmt.Sprintf("%s has too many folders below it: %d are watched at most", w.path, s.opts.MaxTrees))
				return
			}
		}
		if kind := silentFileSystem(v.end); kind != "" {
			s.poll(w, fmt.Sprintf("%s is on %s, which does not tell of every change", w.path, kind))
			return
		}
		fresh, err := s.show(w, v)
		switch {
		case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
			continue
		case err != nil:
			s.poll(w, refusal(w.path, err))
			return
		case !fresh:
			return
		}
	}
	s.touch(w, true)
}

// room is how many folders below trees may be watched for w.
func (s *state) room(w *watched) int {
	room := s.opts.MaxTrees
	for _, other := range s.targets {
		if other.tree && other != w {
			room -= len(other.view.folders)
		}
	}
	return max(room, 0)
}

// show has a target be told of what happens in the folders of the view and in no
// others. It reports whether notices had to be asked for anew.
func (s *state) show(w *watched, v view) (fresh bool, err error) {
	for path, g := range v.folders {
		f := s.folders[path]
		if f != nil && !sameFolder(f.glance, g) {
			s.drop(path)
			f = nil
		}
		if f == nil {
			if err = s.notify(path); err != nil {
				break
			}
			f = &folder{glance: g, users: map[*watched]glance{}}
			s.folders[path], fresh = f, true
		}
		f.users[w] = g
	}
	for path := range w.view.folders {
		if _, still := v.folders[path]; !still {
			s.release(w, path)
		}
	}
	w.view = v
	return fresh, err
}

func sameFolder(a, b glance) bool {
	return a.info != nil && b.info != nil && os.SameFile(a.info, b.info)
}

// notify asks for notices from a folder.
func (s *state) notify(path string) error {
	if s.notices == nil {
		notices, err := newSource()
		if err != nil {
			return err
		}
		s.notices = notices
	}
	return s.notices.Add(path)
}

// release says that a target no longer wants notices from a folder.
func (s *state) release(w *watched, path string) {
	f := s.folders[path]
	if f == nil {
		return
	}
	delete(f.users, w)
	if len(f.users) == 0 {
		s.forget(path)
	}
}

// forget ends the notices from a folder. It may be gone, and they with it.
func (s *state) forget(path string) {
	delete(s.folders, path)
	_ = s.notices.Remove(path)
}

// drop ends the notices from a folder that is not what it was, and from those
// below it, and has their users look where they are now.
func (s *state) drop(path string) {
	below := path + string(os.PathSeparator)
	for at, f := range s.folders {
		if at != path && !strings.HasPrefix(at, below) {
			continue
		}
		s.forget(at)
		for w := range f.users {
			s.touch(w, true)
		}
	}
}

// leave ends the notices for a target.
func (s *state) leave(w *watched) {
	for path := range w.view.folders {
		s.release(w, path)
	}
	w.view = view{}
}

// poll has a target be looked at again and again.
func (s *state) poll(w *watched, why string) {
	s.leave(w)
	w.polled = why
	w.shot = s.shoot(w.target)
}
