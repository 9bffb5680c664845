package watch

import (
	"path/filepath"
	"slices"

	"github.com/fsnotify/fsnotify"
)

// woken says that there are notices to hear.
func (s *state) woken() <-chan struct{} {
	if s.notices == nil {
		return nil
	}
	return s.notices.woken
}

// hear takes the notices that came.
func (s *state) hear() {
	queue, lost := s.notices.take()
	if lost {
		s.startOver()
		return
	}
	for _, e := range queue {
		s.happened(e)
	}
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

// startOver asks for all notices anew: some may be missing, so that every
// subject may have changed.
func (s *state) startOver() {
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
	return notices.close()
}
