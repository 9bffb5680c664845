package detect

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// reader reads one kind of file.
type reader struct {
	// names are what it reads: a base name such as "go.mod", a pattern of path.Match
	// for base names such as "*.csproj", or, with a slash in it, a pattern for the
	// end of a path such as ".github/workflows/*.yml".
	names []string
	read  func(f *file, s *statements)
	// head is how many bytes from the beginning are enough to read of it, however
	// long it is; 0 where it has to be whole.
	head int64
	// anywhere is whether the file speaks although it lies in a folder of documents
	// or the like; see speaks.
	anywhere bool
	// deep is how many folders deep the file may lie; 0 is depthDefault.
	deep int
}

// depthDefault is how many folders deep a file may lie to speak for the project.
const depthDefault = 4

// readers returns all readers. A file is given to each one that names it, in
// this order.
func readers() []reader {
	return slices.Concat(
		taskReaders(), goReaders(), nodeReaders(), versionFileReaders(), miseReaders(),
		ecosystemReaders(), composeReaders(), scriptReaders(), integrationReaders(), documentReaders(),
	)
}

// table finds the readers of a file.
type table struct {
	exact map[string][]reader // by base name
	ends  map[string][]reader // by the extension that the pattern ends with
	begin [256][]reader       // by the first byte of the pattern, for the rest
	// named is whether there is an exact name of that first byte and that length, the
	// longer ones taken together: of most files that is all one has to ask.
	named [256][longName + 1]bool
}

const longName = 31

func newTable(all []reader) *table {
	t := &table{exact: map[string][]reader{}, ends: map[string][]reader{}}
	for _, r := range all {
		for _, name := range r.names {
			r.names = []string{name}
			base := path.Base(name)
			switch ext := path.Ext(base); {
			case !strings.ContainsAny(base, wild):
				t.exact[base] = append(t.exact[base], r)
				t.named[base[0]][min(len(base), longName)] = true
			case ext != "" && ext != base && !strings.ContainsAny(ext, wild):
				t.ends[ext] = append(t.ends[ext], r)
			default:
				first := base[0]
				if strings.IndexByte(wild, first) >= 0 {
					first = 0 // It may begin with anything.
				}
				t.begin[first] = append(t.begin[first], r)
			}
		}
	}
	return t
}

// wild are the characters that make a name a pattern.
const wild = `*?[`

// of returns the readers of a file in a folder, by its base name and the
// extension of that.
func (t *table) of(in folder, base, ext []byte) []reader {
	var found, exact []reader
	if t.named[base[0]][min(len(base), longName)] {
		exact = t.exact[string(base)]
	}
	for _, some := range [...][]reader{exact, t.ends[string(ext)], t.begin[base[0]], t.begin[0]} {
		for _, r := range some {
			if (in.place == speaking || r.anywhere) && in.depth <= cmp.Or(r.deep, depthDefault) && matches(r.names[0], in.path, string(base)) {
				found = append(found, r)
			}
		}
	}
	return found
}

// matches is whether a pattern is one for the file of that name in the folder.
func matches(pattern, dir, base string) bool {
	// Most files lie in another folder, which is soon seen.
	if last := path.Base(path.Dir(pattern)); last != "." && !strings.ContainsAny(last, wild) && last != path.Base(dir) {
		return false
	}
	ok, err := path.Match(path.Base(pattern), base)
	if !ok || err != nil {
		return false
	}
	slashes := strings.Count(pattern, "/")
	if slashes == 0 {
		return true
	}
	parts := strings.Split(dir, "/")
	if dir == "" || len(parts) < slashes {
		return false
	}
	ok, err = path.Match(path.Dir(pattern), strings.Join(parts[len(parts)-slashes:], "/"))
	return ok && err == nil
}
