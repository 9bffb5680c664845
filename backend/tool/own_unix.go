//go:build unix

package tool

import (
	"io/fs"
	"os"
	"syscall"
)

// own reports whether a file belongs to the person.
func own(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Getuid()
}
