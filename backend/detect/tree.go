package detect

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"
)

// tree is the repository's files.
type tree struct {
	fsys    fs.FS
	opts    Options
	notes   []Note
	files   []*file
	folders map[string]bool // whether a folder is one, and no link
	// languages counts the project's own files by their extension.
	languages map[string]*int
	// names holds the paths of the files that a reader names.
	names map[string]bool
	// read holds the paths of the files that were opened.
	read map[string]bool
	// bytes is how much has been read of all files together.
	bytes int
	// services is what is known of services.
	services catalogue
	words    *dictionary
	// listed are the folders whose files were listed, and named what their own names
	// say: both are asked for each file.
	listed map[string]folder
	named  map[string]place
	// topics are those of the headings of the documents that were read.
	topics map[string]topic
}

// file is one file that a reader is given.
type file struct {
	path string
	// dir is the folder that it lies in; empty for the root.
	dir     string
	data    []byte
	tree    *tree
	readers []reader
}

func newTree(fsys fs.FS, opts Options) *tree {
	t := &tree{fsys: fsys, opts: opts, folders: map[string]bool{}, listed: map[string]folder{}, named: map[string]place{}, topics: map[string]topic{}, read: map[string]bool{}}
	t.forget()
	return t
}

// forget drops what was listed.
func (t *tree) forget() {
	t.files, t.languages, t.names = nil, map[string]*int{}, map[string]bool{}
}

// list finds the files that the readers name: by git's index where there is one
// that can be read, otherwise by walking the folders.
func (t *tree) list(ctx context.Context, readers *table) error {
	if t.bare() {
		t.note("", 0, "it is a bare repository, in which git keeps no files to look at: clone it, and name the clone")
		return nil
	}
	visit := func(in folder, base []byte) { t.visit(in, base, readers) }
	listed, err := t.indexed(ctx, visit)
	if err != nil || listed {
		return err
	}
	return t.walk(ctx, visit)
}

// bare reports whether the root is what git keeps a repository in, without its files.
func (t *tree) bare() bool {
	for _, dir := range []string{"objects", "refs"} {
		if info, err := t.stat(dir); err != nil || !info.IsDir() {
			return false
		}
	}
	head, err := t.open("HEAD", 64)
	return err == nil && bytes.HasPrefix(head, []byte("ref: refs/"))
}

// visit takes up one regular file of the repository. Of most it keeps nothing, so
// that its path is put together only when a reader names it.
func (t *tree) visit(in folder, base []byte, readers *table) {
	ext := base[len(base):]
	if at := bytes.LastIndexByte(base, '.'); at >= 0 {
		ext = base[at:]
	}
	if len(ext) > 0 && len(ext) < 8 && in.place == speaking {
		if files := t.languages[string(ext)]; files != nil {
			*files++
		} else {
			one := 1
			t.languages[string(ext)] = &one
		}
	}
	if in.place == silent || in.depth > deepest {
		return
	}
	if found := readers.of(in, base, ext); len(found) > 0 {
		name := path.Join(in.path, string(base))
		t.names[name] = true
		t.files = append(t.files, &file{path: name, dir: in.path, tree: t, readers: found})
	}
}

// written returns how many of the project's own files have the extension.
func (t *tree) written(extension string) int {
	if files := t.languages[extension]; files != nil {
		return *files
	}
	return 0
}

// deepest is how many folders deep any reader looks.
const deepest = 8

// chosen returns the files to read: nearest to the root first, and no more than
// the bound.
func (t *tree) chosen() []*file {
	sort.SliceStable(t.files, func(i, j int) bool {
		a, b := t.files[i], t.files[j]
		if x, y := strings.Count(a.path, "/"), strings.Count(b.path, "/"); x != y {
			return x < y
		}
		return a.path < b.path
	})
	if left := len(t.files) - t.opts.Files; left > 0 {
		t.note("", 0, "%d files deeper in the repository were left out: at most %d are read", left, t.opts.Files)
		t.files = t.files[:t.opts.Files]
	}
	return t.files
}

// take gives a file to its readers.
func (t *tree) take(f *file, s *statements) {
	head := int64(0)
	for _, r := range f.readers {
		if r.head == 0 {
			head = 0
			break
		}
		head = max(head, r.head)
	}
	data, err := t.open(f.path, head)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return // In the index and removed since: it says nothing any more.
	case err != nil:
		t.note(f.path, 0, "not read: %v", err)
		return
	}
	f.data = data
	for _, r := range f.readers {
		t.give(f, r, s)
	}
}

// give lets a reader read, and turns a panic of one of the parsers into a note:
// a file that nobody has foreseen must not end the look at all others.
func (t *tree) give(f *file, r reader, s *statements) {
	defer func() {
		if p := recover(); p != nil {
			t.note(f.path, 0, "not understood: %v", p)
		}
	}()
	r.read(f, s)
}

// bytesMost is how much is read of all files together.
const bytesMost = 16 << 20

var (
	errTooLong    = errors.New("it is too long")
	errNotRegular = errors.New("it is no regular file")
	errLink       = errors.New("a folder above it is a link")
	errBinary     = errors.New("it is not text")
	errMuch       = errors.New("the files before it are very long already")
)

// open returns a file's bytes, or no more than head of them where that is not 0.
// The lines of text end with a line feed alone.
func (t *tree) open(name string, head int64) ([]byte, error) {
	if !t.inside(path.Dir(name)) {
		return nil, errLink
	}
	info, err := fs.Lstat(t.fsys, name)
	if err != nil {
		return nil, fmt.Errorf("looking at %s: %w", name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	most := t.opts.FileBytes
	if head > 0 {
		most = head
	} else if info.Size() > most {
		return nil, fmt.Errorf("%w: %d bytes, and at most %d are read", errTooLong, info.Size(), most)
	}
	in, err := t.fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", name, err)
	}
	defer func() { _ = in.Close() }()
	if t.bytes > bytesMost {
		return nil, errMuch
	}
	t.read[name] = true
	data, err := io.ReadAll(io.LimitReader(in, most))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	t.bytes += len(data)
	if bytes.IndexByte(data, 0) >= 0 {
		return nil, errBinary
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	return bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), nil
}

// inside reports whether a folder is reached through folders alone. A file
// system may follow links out of the tree, and git's index may name a folder
// that has become a link since.
func (t *tree) inside(dir string) bool {
	if dir == "." || dir == "" {
		return true
	}
	known, seen := t.folders[dir]
	if !seen {
		info, err := fs.Lstat(t.fsys, dir)
		known = t.inside(path.Dir(dir)) && (err != nil || info.IsDir())
		t.folders[dir] = known
	}
	return known
}

// stat looks at what there is of that path, which must not be reached by a link.
func (t *tree) stat(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) || !t.inside(path.Dir(name)) {
		return nil, fs.ErrNotExist
	}
	return fs.Lstat(t.fsys, name)
}

// has reports whether there is a regular file of that path.
func (t *tree) has(name string) bool {
	info, err := t.stat(name)
	return err == nil && info.Mode().IsRegular()
}

// notesMost is how many notes one report has at most.
const notesMost = 200

// note says what could not be read or was left out, once.
func (t *tree) note(name string, line int, format string, args ...any) {
	n := Note{File: name, Line: line, Reason: clip(fmt.Sprintf(format, args...))}
	if len(t.notes) > notesMost || slices.Contains(t.notes, n) {
		return
	}
	if len(t.notes) == notesMost {
		n = Note{Reason: "there was more that could not be read: only the beginning is told"}
	}
	t.notes = append(t.notes, n)
}

// textMost is how much of what a file has is shown as it is written, in bytes.
const textMost = 400

// clip returns the beginning of a text that is too long to be shown.
func clip(text string) string {
	if len(text) <= textMost {
		return text
	}
	return strings.ToValidUTF8(text[:textMost], "") + "…"
}
