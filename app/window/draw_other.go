//go:build !linux

package window

// drawPlainly does nothing: only WebKit on Linux is to be told how to draw.
func drawPlainly() error { return nil }
