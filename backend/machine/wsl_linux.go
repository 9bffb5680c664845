package machine

import "strings"

// wsl reports whether this is Linux inside of Windows.
func (m *Machine) wsl() bool { return m.wslVersion() > 0 }

// wslVersion returns which of the two ways Windows runs this Linux by; 0 when it
// does not.
func (m *Machine) wslVersion() int {
	release, err := m.read("proc", "sys", "kernel", "osrelease")
	switch {
	case err != nil || !strings.Contains(strings.ToLower(release), "microsoft"):
		return 0
	case strings.Contains(release, "-Microsoft"):
		// Only the first, which has no Linux kernel, spells it so: it answers
		// with the number of the Windows build.
		return 1
	default:
		return 2
	}
}
