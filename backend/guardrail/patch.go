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
	"unicode/utf8"
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
	// oldLeft and newLeft are how many lines of the present change are to come, of
	// each commit that came before and of this one: a merge has several before it.
	oldLeft []int
	newLeft int
	// head is a line between the changes as far as it has come; kinds are the first
	// bytes of a line of a change, one for each commit that came before.
	head  []byte
	kinds []byte
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
		if p.within() {
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

// within reports whether lines of a change are to come.
func (p *patch) within() bool {
	return p.newLeft > 0 || slices.ContainsFunc(p.oldLeft, func(left int) bool { return left > 0 })
}

// changed takes a part of a line of a change.
func (p *patch) changed(part []byte, ended bool) {
	if missing := len(p.oldLeft) - len(p.kinds); missing > 0 && !p.remark() {
		n := min(missing, len(part))
		p.kinds, part = append(p.kinds, part[:n]...), part[n:]
	}
	// What a merge only takes over was looked at in the commit that it is from.
	added := len(p.kinds) == len(p.oldLeft) && !slices.ContainsFunc(p.kinds, func(kind byte) bool { return kind != '+' })
	if added {
		p.text = append(p.text, part...)
		if ended {
			p.text = append(p.text, '\n')
		}
	}
	if ended && !p.count() {
		p.err = fmt.Errorf("git shows a change to %s in a form that is not known", p.file)
		return
	}
	switch {
	case !p.within():
		p.look(len(p.text))
	case len(p.text) >= pieceSize && len(p.kinds) == 0:
		p.look(len(p.text))
	case len(p.text) >= pieceSize+overlap:
		p.look(len(p.text) - overlap)
	}
}

// remark reports whether the line says that the one before has no end.
func (p *patch) remark() bool { return len(p.kinds) > 0 && p.kinds[0] == '\\' }

// count takes the line that has just ended off those that are to come, and reports
// whether it is one of a change.
func (p *patch) count() bool {
	kinds := p.kinds
	p.kinds = p.kinds[:0]
	if len(kinds) > 0 && kinds[0] == '\\' {
		return true
	}
	if len(kinds) != len(p.oldLeft) {
		return false
	}
	gone := slices.Contains(kinds, '-')
	if !gone {
		p.newLeft--
	}
	for i, kind := range kinds {
		switch {
		case kind == '-' || kind == ' ' && !gone && len(kinds) > 1:
			p.oldLeft[i]--
		case kind != '+' && (kind != ' ' || len(kinds) == 1):
			return false
		}
	}
	// A line that a merge takes over is not part of what it adds, but has a number.
	if !gone && slices.Contains(kinds, ' ') {
		p.look(len(p.text))
		p.at++
	}
	return true
}

// look has the text looked through, and lets go of its first bytes.
func (p *patch) look(done int) {
	if text := readable(p.text); text != "" && p.file != "" {
		commit, file, at := p.commit, p.file, p.at
		p.slots <- struct{}{}
		p.looking.Go(func() {
			defer func() { <-p.slots }()
			p.through(text, commit, file, at)
		})
	}
	p.at += bytes.Count(p.text[:done], []byte{'\n'})
	p.text = append(p.text[:0], p.text[done:]...)
}

// readable returns a text without the zero bytes that letters of two bytes are
// written with; empty where it is no text. Whether it is one, git takes from the
// repository's own attributes, by which a key could pass unseen.
func readable(text []byte) string {
	if bytes.IndexByte(text, 0) < 0 {
		return string(text)
	}
	text = bytes.ReplaceAll(text, []byte{0}, nil)
	const share = 8
	odd := 0
	for rest := text; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 || r < ' ' && r != '\n' && r != '\r' && r != '\t' {
			odd++
		}
		rest = rest[size:]
	}
	if odd*share > len(text) {
		return ""
	}
	return string(text)
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
	} else if strings.HasPrefix(line, "diff --") {
		p.file = ""
	} else if name, ok := strings.CutPrefix(line, "+++ "); ok {
		p.file = fileName(name)
	} else if strings.HasPrefix(line, "@@") {
		p.begin(line)
	}
}

// begin takes the line that begins a change: @@ -1,2 +3,4 @@, and in a merge
// @@@ -1,2 -1,2 +3,4 @@@.
func (p *patch) begin(line string) {
	marks, _, _ := strings.Cut(line, " ")
	fields := strings.Fields(line)
	before := len(marks) - 1
	const around = 3
	if len(fields) < before+around {
		p.err = fmt.Errorf("git begins a change to %s with %q", p.file, line)
		return
	}
	p.oldLeft = p.oldLeft[:0]
	for _, field := range fields[1 : 1+before] {
		_, old, err := span(field, "-")
		if err != nil {
			p.err = fmt.Errorf("git begins a change to %s with %q", p.file, line)
			return
		}
		p.oldLeft = append(p.oldLeft, old)
	}
	at, added, err := span(fields[1+before], "+")
	if err != nil {
		p.err = fmt.Errorf("git begins a change to %s with %q", p.file, line)
		return
	}
	p.newLeft, p.at, p.text, p.kinds = added, at, p.text[:0], p.kinds[:0]
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
	if p.err == nil && p.within() {
		return fmt.Errorf("git broke off in the middle of %s", p.file)
	}
	return p.err
}
