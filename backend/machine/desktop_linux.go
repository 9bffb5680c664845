package machine

// desktop reports whether the person's programs can open a window.
func (m *Machine) desktop() bool {
	return m.variable("DISPLAY") != "" || m.variable("WAYLAND_DISPLAY") != ""
}
