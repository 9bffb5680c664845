package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// sameName reports whether two names mean the same entry; most disks here do not
// tell capitals apart.
func sameName(a, b string) bool { return strings.EqualFold(a, b) }

// silentFileSystem names the kind of file system that a folder is on where
// changes made elsewhere come without a notice; empty where all are noticed.
func silentFileSystem(folder string) string {
	var stat unix.Statfs_t
	if unix.Statfs(folder, &stat) != nil {
		return ""
	}
	switch kind := unix.ByteSliceToString(stat.Fstypename[:]); kind {
	case "nfs":
		return "NFS"
	case "smbfs":
		return "a Windows share"
	case "afpfs", "webdav", "ftp":
		return "a network file system"
	case "macfuse", "osxfuse", "fusefs":
		return "a FUSE file system"
	default:
		return ""
	}
}

// refusal says in words why there are no notices from a path.
func refusal(path string, err error) string {
	if errors.Is(err, unix.EMFILE) || errors.Is(err, unix.ENFILE) {
		return "this machine's limit of open files is reached (kern.maxfilesperproc)"
	}
	return fmt.Sprintf("%s cannot be watched: %v", path, err)
}

// marks are what further tells an entry from a later one at the same path.
func marks(info fs.FileInfo) []int64 {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return nil
	}
	return []int64{int64(stat.Ino), stat.Ctimespec.Nano()}
}
