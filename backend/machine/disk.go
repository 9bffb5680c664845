package machine

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/shirou/gopsutil/v4/disk"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// fewFiles is the number of files below which a file system counts as full: one
// folder of node_modules holds as many.
const fewFiles = 20_000

// Disk returns the check that so many bytes are free to the person where dir is
// or is going to be, that files can be made there, and that she may make them.
func (m *Machine) Disk(dir string, bytes int64) check.Check {
	const lookAgain = time.Minute
	return observed(func(ctx context.Context) (check.Finding, []check.Fix) {
		return m.observeDisk(ctx, dir, bytes)
	}, check.Watch{Every: lookAgain})
}

func (m *Machine) observeDisk(ctx context.Context, dir string, bytes int64) (check.Finding, []check.Fix) {
	at := standing(dir)
	facts := []check.Evidence{check.Literal("Where", process.Short(dir))}
	on, known := m.mountOf(ctx, at)
	if known {
		facts = append(facts, check.Literal("Disk", on.String()))
	}
	facts = append(facts, check.Fact("Asked for", amount(bytes)))
	usage, err := disk.UsageWithContext(ctx, at)
	if err != nil {
		return check.CannotTell("disk/unknown", "Cannot tell how much room is left: "+err.Error(), facts...), nil
	}
	fail := func(code, summary, advice string) check.Finding {
		return check.Fail(code, summary, append(facts, check.Fact("What to do", advice))...)
	}
	free := amount(int64(min(usage.Free, 1<<62)))
	switch {
	case known && on.readOnly:
		return fail("disk/read-only", "Nothing can be written where your code goes",
			"Its file system is read-only. If it should not be, restart this machine, which checks the disk; if that does not help, ask whoever looks after it"), nil
	case usage.Free < uint64(max(bytes, 0)):
		return fail("disk/low", "There is room for only "+free+" where your code goes",
			"Empty the trash and remove what you no longer need, such as old downloads and container images"), nil
	case usage.InodesTotal > 0 && usage.InodesFree < min(fewFiles, usage.InodesTotal/20):
		return fail("disk/no-inodes", "The disk that your code goes to can hold hardly any more files",
			"There is room for "+free+", but a file system holds only so many files. Remove folders of many small ones, such as old node_modules, caches and container images"), nil
	case refusesUs(at):
		facts = append(facts, check.Literal("Folder", process.Short(at)))
		return fail("disk/no-permission", "You may not write where your code goes",
			"Have the folder's owner, or an administrator, hand it to you"), handOver(at, dir)
	default:
		return check.Hold("There is room for "+free, facts...), nil
	}
}

// standing returns dir, or else the nearest folder above it that is there.
func standing(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return dir
		}
		dir = parent
	}
}

// mount is a file system and where it stands.
type mount struct {
	device, point, kind string
	readOnly            bool
}

// String names the disk as an administrator would: where it stands and what it
// is.
func (m mount) String() string {
	var is []string
	for _, part := range []string{m.device, m.kind} {
		if part != "" && part != m.point && !slices.Contains(is, part) {
			is = append(is, part)
		}
	}
	if len(is) == 0 {
		return m.point
	}
	return m.point + " (" + strings.Join(is, ", ") + ")"
}
