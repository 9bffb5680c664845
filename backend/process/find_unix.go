//go:build unix

package process

import (
	"os"

	"golang.org/x/sys/unix"
)

// spellings are the file names that a program may have; here just its own.
func (r *Runner) spellings(file string) []string { return []string{file} }

func executable(file string) bool {
	info, err := os.Stat(file)
	return err == nil && info.Mode().IsRegular() && unix.Access(file, unix.X_OK) == nil
}
