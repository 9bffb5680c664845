//go:build unix

package process

import (
	"os"

	"golang.org/x/sys/unix"
)

// spellings are the file names that a program may have; here just its own.
func (r *Runner) spellings(file string) []string { return []string{file} }

// Executable reports whether a file is one that this person may start.
func Executable(file string) bool {
	info, err := os.Stat(file)
	return err == nil && info.Mode().IsRegular() && unix.Access(file, unix.X_OK) == nil
}
