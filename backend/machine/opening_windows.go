package machine

import "context"

// opening looks at how many files a program may open, to which Windows sets no
// limit that a program runs into.
func (m *Machine) opening(context.Context, int) limit { return limit{} }

// limitFiles returns the files that set limits, which Windows does not.
func (m *Machine) limitFiles() []string { return nil }
