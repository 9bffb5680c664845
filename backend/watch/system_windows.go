package watch

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// sameName reports whether two names mean the same entry; the system does not
// tell capitals apart.
func sameName(a, b string) bool { return strings.EqualFold(a, b) }

// silentFileSystem names the kind of file system that a folder is on where
// changes made elsewhere come without a notice; empty where all are noticed.
func silentFileSystem(folder string) string {
	volume := filepath.VolumeName(folder)
	if strings.HasPrefix(volume, `\\`) {
		return "a network share"
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	if err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE {
		return "a network share"
	}
	return ""
}

// refusal says in words why there are no notices from a path.
func refusal(path string, err error) string {
	return fmt.Sprintf("%s cannot be watched: %v", path, err)
}

// marks are what further tells an entry from a later one at the same path; what
// all file systems say of it is enough here.
func marks(fs.FileInfo) []int64 { return nil }
