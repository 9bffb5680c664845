package main

import (
	"bufio"
	"io"
	"strings"
)

// input reads what a person types, line by line, and only when she was asked: a
// program such as sudo may ask for something itself in between.
type input struct {
	reader  *bufio.Reader
	replies chan reply
	asked   bool
	// hidden reads a line from the terminal without showing it; nil where the
	// input is no terminal.
	hidden func() ([]byte, error)
}

type reply struct {
	text string
	// ended says that there will be no more.
	ended bool
}

func newInput(r io.Reader) *input {
	return &input{reader: bufio.NewReader(r), replies: make(chan reply, 1)}
}

// next returns where the next line arrives. A line that was asked for and not
// taken is still the next one. A secret line is not shown as it is typed.
func (i *input) next(secret bool) <-chan reply {
	if !i.asked {
		i.asked = true
		go func() {
			if secret && i.hidden != nil && i.reader.Buffered() == 0 {
				text, err := i.hidden()
				i.replies <- reply{text: string(text), ended: err != nil && len(text) == 0}
				return
			}
			text, err := i.reader.ReadString('\n')
			i.replies <- reply{text: strings.TrimSpace(text), ended: err != nil && text == ""}
		}()
	}
	return i.replies
}

// took says that the line was received.
func (i *input) took() { i.asked = false }
