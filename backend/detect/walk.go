package detect

import (
	"context"
	"fmt"
	"io/fs"
	"path"
)

// walk visits the regular files below the root, nearest first, without following
// a link, and ends with a note when there are more than the bound.
func (t *tree) walk(ctx context.Context, visit func(in folder, base []byte)) error {
	most := t.opts.Entries
	if most == 0 {
		most = entriesWalked
	}
	seen := 0
	for folders := []string{"."}; len(folders) > 0; folders = folders[1:] {
		dir := folders[0]
		if err := ctx.Err(); err != nil {
			return err
		}
		entries, err := t.entries(ctx, dir, most-seen)
		if err != nil {
			if dir == "." || ctx.Err() != nil {
				return err
			}
			t.note(dir, 0, "not listed: %v", err)
			continue
		}
		if seen += len(entries); seen >= most {
			t.note("", 0, "there are more than %d files and folders: the deepest were not looked at", most)
			folders = folders[:1]
		}
		in := t.folder(dir)
		for _, entry := range entries {
			switch {
			case entry.Type().IsRegular():
				visit(in, []byte(entry.Name()))
			case entry.IsDir() && in.depth < deepest && t.placeOf(entry.Name()) != silent:
				folders = append(folders, path.Join(dir, entry.Name()))
			}
		}
	}
	return nil
}

// entries lists a folder, a part at a time: one folder may hold more than the
// memory does.
func (t *tree) entries(ctx context.Context, dir string, most int) ([]fs.DirEntry, error) {
	const part = 1024
	opened, err := t.fsys.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("opening a folder: %w", err)
	}
	defer func() { _ = opened.Close() }()
	folder, ok := opened.(fs.ReadDirFile)
	if !ok {
		return nil, fmt.Errorf("listing %s: %w", dir, fs.ErrInvalid)
	}
	var all []fs.DirEntry
	for len(all) < most {
		some, err := folder.ReadDir(min(part, most-len(all)))
		all = append(all, some...)
		if err != nil || len(some) == 0 {
			break // What was listed until then is looked at.
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return all, nil
}
