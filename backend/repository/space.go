package repository

import (
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/shirou/gopsutil/v4/disk"

	"firstlight/backend/process"
)

const (
	// leastSpace is what must be free before a clone begins of which nobody says how
	// much it takes; with less than this it is sure to fail, or to leave the person
	// with a full disk.
	leastSpace = 500 << 20
	// besides is what a clone takes beside what its origin holds.
	besides = 10 << 20
	// swells is how many times what its origin holds a clone may take. That is packed,
	// and what is checked out of it is several times as large.
	swells = 4
	// leastTold is what must be free where a host says how much it holds: what LFS and
	// submodules bring is not in that.
	leastTold = 100 << 20
)

// takes returns how many bytes must be free for a clone: what the origin holds, and
// what is checked out of it. An origin elsewhere is asked where there may be too
// little room.
func (g *Git) takes(ctx context.Context, spec CloneSpec, free uint64) uint64 {
	holds, known := held(spec.URL)
	least := uint64(0)
	if !known && free < g.space && spec.Size != nil {
		var bytes int64
		bytes, known = spec.Size(ctx)
		holds, least = uint64(max(bytes, 0)), leastTold
	}
	if !known {
		return g.space
	}
	takes := max(swells*holds+besides, least)
	if spec.Depth > 0 || spec.Blobless || len(spec.Sparse) > 0 {
		// Only a part of it is fetched, and how large that is nothing tells.
		return min(takes, g.space)
	}
	return takes
}

// held returns how many bytes an origin on this machine holds; false where it is
// elsewhere, or has more files than one looks at for that.
func held(address string) (bytes uint64, known bool) {
	const most = 100_000
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "file" {
		return 0, false
	}
	dir := filepath.FromSlash(u.Path)
	if runtime.GOOS == "windows" {
		dir = strings.TrimPrefix(dir, string(filepath.Separator)) // It stands before the drive.
	}
	seen := 0
	err = filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if seen++; seen > most {
			return fs.SkipAll
		}
		bytes += uint64(max(info.Size(), 0))
		return nil
	})
	return bytes, err == nil && seen <= most
}

// spacious returns an error where the disk is too full for a clone to begin.
func (g *Git) spacious(ctx context.Context, spec CloneSpec) error {
	dir := spec.Dir
	at := dir
	for {
		if _, err := os.Stat(at); err == nil || filepath.Dir(at) == at {
			break
		}
		at = filepath.Dir(at)
	}
	usage, err := disk.UsageWithContext(ctx, at)
	if err != nil {
		return nil // Where it cannot be told, git will say.
	}
	takes := g.takes(ctx, spec, usage.Free)
	if usage.Free >= takes {
		return nil
	}
	const mega = 1_000_000
	return &Error{
		Code: "git/disk-low", What: filepath.Base(dir) + " was not cloned",
		Why:  fmt.Sprintf("Only %d MB are free on the disk of %s", usage.Free/mega, process.Short(filepath.Dir(dir))),
		Next: fmt.Sprintf("Free at least %d MB and try again", takes/mega+1),
	}
}
