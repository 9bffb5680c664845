//go:build unix

package machine

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/shirou/gopsutil/v4/disk"
)

// mountOf returns the file system that a folder is on.
func (m *Machine) mountOf(ctx context.Context, dir string) (mount, bool) {
	all, err := disk.PartitionsWithContext(m.facts(ctx), true)
	if err != nil {
		return mount{}, false
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	var found mount
	for _, p := range all {
		// Of two at the same place the later covers the earlier.
		if isBelow(dir, p.Mountpoint) && len(p.Mountpoint) >= len(found.point) {
			found = mount{device: p.Device, point: p.Mountpoint, kind: p.Fstype, readOnly: slices.Contains(p.Opts, "ro")}
		}
	}
	return found, found.point != ""
}

// isBelow reports whether a path is a folder or stands in it.
func isBelow(path, folder string) bool {
	return path == folder || strings.HasPrefix(path, strings.TrimSuffix(folder, "/")+"/")
}
