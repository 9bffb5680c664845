package process

import (
	"context"
	"os"
)

// LoginEnv returns the environment that a program started by this person gets.
// On Windows that is ours: it does not depend on a shell.
func LoginEnv(context.Context, string) ([]string, error) { return os.Environ(), nil }
