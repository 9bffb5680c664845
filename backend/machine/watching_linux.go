package machine

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"

	"firstlight/backend/check"
)

const (
	// manyWatches is what VS Code asks for, and manyInstances what kind does.
	manyWatches   = 524_288
	manyInstances = 512
	// sysctlFile keeps limits that we raised over a restart.
	sysctlFile = "/etc/sysctl.d/60-firstlight.conf"
)

// watching looks at the limits of inotify: what they are, and whether they are
// used up, which only a try tells.
func (m *Machine) watching(asked int) limit {
	watches, ok := m.number("proc", "sys", "fs", "inotify", "max_user_watches")
	instances, known := m.number("proc", "sys", "fs", "inotify", "max_user_instances")
	if !ok || !known {
		return limit{} // A kernel without inotify sets it no limit.
	}
	seen := limit{facts: []check.Evidence{
		check.Fact("Files that may be watched", count(watches)),
		check.Fact("Programs that may watch", count(instances)),
	}}
	switch err := tryWatching(); {
	case errors.Is(err, unix.ENOSPC):
		seen.code, seen.summary = "limits/watches-used-up", "Your programs watch as many files as they may, and no more can be watched"
	case errors.Is(err, unix.EMFILE):
		seen.code, seen.summary = "limits/instances-used-up", "As many of your programs watch files as may"
	case watches < int64(asked):
		seen.code = "limits/watches"
		seen.summary = fmt.Sprintf("Your programs may watch only %s files", count(watches))
		seen.facts = append(seen.facts, check.Fact("Asked for", count(int64(asked))))
	}
	if seen.code != "" {
		seen.fixes = []check.Fix{m.raiseWatches(watches, instances, asked)}
	}
	return seen
}

// tryWatching watches a folder for a moment.
func tryWatching() error {
	fd, err := unix.InotifyInit1(unix.IN_CLOEXEC)
	if err != nil {
		return err
	}
	_, err = unix.InotifyAddWatch(fd, "/", unix.IN_DELETE_SELF)
	return errors.Join(err, unix.Close(fd))
}

// raiseWatches offers higher limits, now and after a restart.
func (m *Machine) raiseWatches(watches, instances int64, asked int) check.Fix {
	// A limit that is reached has to become a higher one.
	const more = 2
	raised, programs := max(manyWatches, int64(asked), watches), max(manyInstances, instances)
	if watches >= manyWatches {
		raised, programs = watches*more, max(programs, instances*more)
	}
	const names = "fs.inotify.max_user_watches=%d fs.inotify.max_user_instances=%d"
	set := fmt.Sprintf("printf '%%s\\n' "+names+" >%s && sysctl -p %s", raised, programs, sysctlFile, sysctlFile)
	back := fmt.Sprintf("rm -f %s && sysctl -w "+names, sysctlFile, watches, instances)
	return check.Fix{
		ID: "raise-watches", Title: "Let programs watch more files",
		Effect:    fmt.Sprintf("%s files may be watched, by %s programs, now and after a restart; each that is watched takes about a kilobyte.", count(raised), count(programs)),
		Privilege: check.Admin,
		Undo:      check.Run("sh", "-c", back).String(),
		Plan:      func(check.Answers) []check.Command { return []check.Command{check.Run("sh", "-c", set)} },
	}
}
