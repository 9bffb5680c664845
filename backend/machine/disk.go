package machine

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/shirou/gopsutil/v4/disk"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// Disk returns the check that so many bytes are free to the person where dir is
// or is going to be.
func (m *Machine) Disk(dir string, bytes int64) check.Check {
	const lookAgain = time.Minute
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding { return observeDisk(ctx, dir, bytes) },
		Watch:   check.Watch{Every: lookAgain},
	}
}

func observeDisk(ctx context.Context, dir string, bytes int64) check.Finding {
	at := standing(dir)
	asked := check.Fact("Asked for", amount(bytes))
	where := check.Literal("Where", process.Short(dir))
	usage, err := disk.UsageWithContext(ctx, at)
	if err != nil {
		return check.CannotTell("disk/unknown", "Cannot tell how much room is left: "+err.Error(), where, asked)
	}
	free := amount(int64(min(usage.Free, 1<<62)))
	if usage.Free < uint64(max(bytes, 0)) {
		return check.Fail("disk/low", "There is room for only "+free+" where your code goes", where, asked,
			check.Fact("What to do", "Empty the trash and remove what you no longer need, such as old downloads and container images"))
	}
	return check.Hold("There is room for "+free, where, asked)
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
