//go:build !linux

package machine

import "firstlight/backend/check"

func (m *Machine) openKeyring(string) []check.Fix { return nil }

func (m *Machine) installKeyring() []check.Fix { return nil }
