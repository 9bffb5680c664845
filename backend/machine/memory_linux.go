package machine

import (
	"path/filepath"
	"strings"
)

// memoryLimit returns the tightest bound that the control groups set on the
// programs that we start. A group is bounded by those that it stands in too.
func (m *Machine) memoryLimit() (memoryLimit, bool) {
	groups, err := m.read("proc", "self", "cgroup")
	if err != nil {
		return memoryLimit{}, false
	}
	var tightest memoryLimit
	for line := range strings.Lines(groups) {
		const hierarchy, controllers, path = 0, 1, 2
		fields := strings.SplitN(strings.TrimSpace(line), ":", path+1)
		if len(fields) <= path {
			continue
		}
		folder, file := filepath.Join("sys", "fs", "cgroup"), "memory.max"
		if fields[hierarchy] != "0" {
			if fields[controllers] != "memory" {
				continue
			}
			folder, file = filepath.Join(folder, "memory"), "memory.limit_in_bytes"
		}
		for group := filepath.Clean("/" + fields[path]); ; group = filepath.Dir(group) {
			// Where nothing is set the file is missing or says "max".
			if n, ok := m.number(folder, group, file); ok && n > 0 && (tightest.file == "" || n < tightest.bytes) {
				tightest = memoryLimit{n, filepath.Join("/", folder, group, file)}
			}
			if group == "/" {
				break
			}
		}
	}
	return tightest, tightest.file != ""
}
