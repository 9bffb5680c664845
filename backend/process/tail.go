package process

import "strings"

// tail keeps the end of a text, within twice the memory that it is to keep.
type tail struct {
	keep int
	kept []byte
	lost bool
}

func (t *tail) add(text string, end lineEnd) {
	t.kept = append(t.kept, text...)
	if end != atEnd {
		t.kept = append(t.kept, byte(end))
	}
	if len(t.kept) > 2*t.keep {
		t.shorten()
	}
}

func (t *tail) shorten() {
	if len(t.kept) > t.keep {
		t.kept = append(t.kept[:0], t.kept[len(t.kept)-t.keep:]...)
		t.lost = true
	}
}

// text returns what was kept and whether that is not all. It starts with a line
// where it can, so that no half of a word or a character is taken for a whole.
func (t *tail) text() (string, bool) {
	t.shorten()
	if !t.lost {
		return string(t.kept), false
	}
	text := strings.ToValidUTF8(string(t.kept), "")
	if i := strings.IndexByte(text, '\n'); i >= 0 && i < len(text)-1 {
		text = text[i+1:]
	}
	return text, true
}
