package tool

import (
	"io/fs"
	"syscall"
)

// marks are what further tells a file from a later one at the same path.
func marks(info fs.FileInfo) []int64 {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return nil
	}
	return []int64{int64(stat.Dev), int64(stat.Ino), stat.Ctimespec.Nano()}
}
