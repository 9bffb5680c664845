package detect

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"
)

// indexFile is git's list of the files that it keeps.
const indexFile = ".git/index"

var (
	errIndex = errors.New("git's list of files is damaged")
	errSplit = errors.New("git's list of files is split over several")
)

// indexed visits the regular files of git's index, and reports whether there is
// an index that lists them. A damaged one is a note, and the folders are walked.
func (t *tree) indexed(ctx context.Context, visit func(in folder, base []byte)) (bool, error) {
	if !t.has(indexFile) {
		return false, nil
	}
	list, err := t.fsys.Open(indexFile)
	if err != nil {
		t.note(indexFile, 0, "not read: %v", err)
		return false, nil
	}
	defer func() { _ = list.Close() }()
	x := index{in: bufio.NewReaderSize(list, 1<<16), hash: t.hashBytes()}
	count, err := x.header()
	if err == nil && count == 0 {
		return false, nil // Nothing was ever added: what is there is not in git yet.
	}
	most := t.opts.Entries
	if most == 0 {
		most = entriesIndexed
	}
	in := folder{path: "/"} // No folder that there is.
	for n := 0; err == nil && n < count; n++ {
		if n == most {
			t.note("", 0, "git lists %d files: only the first %d were looked at", count, most)
			break
		}
		if n%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return false, err
			}
		}
		var name []byte
		var mode uint32
		if name, mode, err = x.entry(); err != nil {
			break
		}
		cut := bytes.LastIndexByte(name, '/')
		dir, base := name[:max(cut, 0)], name[cut+1:]
		// The list is sorted, so that the folder is mostly that of the file before.
		if string(dir) != in.path {
			if len(dir) > 0 && !fs.ValidPath(string(dir)) {
				continue
			}
			in = t.folder(string(dir))
		}
		if mode>>12 == regular && (plainName(base) || fs.ValidPath(string(base))) {
			visit(in, base)
		}
	}
	if err == nil && x.split() {
		err = errSplit
	}
	if err != nil {
		// Half a list would be taken for a repository of half the files.
		t.forget()
		t.note(indexFile, 0, "the folders were walked instead: %v", err)
		return false, nil
	}
	return true, nil
}

// plainName reports whether a name without a slash is soon seen to be a valid one,
// as nearly all are.
func plainName(name []byte) bool {
	for _, b := range name {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return len(name) > 0 && name[0] != '.'
}

// split reports whether the rest of the list is in another file, which the first
// extension after the entries says.
func (x *index) split() bool {
	signature, err := x.in.Peek(4)
	return err == nil && string(signature) == "link"
}

// hashBytes returns how long the repository's object names are.
func (t *tree) hashBytes() int {
	const sha1, sha256 = 20, 32
	config, err := t.open(".git/config", 1<<14)
	if err == nil && strings.Contains(strings.ToLower(strings.Join(strings.Fields(string(config)), "")), "objectformat=sha256") {
		return sha256
	}
	return sha1
}

// regular is the kind of a regular file in a mode of git.
const regular = 0o10

// index reads git's index, as gitformat-index describes it.
type index struct {
	in      *bufio.Reader
	hash    int
	version uint32
	name    []byte // the name before, from which version 4 goes on
}

func (x *index) header() (int, error) {
	var head struct {
		Signature      [4]byte
		Version, Count uint32
	}
	if err := binary.Read(x.in, binary.BigEndian, &head); err != nil {
		return 0, fmt.Errorf("%w: %w", errIndex, err)
	}
	if string(head.Signature[:]) != "DIRC" || head.Version < 2 || head.Version > 4 {
		return 0, errIndex
	}
	x.version = head.Version
	return int(head.Count), nil
}

const (
	statBytes    = 40 // times, device, inode, mode, owner, size
	modeAt       = 24
	flagExtended = 0x4000
	nameMost     = 1 << 12
)

// entry returns the name and the mode of the next file. The name is good until the
// next call.
func (x *index) entry() ([]byte, uint32, error) {
	length := statBytes + x.hash + 2
	fixed, err := x.in.Peek(length)
	if err != nil {
		return nil, 0, fmt.Errorf("%w: %w", errIndex, err)
	}
	mode := binary.BigEndian.Uint32(fixed[modeAt:])
	flags := binary.BigEndian.Uint16(fixed[statBytes+x.hash:])
	if flags&flagExtended != 0 {
		length += 2
	}
	if _, err := x.in.Discard(length); err != nil {
		return nil, 0, fmt.Errorf("%w: %w", errIndex, err)
	}
	kept := 0
	if x.version == 4 {
		dropped, err := x.offset()
		if err != nil || dropped > len(x.name) {
			return nil, 0, errIndex
		}
		kept = len(x.name) - dropped
	}
	rest, err := x.in.ReadSlice(0)
	if err != nil || kept+len(rest) > nameMost {
		return nil, 0, errIndex
	}
	x.name = append(x.name[:kept], rest[:len(rest)-1]...)
	if x.version < 4 {
		// The name ends with as many zeros as make the entry a multiple of 8 bytes.
		if over := (length + len(rest)) % 8; over > 0 {
			if _, err := x.in.Discard(8 - over); err != nil && !errors.Is(err, io.EOF) {
				return nil, 0, fmt.Errorf("%w: %w", errIndex, err)
			}
		}
	}
	return x.name, mode, nil
}

// offset reads how many bytes of the name before are dropped.
func (x *index) offset() (int, error) {
	n := 0
	for more := true; more; {
		b, err := x.in.ReadByte()
		if err != nil {
			return 0, fmt.Errorf("%w: %w", errIndex, err)
		}
		n, more = n<<7|int(b&0x7f), b&0x80 != 0
		if more {
			n++
		}
		if n > nameMost {
			return 0, errIndex
		}
	}
	return n, nil
}
