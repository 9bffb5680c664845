package repository

import "firstlight/backend/check"

// unable returns nothing: git for Windows starts hooks with a shell of its own.
func (g *Git) unable(string, []string) (reason string, todo check.Evidence) {
	return "", check.Evidence{}
}
