//go:build !linux

package machine

// desktop reports whether the person's programs can open a window.
func (m *Machine) desktop() bool { return true }
