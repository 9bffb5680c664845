//go:build unix

package process

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// writeDown notes that the tree begins to grow, and returns what takes the note
// away again.
func (t *tree) writeDown(ledger string) (strike func()) {
	if ledger == "" {
		return func() {}
	}
	name := filepath.Join(ledger, t.mark)
	// What could not be noted is not ended should Firstlight be killed now, which is
	// no reason to start nothing; and a note that stays does no harm, as nothing
	// bears its mark.
	_ = os.MkdirAll(ledger, 0o700)
	_ = os.WriteFile(name, []byte(look(os.Getpid()).String()), 0o600)
	return func() { _ = os.Remove(name) }
}

// EndLeft ends the programs that were at work for a Firstlight that was killed, with
// all that they started, as a cancel would have done. folder is where that one wrote
// them down. It returns how many it ended; what a program had left in the background
// before it ended by itself is left alone.
func EndLeft(folder string) (ended int, err error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("reading what was at work: %w", err)
	}
	var problems []error
	for _, e := range entries {
		name := filepath.Join(folder, e.Name())
		if keeperLives(name) || inside(e.Name()) {
			continue
		}
		// The program itself may be gone, and its number another's: what it started is
		// known by the mark alone.
		left := &tree{mark: e.Name(), terminal: true, known: map[identity]bool{}, asked: map[identity]bool{}}
		members, err := left.members()
		if err == nil && len(members) > 0 {
			ended++
			err = left.end(grace)
		}
		if err != nil {
			problems = append(problems, err)
			continue
		}
		_ = os.Remove(name)
	}
	return ended, errors.Join(problems...)
}

// keeperLives reports whether the Firstlight that wrote a note still runs.
func keeperLives(name string) bool {
	text, err := os.ReadFile(name)
	if err != nil {
		return true // It was taken away meanwhile, or is not ours to read.
	}
	var keeper identity
	if _, err := fmt.Sscan(string(text), &keeper.pid, &keeper.started); err != nil {
		return false
	}
	now := look(keeper.pid)
	return now.identity == keeper && !now.dead
}

// inside reports whether we grow in a tree ourselves, as in a terminal that it
// opened: to end it would end us.
func inside(mark string) bool { return strings.Contains(os.Getenv(markName), mark) }

// String returns the identity as it is written down.
func (i identity) String() string { return fmt.Sprintf("%d %d", i.pid, i.started) }
