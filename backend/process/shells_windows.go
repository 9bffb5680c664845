package process

import (
	"context"
	"errors"
)

// Shells returns none: on Windows the environment does not come from a shell.
func Shells() []string { return nil }

// LoginShell says that there is none.
func LoginShell(context.Context) (string, error) {
	return "", errors.New("on Windows the environment does not come from a shell")
}
