package repository

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"firstlight/backend/check"
)

const (
	// largeIndex is how large git's index is of a folder that takes its time to be
	// looked through: it has about a hundred bytes for each file.
	largeIndex = 1 << 20
	// restShare is how much longer than it took a look at a large folder stands
	// while git notes nothing, and restMost how long at most.
	restShare = 500
	restMost  = time.Minute
	// refsMost bounds how many entries git's refs may have for them to be told
	// apart from before.
	refsMost = 5000
)

// rest spares a large folder. Whether anything in it has changed takes as long as
// it is large, so while git itself notes nothing, an answer stands for a while.
type rest struct {
	mu      sync.Mutex
	mark    string
	until   time.Time
	finding check.Finding
}

// observe returns the last finding as long as it stands, or else a new one. Only
// that nothing is committed yet stands: everything else is told by what git notes.
func (r *rest) observe(d dirs, look func() check.Finding) check.Finding {
	mark, large := d.mark()
	r.mu.Lock()
	defer r.mu.Unlock()
	if large && mark == r.mark && time.Now().Before(r.until) {
		return r.finding
	}
	began := time.Now()
	r.finding, r.mark, r.until = look(), mark, time.Time{}
	if large && r.finding.Code == "commit/none" {
		ended := time.Now()
		r.until = ended.Add(min(restShare*ended.Sub(began), restMost))
	}
	return r.finding
}

// mark returns what tells the state of what git keeps here from any other, and
// whether the folder is a large one whose state can be told.
func (d dirs) mark() (mark string, large bool) {
	info, err := os.Lstat(d.index())
	if err != nil || info.Size() < largeIndex {
		return "", false
	}
	mark, err = d.state(d.index(), d.head(), d.headLog(), d.config(), d.packed())
	return mark, err == nil
}

// state returns what tells the state of some files and of the refs from any other.
func (d dirs) state(files ...string) (string, error) {
	var b strings.Builder
	note := func(path string, info fs.FileInfo) {
		fmt.Fprintf(&b, "%s %d %d\n", path, info.Size(), info.ModTime().UnixNano())
	}
	for _, file := range files {
		if info, err := os.Lstat(file); err == nil {
			note(file, info)
		}
	}
	left := refsMost
	err := filepath.WalkDir(d.refs(), func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if left--; left < 0 {
			return fs.ErrInvalid
		}
		info, err := entry.Info()
		if err == nil {
			note(path, info)
		}
		return err
	})
	return b.String(), err
}
