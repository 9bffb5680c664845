package process

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/user"
	"strings"
)

// registeredShell returns the login shell that the system has on record.
func registeredShell(ctx context.Context) (string, error) {
	me, err := user.Current()
	if err != nil {
		return "", err
	}
	result, err := New(os.Environ()).Run(ctx, Spec{
		Args:  []string{"/usr/bin/dscl", ".", "-read", "/Users/" + me.Username, "UserShell"},
		Limit: loginLimit,
	})
	if err != nil {
		return "", fmt.Errorf("SHELL is not set, and the directory does not answer: %w", err)
	}
	shell := strings.TrimSpace(strings.TrimPrefix(result.Stdout, "UserShell:"))
	if shell == "" {
		return "", errors.New("SHELL is not set and the directory names no shell")
	}
	return shell, nil
}
