//go:build !linux

package store_test

import "context"

// systemParts are those that need Linux to set the machine up for them.
func systemParts() map[string]func(ctx context.Context, path string) error { return nil }
