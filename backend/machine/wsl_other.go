//go:build !linux

package machine

// wsl reports whether this is Linux inside of Windows.
func (m *Machine) wsl() bool { return false }
