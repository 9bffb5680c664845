package main

import (
	"fmt"
	"syscall"
)

// Room is how much the disk has left.
type Room struct {
	// Free is in bytes, for those who are not the administrator.
	Free uint64 `json:"free"`
}

// left returns the room on the disk of a folder.
func left(folder string) (Room, error) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(folder, &disk); err != nil {
		return Room{}, fmt.Errorf("looking at the disk of %s: %w", folder, err)
	}
	return Room{Free: disk.Bavail * uint64(disk.Bsize)}, nil
}
