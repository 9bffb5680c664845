package detect

import (
	"context"
	"fmt"
	"io/fs"
)

// Options bounds a look. A zero field takes its default.
type Options struct {
	// Entries is how many files and folders are listed at most; 2,000,000 by git's
	// index, and 200,000 where the folders have to be walked.
	Entries int
	// Files is how many files are read at most, those nearest to the root first;
	// 400 by default.
	Files int
	// FileBytes is how long a file may be; 1 MiB by default.
	FileBytes int64
}

const (
	entriesIndexed = 2_000_000
	entriesWalked  = 200_000
	filesRead      = 400
	fileBytes      = 1 << 20
)

func (o Options) filled() Options {
	if o.Files == 0 {
		o.Files = filesRead
	}
	if o.FileBytes == 0 {
		o.FileBytes = fileBytes
	}
	return o
}

// Look reads what the repository at the root of fsys states. What cannot be read
// is a note in the report. It returns an error only when the root cannot be
// listed or ctx is done. Symbolic links are not followed.
func Look(ctx context.Context, fsys fs.FS, opts Options) (Report, error) {
	opts = opts.filled()
	t := newTree(fsys, opts)
	var err error
	if t.services, err = knownServices(); err != nil {
		return Report{}, err
	}
	if t.words, err = knownWords(); err != nil {
		return Report{}, err
	}
	if err := t.list(ctx, newTable(readers())); err != nil {
		return Report{}, fmt.Errorf("listing the files of the repository: %w", err)
	}
	s := &statements{}
	for _, f := range t.chosen() {
		if err := ctx.Err(); err != nil {
			return Report{}, fmt.Errorf("reading %s: %w", f.path, err)
		}
		t.take(f, s)
	}
	return resolve(t, s), nil
}
