//go:build !linux

package machine

// memoryLimit returns the tightest bound on the memory of programs; this system
// sets none.
func (m *Machine) memoryLimit() (memoryLimit, bool) { return memoryLimit{}, false }
