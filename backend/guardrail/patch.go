package guardrail

import (
	"bytes"
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
)

const (
	// pieceSize is about how much text is looked through at once, and overlap how
	// much of a very long line is looked at twice, so that a secret which lies
	// across two pieces is seen whole.
	pieceSize = 512 << 10
	overlap   = 4 << 10
	// headSize bounds the lines between the changes: names of files, mostly.
	headSize = 64 << 10
)

// patch takes what git log --patch prints, byte by byte, and looks through what
// the commits add. It goes by the numbers of lines that git gives, so that nothing
// in a file can pass for the end of it, and holds as many pieces as are looked
// through at a time.
type patch struct {
	search  Search
	commits map[string]bool
	// slots bounds how many pieces are looked through at a time.
	slots   chan struct{}
	looking sync.WaitGroup
	// mu is held while what was found is added to; crash is how a search broke.
	mu    sync.Mutex
	leaks []Leak
	crash error
	// commit and file are where the text stands.
	commit, file string
	// oldLeft and newLeft are how many lines of the present change are to come.
	oldLeft, newLeft int
	// head is a line between the changes as far as it has come; kind is the first
	// byte of a line of a change, and zero where no line has begun.
	head []byte
	kind byte
	// text is what the present change adds, from the line at on.
	text []byte
	at   int
	err  error
}

func newPatch(search Search) *patch {
	return &patch{search: search, commits: map[string]bool{}, slots: make(chan struct{}, runtime.NumCPU())}
}

// Write takes the next bytes.
func (p *patch) Write(b []byte) (int, error) {
	for rest := b; len(rest) > 0 && p.err == nil; {
		line, after, ended := bytes.Cut(rest, []byte{'\n'})
		if p.oldLeft+p.newLeft > 0 {
			p.changed(line, ended)
		} else {
			p.between(line, ended)
		}
		rest = after
	}
	if p.err != nil {
		return 0, p.err
	}
	return len(b), nil
}

// changed takes a part of a line of a change.
func (p *patch) changed(part []byte, ended bool) {
	if p.kind == 0 && len(part) > 0 {
		p.kind, part = part[0], part[1:]
	}
	if p.kind == '+' {
		p.text = append(p.text, part...)
		if ended {
			p.text = append(p.text, '\n')
		}
	}
	if ended {
		switch p.kind {
		case '+':
			p.newLeft--
		case '-':
			p.oldLeft--
		case '\\':
			// It says that the line before has no end.
		default:
			p.err = fmt.Errorf("git shows a change to %s in a form that is not known", p.file)
			return
		}
		p.kind = 0
	}
	switch {
	case p.oldLeft+p.newLeft == 0:
		p.look(len(p.text))
	case len(p.text) >= pieceSize && p.kind == 0:
		p.look(len(p.text))
	case len(p.text) >= pieceSize+overlap:
		p.look(len(p.text) - overlap)
	}
}

// look has the text looked through, and lets go of its first bytes.
func (p *patch) look(done int) {
	if len(p.text) > 0 && p.file != "" {
		text, commit, file, at := string(p.text), p.commit, p.file, p.at
		p.slots <- struct{}{}
		p.looking.Go(func() {
			defer func() { <-p.slots }()
			p.through(text, commit, file, at)
		})
	}
	p.at += bytes.Count(p.text[:done], []byte{'\n'})
	p.text = append(p.text[:0], p.text[done:]...)
}

// through looks through one text. A search that crashes costs no more than the
// answer.
func (p *patch) through(text, commit, file string, at int) {
	var found []Leak
	defer func() {
		broken := recover()
		p.mu.Lock()
		defer p.mu.Unlock()
		if broken != nil {
			p.crash = fmt.Errorf("the search for secrets crashed at %s", file)
		}
		p.leaks = append(p.leaks, found...)
	}()
	found = p.search.In(file, text, at)
	for i := range found {
		found[i].Commit = commit
	}
}

// between takes a part of a line that stands between the changes.
func (p *patch) between(part []byte, ended bool) {
	p.head = append(p.head, part[:min(len(part), headSize-min(len(p.head), headSize))]...)
	if !ended {
		return
	}
	line := string(p.head)
	p.head = p.head[:0]
	if hash, ok := strings.CutPrefix(line, "commit "); ok {
		p.commit, p.file = hash, ""
		p.commits[hash] = true
	} else if strings.HasPrefix(line, "diff --git ") {
		p.file = ""
	} else if name, ok := strings.CutPrefix(line, "+++ "); ok {
		p.file = fileName(name)
	} else if strings.HasPrefix(line, "@@ ") {
		p.begin(line)
	}
}

// begin takes the line that begins a change: @@ -1,2 +3,4 @@.
func (p *patch) begin(line string) {
	fields := strings.Fields(line)
	const least = 4
	if len(fields) < least {
		p.err = fmt.Errorf("git begins a change to %s with %q", p.file, line)
		return
	}
	_, old, errOld := span(fields[1], "-")
	at, added, errNew := span(fields[2], "+")
	if errOld != nil || errNew != nil {
		p.err = fmt.Errorf("git begins a change to %s with %q", p.file, line)
		return
	}
	p.oldLeft, p.newLeft, p.at, p.text, p.kind = old, added, at, p.text[:0], 0
}

// span reads where lines begin and how many they are: -1,2, or -1 for one.
func span(text, sign string) (at, count int, err error) {
	first, many, several := strings.Cut(strings.TrimPrefix(text, sign), ",")
	if at, err = strconv.Atoi(first); err != nil || !several {
		return at, 1, err
	}
	count, err = strconv.Atoi(many)
	return at, count, err
}

// fileName returns the name of a file as git writes it in a patch: after b/, and
// in quotes where it holds what is no plain letter.
func fileName(name string) string {
	name = strings.TrimSuffix(name, "\t")
	if plain, err := strconv.Unquote(name); err == nil {
		name = plain
	}
	if name == "/dev/null" {
		return ""
	}
	return strings.ToValidUTF8(strings.TrimPrefix(name, "b/"), "\uFFFD")
}

// close waits for what is still looked through, puts what was found in order, and
// says whether the patch came to its end.
func (p *patch) close() error {
	p.looking.Wait()
	slices.SortFunc(p.leaks, func(a, b Leak) int {
		return cmp.Or(strings.Compare(a.Commit, b.Commit), strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), strings.Compare(a.Rule, b.Rule))
	})
	p.leaks = slices.Compact(p.leaks)
	if p.crash != nil {
		return p.crash
	}
	if p.err == nil && p.oldLeft+p.newLeft > 0 {
		return fmt.Errorf("git broke off in the middle of %s", p.file)
	}
	return p.err
}
