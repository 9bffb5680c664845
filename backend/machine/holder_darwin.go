package machine

import (
	"context"
	"strconv"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// unseenHolder returns what the system tells of a listener whose process it does
// not show to this person: nothing.
func (m *Machine) unseenHolder(context.Context, int) holder { return holder{} }

// keeper returns the person's agent of launchd that a process is, or nil. Those
// that Homebrew installed have commands of its own.
func (m *Machine) keeper(ctx context.Context, pid int32) *service {
	const limit = 2 * time.Second
	result, err := m.runner.Run(ctx, process.Spec{Args: []string{"launchctl", "list"}, Limit: limit})
	if err != nil {
		return nil
	}
	for line := range strings.Lines(result.Stdout) {
		const number, label = 0, 2
		fields := strings.Fields(line)
		if len(fields) <= label || fields[number] != strconv.Itoa(int(pid)) {
			continue
		}
		if formula, ok := strings.CutPrefix(fields[label], "homebrew.mxcl."); ok {
			return &service{
				name: fields[label], privilege: check.User,
				stop: check.Run("brew", "services", "stop", formula), start: check.Run("brew", "services", "start", formula),
			}
		}
		// An application that a person opened is listed as well, and is none.
		if !strings.HasPrefix(fields[label], "application.") {
			return &service{name: fields[label]}
		}
	}
	return nil
}
