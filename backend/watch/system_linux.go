package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"golang.org/x/sys/unix"
)

// sameName reports whether two names mean the same entry.
func sameName(a, b string) bool { return a == b }

// silentFileSystem names the kind of file system that a folder is on where
// changes made elsewhere come without a notice; empty where all are noticed.
func silentFileSystem(folder string) string {
	var stat unix.Statfs_t
	if unix.Statfs(folder, &stat) != nil {
		return ""
	}
	const virtualBox = 0x786f4256
	switch uint32(stat.Type) {
	case unix.NFS_SUPER_MAGIC:
		return "NFS"
	case unix.SMB_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC:
		return "a Windows share"
	case unix.V9FS_MAGIC:
		return "a folder shared by another system"
	case unix.FUSE_SUPER_MAGIC:
		return "a FUSE file system"
	case unix.CEPH_SUPER_MAGIC, unix.AFS_SUPER_MAGIC, unix.AFS_FS_MAGIC, unix.CODA_SUPER_MAGIC:
		return "a network file system"
	case virtualBox:
		return "a VirtualBox share"
	default:
		return ""
	}
}

// refusal says in words why there are no notices from a path.
func refusal(path string, err error) string {
	switch {
	case errors.Is(err, unix.ENOSPC):
		return "this machine's limit of watched folders is reached (fs.inotify.max_user_watches)"
	case errors.Is(err, unix.EMFILE), errors.Is(err, unix.ENFILE):
		return "this machine's limit of watchers or open files is reached (fs.inotify.max_user_instances)"
	default:
		return fmt.Sprintf("%s cannot be watched: %v", path, err)
	}
}

// marks are what further tells an entry from a later one at the same path.
func marks(info fs.FileInfo) []int64 {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return nil
	}
	return []int64{int64(stat.Ino), stat.Ctim.Nano()}
}
