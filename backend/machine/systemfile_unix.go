//go:build unix

package machine

import "os"

// exists reports whether a file or folder of the system is there.
func (m *Machine) exists(parts ...string) bool {
	_, err := os.Stat(m.at(parts...))
	return err == nil
}
