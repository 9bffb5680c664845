package repository

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/shirou/gopsutil/v4/process"
)

// A folder is made under a name of its own beside the place where it is to
// stand, .NAME.partial-PID-MILLISECONDS, and renamed when it is whole. The name
// says which program makes it and since when, so that what a killed program
// left behind can be told from what another one is still making.
func partialPrefix(dir string) string { return "." + filepath.Base(dir) + ".partial-" }

// reserve makes the partial folder for dir and returns its path.
func reserve(dir string, now time.Time) (string, error) {
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return "", fmt.Errorf("making the folder %s: %w", parent, err)
	}
	const attempts = 100
	for i := range int64(attempts) {
		name := fmt.Sprintf("%s%d-%d", partialPrefix(dir), os.Getpid(), now.UnixMilli()+i)
		partial := filepath.Join(parent, name)
		err := os.Mkdir(partial, 0o755)
		if err == nil {
			return partial, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return "", fmt.Errorf("making a folder to work in: %w", err)
		}
	}
	return "", fmt.Errorf("making a folder to work in: %s has too many left over", parent)
}

// leftovers returns the partial folders for dir whose program has ended.
func leftovers(ctx context.Context, dir string) []string {
	parent := filepath.Dir(dir)
	entries, err := os.ReadDir(parent)
	if err != nil {
		return nil // No folder, nothing left over in it.
	}
	var left []string
	for _, entry := range entries {
		rest, ok := strings.CutPrefix(entry.Name(), partialPrefix(dir))
		if !ok || !entry.IsDir() {
			continue
		}
		pid, since, ok := owner(rest)
		if ok && !alive(ctx, pid, since) {
			left = append(left, filepath.Join(parent, entry.Name()))
		}
	}
	return left
}

// sweep removes what killed programs left over of dir. What cannot be removed,
// such as for a git that is still on its way out, is left to the next time.
func sweep(ctx context.Context, dir string) {
	for _, folder := range leftovers(ctx, dir) {
		_ = os.RemoveAll(folder)
	}
}

// settle moves a finished partial folder to dir, which must be missing or empty.
func settle(partial, dir string) error {
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("putting %s in its place: %w", filepath.Base(dir), err)
	}
	if err := os.Rename(partial, dir); err != nil {
		return fmt.Errorf("putting %s in its place: %w", filepath.Base(dir), err)
	}
	return nil
}

func owner(suffix string) (pid int32, since time.Time, ok bool) {
	first, second, ok := strings.Cut(suffix, "-")
	if !ok {
		return 0, time.Time{}, false
	}
	id, err := strconv.ParseInt(first, 10, 32)
	if err != nil {
		return 0, time.Time{}, false
	}
	millis, err := strconv.ParseInt(second, 10, 64)
	if err != nil {
		return 0, time.Time{}, false
	}
	return int32(id), time.UnixMilli(millis), true
}

// alive reports whether the program with this number is the one that ran at the
// given time: a number is used again by a later program.
func alive(ctx context.Context, pid int32, at time.Time) bool {
	p, err := process.NewProcessWithContext(ctx, pid)
	if err != nil {
		return !errors.Is(err, process.ErrorProcessNotRunning)
	}
	begun, err := p.CreateTimeWithContext(ctx)
	// The start of a program is known to a hundredth of a second or less.
	const grain = 2 * time.Second
	return err != nil || !time.UnixMilli(begun).After(at.Add(grain))
}
