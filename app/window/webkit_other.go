//go:build !linux

package window

// tuneWebKit does nothing: only WebKit on Linux is told by the environment.
func tuneWebKit() error { return nil }
