package repository

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/shirou/gopsutil/v4/disk"

	"firstlight/backend/process"
)

// leastSpace is what must be free before a clone begins. How much the clone
// takes no origin tells beforehand; with less than this it is sure to fail, or
// to leave the person with a full disk.
const leastSpace = 500 << 20

// spacious returns an error where the disk is too full for a clone to begin.
func (g *Git) spacious(ctx context.Context, dir string) error {
	at := dir
	for {
		if _, err := os.Stat(at); err == nil || filepath.Dir(at) == at {
			break
		}
		at = filepath.Dir(at)
	}
	usage, err := disk.UsageWithContext(ctx, at)
	if err != nil || usage.Free >= g.space {
		return nil // Where it cannot be told, git will say.
	}
	const mega = 1_000_000
	return &Error{
		Code: "git/disk-low", What: filepath.Base(dir) + " was not cloned",
		Why:  fmt.Sprintf("Only %d MB are free on the disk of %s", usage.Free/mega, process.Short(filepath.Dir(dir))),
		Next: fmt.Sprintf("Free at least %d MB and try again", g.space/mega+1),
	}
}
