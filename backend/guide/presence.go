package guide

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

// ErrForgetting says that another program forgets everything just now.
var ErrForgetting = errors.New("another Firstlight is forgetting everything just now")

const (
	// presenceFile is what programs hold as long as they use the data folder.
	presenceFile = wipingFile + ".lock"
	// presencePatience is how long a program waits for another one that forgets
	// everything, which takes moments.
	presencePatience = 5 * time.Second
	// alonePatience is how long forgetting waits for the others to be gone: a short
	// command is not to be taken for a window.
	alonePatience = time.Second
	presencePause = 20 * time.Millisecond
)

// presence is that a program uses the data folder: many do at a time, or one alone
// that forgets everything. The system gives it up for a program that is killed.
type presence struct {
	path string

	mu   sync.Mutex
	held *flock.Flock
}

func newPresence(data string) *presence {
	return &presence{path: filepath.Join(data, presenceFile)}
}

// take takes the presence, alone or with others, and reports whether it did.
func (p *presence) take(alone bool) (bool, error) {
	if err := os.MkdirAll(filepath.Dir(p.path), 0o700); err != nil {
		return false, err
	}
	file := flock.New(p.path)
	try := file.TryRLock
	if alone {
		try = file.TryLock
	}
	ok, err := try()
	if errors.Is(err, fs.ErrNotExist) {
		// Whoever forgot everything has just removed the folder with it.
		return false, nil
	}
	if err != nil || !ok {
		return false, err
	}
	// A file that was removed meanwhile keeps nobody out.
	mine, err := file.Stat()
	there, errThere := os.Stat(p.path)
	if err != nil || errThere != nil || !os.SameFile(mine, there) {
		return false, file.Close()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held = file
	return true, nil
}

// wait takes the presence as soon as it can, and reports false where it could not in
// that time.
func (p *presence) wait(ctx context.Context, alone bool, patience time.Duration) (bool, error) {
	late := time.After(patience)
	for {
		if ok, err := p.take(alone); ok || err != nil {
			return ok, err
		}
		select {
		case <-ctx.Done():
			return false, ctx.Err()
		case <-late:
			return false, nil
		case <-time.After(presencePause):
		}
	}
}

// release gives the presence up, where it is held.
func (p *presence) release() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held != nil {
		// Closing the file gives up the lock, whatever else goes wrong with it.
		_ = p.held.Close()
		p.held = nil
	}
}

// remove removes the file of a program that is alone, and gives it up. One that stays,
// since another program waits for it, does no harm.
func (p *presence) remove() {
	if err := os.Remove(p.path); err == nil {
		p.release()
		return
	}
	// Some systems remove no file that is open.
	p.release()
	_ = os.Remove(p.path)
}
