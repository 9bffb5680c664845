//go:build unix

package machine

import (
	"errors"
	"os"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// refusesUs reports whether the person may not make files in a folder.
func refusesUs(dir string) bool {
	return errors.Is(unix.Access(dir, unix.W_OK|unix.X_OK), unix.EACCES)
}

// handOver offers to make the folder of her code the person's own where it is
// another's, such as after a start with sudo. Folders above it are not hers to
// take.
func handOver(folder, dir string) []check.Fix {
	info, err := os.Stat(folder)
	if err != nil || folder != dir {
		return nil
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok || int(stat.Uid) == os.Getuid() {
		return nil
	}
	owner := func(uid, gid int) check.Command {
		return check.Run("chown", strconv.Itoa(uid)+":"+strconv.Itoa(gid), dir)
	}
	return []check.Fix{{
		ID: "own", Title: "Make the folder yours",
		Effect:    "You own " + process.Short(dir) + " itself; what stands in it keeps its owners.",
		Privilege: check.Admin,
		Undo:      owner(int(stat.Uid), int(stat.Gid)).String(),
		Plan:      func(check.Answers) []check.Command { return []check.Command{owner(os.Getuid(), os.Getgid())} },
	}}
}

// makeFolder returns the command that makes a folder for the person alone.
func makeFolder(dir string) check.Command { return check.Run("mkdir", "-p", "-m", "700", dir) }

// removeFiles returns the command that removes files.
func removeFiles(files ...string) check.Command {
	return check.Run(append([]string{"rm"}, files...)...)
}
