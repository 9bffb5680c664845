package askpass

import "errors"

// errHeld says that there is an answer, but that git is not to have it yet.
var errHeld = errors.New("held back")

// releases reports whether a server's prompts are answered from an account. Git
// hands what it signed in with to its credential helpers, of which some write it
// to a plain file. So the first such answer is held back, until whoever started
// git has had it let them be.
func (l *Line) releases(server string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.released[server] {
		l.held = server
	}
	return l.released[server]
}

// Release returns the server an answer for which was held back, and gives it from
// now on. Git has to be started again, without its helpers for that server.
func (l *Line) Release() (server string, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	server, l.held = l.held, ""
	if server != "" {
		l.released[server] = true
	}
	return server, server != ""
}
