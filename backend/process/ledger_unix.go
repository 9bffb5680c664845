//go:build unix

package process

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"golang.org/x/sys/unix"
)

// note is what is written down of a tree while it grows: a file that Firstlight holds a
// lock on, which the system gives up with Firstlight, however that ends.
type note struct{ file *os.File }

// openNote opens a note that nobody holds, and holds it.
func openNote(name string, flags int) (*note, error) {
	file, err := os.OpenFile(name, os.O_RDWR|flags, 0o600)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &note{file}, nil
}

// takeNote begins the note of a tree; nil where none is to be kept or can be. What is
// not noted is not ended should Firstlight be killed, which is no reason to start
// nothing.
func (t *tree) takeNote(ledger string) *note {
	if ledger == "" || t.terminal || os.MkdirAll(ledger, 0o700) != nil {
		return nil
	}
	n, err := openNote(filepath.Join(ledger, t.mark), os.O_CREATE)
	if err != nil {
		return nil
	}
	return n
}

// begun notes which process the tree grows from.
func (n *note) begun(t *tree) {
	if n != nil {
		_, _ = n.file.WriteString(strconv.Itoa(t.root.pid))
	}
}

// strike takes the note away. One that stays does no harm: nothing bears its mark.
func (n *note) strike() {
	if n != nil {
		_ = os.Remove(n.file.Name())
		_ = n.file.Close()
	}
}

// EndLeft ends the programs that were at work for a Firstlight that was killed, with
// what they started, as a cancel would have done, and returns how many it ended. folder
// is where that one wrote them down. What has begun a session of its own, as a daemon
// does, was meant to stay and is left alone. Each is tried once.
func EndLeft(ctx context.Context, folder string) (ended int, err error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("reading what was at work: %w", err)
	}
	var all sync.WaitGroup
	var mu sync.Mutex
	var problems []error
	for _, e := range entries {
		if !IsNote(e.Name()) || ctx.Err() != nil {
			continue
		}
		all.Go(func() {
			found, err := endNoted(filepath.Join(folder, e.Name()))
			mu.Lock()
			defer mu.Unlock()
			if found {
				ended++
			}
			problems = append(problems, err)
		})
	}
	all.Wait()
	return ended, errors.Join(problems...)
}

// endNoted ends what a note tells of, where nobody holds it any more, and reports
// whether something was there.
func endNoted(name string) (found bool, err error) {
	n, err := openNote(name, 0)
	if err != nil {
		return false, nil // It was taken away meanwhile, or its Firstlight lives.
	}
	defer n.strike()
	text, err := io.ReadAll(n.file)
	if err != nil {
		return false, fmt.Errorf("reading what was at work: %w", err)
	}
	session, err := strconv.Atoi(string(text))
	if err != nil || session <= 1 {
		return false, nil // It had not begun.
	}
	left := &tree{mark: filepath.Base(name), left: session, known: map[identity]bool{}, asked: map[identity]bool{}}
	members, err := left.members()
	if err != nil || len(members) == 0 {
		return false, err
	}
	return true, left.end(grace)
}
