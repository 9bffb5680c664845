// Package whole writes files such that nobody ever sees one half written: not a
// program that reads it meanwhile, and not the next start after a crash.
package whole

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/moby/sys/atomicwriter"
)

// Part is what the name of a file begins with that lies beside the one it was to become,
// since the program that wrote it was ended.
const Part = ".tmp-"

// Write writes a file with the permissions of mode, whatever the umask says, in place
// of what is there. Its content is on the disk before it takes that place; where that
// fails, what was there stays as it was, and so it may after a loss of power. Where the file is a link, what it leads to is written and
// the link stays. The folder has to be there.
func Write(file string, data []byte, mode fs.FileMode) error {
	target, err := filepath.EvalSymlinks(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		// A link that leads nowhere is refused below; a file that is new is made.
		target = file
	case err != nil:
		return fmt.Errorf("finding what is to be written: %w", err)
	}
	if err := atomicwriter.WriteFile(target, data, mode); err != nil {
		return fmt.Errorf("writing it as a whole: %w", err)
	}
	return nil
}
