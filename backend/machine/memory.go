package machine

import (
	"context"
	"time"

	"github.com/shirou/gopsutil/v4/mem"

	"firstlight/backend/check"
)

// memoryLimit is a bound on the memory that programs may take together, which
// is less than the machine has.
type memoryLimit struct {
	bytes int64
	// file is where the bound is set.
	file string
}

// Memory returns the check that this machine has at least so many bytes of
// memory, and that its programs may use as much.
func (m *Machine) Memory(bytes int64) check.Check {
	// The limit of a container can be changed while it runs.
	const lookAgain = 10 * time.Minute
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding { return m.observeMemory(ctx, bytes) },
		Watch:   check.Watch{Every: lookAgain},
	}
}

func (m *Machine) observeMemory(ctx context.Context, bytes int64) check.Finding {
	asked := check.Fact("Asked for", amount(bytes))
	memory, err := mem.VirtualMemoryWithContext(m.facts(ctx))
	if err != nil {
		return check.CannotTell("memory/unknown", "Cannot tell how much memory this machine has: "+err.Error(), asked)
	}
	has := int64(min(memory.Total, 1<<62))
	facts := []check.Evidence{check.Fact("This machine has", amount(has)), asked}
	if limit, ok := m.memoryLimit(); ok && limit.bytes < has {
		facts = append(facts, check.Fact("Allowed", amount(limit.bytes)), check.Literal("Set in", limit.file))
		if limit.bytes < bytes {
			return check.Fail("memory/limited", "Programs here may use only "+amount(limit.bytes)+" of memory", append(facts,
				check.Fact("What to do", "Raise the limit where this container or session is started, such as with docker run --memory"))...)
		}
		has = limit.bytes
	} else if has < bytes-reserved(bytes) {
		return check.Fail("memory/low", "This machine has only "+amount(has)+" of memory", append(facts, check.Fact("What to do", m.moreMemory()))...)
	}
	return check.Hold("There are "+amount(has)+" of memory", facts...)
}

// reserved is how much of the memory of a machine that is sold with so many
// bytes may not show: the firmware, the graphics and the kernel take their part
// before any program starts.
func reserved(bytes int64) int64 { return bytes / 8 }

func (m *Machine) moreMemory() string {
	if m.wsl() {
		return "Give Linux more of the memory of Windows: set memory under [wsl2] in the file .wslconfig of your Windows home, then run wsl --shutdown"
	}
	return "Close what you do not need while you work, and ask whoever looks after your machine for one with more memory"
}
