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
// taken is still the next one.
func (i *input) next() <-chan reply {
	if !i.asked {
		i.asked = true
		go func() {
			text, err := i.reader.ReadString('\n')
			i.replies <- reply{text: strings.TrimSpace(text), ended: err != nil && text == ""}
		}()
	}
	return i.replies
}

// took says that the line was received.
func (i *input) took() { i.asked = false }
