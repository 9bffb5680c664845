package machine

import (
	"context"

	"firstlight/backend/check"
)

// Locale returns the check that the person's programs read and write text as
// UTF-8. Those of Windows do not go by a locale of that kind.
func (m *Machine) Locale() check.Check {
	return check.Check{Observe: func(context.Context, check.Output) check.Finding {
		return check.Hold("Windows needs no locale to be set")
	}}
}
