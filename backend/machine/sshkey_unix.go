//go:build unix

package machine

import (
	"io/fs"
	"os"
	"syscall"
)

// openToOthers reports whether ssh refuses a private key because others may read
// it. It lets pass what belongs to another, whose business it is.
func openToOthers(info fs.FileInfo) bool {
	const others = 0o077
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Getuid() && info.Mode().Perm()&others != 0
}

// writableByOthers reports whether ssh refuses a configuration because others
// may change it. Debian's ssh trusts the group that a person has to herself.
func writableByOthers(info fs.FileInfo) bool {
	const world, group = 0o002, 0o020
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return false
	}
	mode := info.Mode().Perm()
	return mode&world != 0 || mode&group != 0 && int(stat.Gid) != os.Getgid() || stat.Uid != 0 && int(stat.Uid) != os.Getuid()
}
