package watch

import (
	"path/filepath"
	"slices"

	"github.com/fsnotify/fsnotify"
)

func (s *state) events() <-chan fsnotify.Event {
	if s.notices == nil {
		return nil
	}
	return s.notices.Events
}

func (s *state) errors() <-chan error {
	if s.notices == nil {
		return nil
	}
	return s.notices.Errors
}

// happened takes one notice.
func (s *state) happened(e fsnotify.Event) {
	other := e.Has(fsnotify.Create | fsnotify.Remove | fsnotify.Rename)
	at, name := filepath.Dir(e.Name), filepath.Base(e.Name)
	if f := s.folders[at]; f != nil {
		for w, g := range f.users {
			if g.wants(at, name) {
				s.touch(w, other)
			}
		}
	}
	if other {
		s.drop(e.Name)
		return
	}
	if f := s.folders[e.Name]; f != nil {
		for w, g := range f.users {
			if g.whole {
				s.touch(w, false)
			}
		}
	}
}

// wants reports whether an entry of the folder matters.
func (g glance) wants(folder, name string) bool {
	if slices.ContainsFunc(g.names, func(n string) bool { return sameName(n, name) }) {
		return true
	}
	return g.whole && !gitLock(folder, name)
}

// lost takes an error of the notices: some may be missing, so all are asked for
// anew and every subject may have changed.
func (s *state) lost(error) {
	_ = s.close()
	s.folders = map[string]*folder{}
	for _, w := range s.targets {
		w.view = view{}
		s.touch(w, true)
	}
}

func (s *state) close() error {
	if s.notices == nil {
		return nil
	}
	notices := s.notices
	s.notices = nil
	return notices.Close()
}
