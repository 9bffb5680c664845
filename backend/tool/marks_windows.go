package tool

import (
	"io/fs"
	"syscall"
)

// marks are what further tells a file from a later one at the same path.
func marks(info fs.FileInfo) []int64 {
	data, ok := info.Sys().(*syscall.Win32FileAttributeData)
	if !ok {
		return nil
	}
	return []int64{data.CreationTime.Nanoseconds()}
}
