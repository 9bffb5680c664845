package watch

import "github.com/fsnotify/fsnotify"

// Lose has the watcher take it that the system dropped notices, which it does
// where more come than it keeps.
func (w *Watcher) Lose() {
	w.ask(func(s *state) { s.notices.Errors <- fsnotify.ErrEventOverflow })
}

// Hold has the watcher wait as it does for a file that does not answer.
func (w *Watcher) Hold(until <-chan struct{}) {
	w.requests <- func(*state) { <-until }
}
