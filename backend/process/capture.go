package process

import (
	"sync"
	"unicode/utf8"
)

// capture is where the two outputs of a program come together: redacted, told
// and kept, line by line.
type capture struct {
	mu     sync.Mutex
	tell   func(Line)
	stdout tail
	output tail
	cut    bool
	// private says that the standard output is for the caller's eyes only.
	private bool
	// waiting are the last lines of each output that another may be written
	// over.
	waiting [2]string
}

func newCapture(s Spec) *capture {
	keep := s.Keep
	if keep <= 0 {
		keep = DefaultKeep
	}
	return &capture{tell: s.Line, stdout: tail{keep: keep}, output: tail{keep: keep}, private: s.Private}
}

// stream returns the splitter that takes one of the outputs.
func (c *capture) stream(stderr bool, secret *Redactor) *splitter {
	clean := &scrubber{redactor: secret}
	return &splitter{line: func(text string, end lineEnd, cut bool) {
		if c.private && !stderr {
			c.secret(text, end)
			return
		}
		text = clean.line(text)
		if cut || len(text) > LineLimit {
			text, cut = text[:runeStart(text, LineLimit)]+cutNote, true
		}
		c.line(text, end, stderr, cut)
	}}
}

// secret keeps a line that nobody but the caller is to see.
func (c *capture) secret(text string, end lineEnd) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stdout.add(text, end)
}

func (c *capture) line(text string, end lineEnd, stderr, cut bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cut = c.cut || cut
	c.keep(text, end, stderr)
	if c.tell != nil {
		c.tell(Line{Text: text, Stderr: stderr, Overwrite: end == overwrite})
	}
}

// keep adds a line to what the result will hold. One that may be written over
// waits for what takes its place; as on a terminal, nothing leaves it standing.
func (c *capture) keep(text string, end lineEnd, stderr bool) {
	waiting := &c.waiting[0]
	if stderr {
		waiting = &c.waiting[1]
	}
	if text == "" {
		text = *waiting
	}
	if end == overwrite {
		*waiting = text
		return
	}
	*waiting = ""
	if !stderr {
		c.stdout.add(text, end)
	}
	c.output.add(text, end)
}

// result returns what was kept, once both outputs have ended.
func (c *capture) result() Result {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, text := range c.waiting {
		if text != "" {
			c.keep(text, newline, i == 1)
		}
	}
	stdout, lost := c.stdout.text()
	output, more := c.output.text()
	return Result{Code: -1, Stdout: stdout, Output: output, Truncated: lost || more || c.cut}
}

// runeStart is the greatest index up to at where a character of text starts.
func runeStart(text string, at int) int {
	if at >= len(text) {
		return len(text)
	}
	for at > 0 && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}
