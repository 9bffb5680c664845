package process

import (
	"io"
	"os"
)

// input feeds a program what it reads. It is never waited for: the reader that
// it copies from may have more to come when the program has long exited.
type input struct {
	r, w *os.File
	from io.Reader
}

func newInput(from io.Reader) (*input, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	return &input{r: r, w: w, from: from}, nil
}

// begin lets go of the program's end of the pipe, and copies when it runs.
func (i *input) begin(running bool) {
	_ = i.r.Close()
	if !running {
		return
	}
	go func() {
		// The error is the program's not wanting more.
		_, _ = io.Copy(i.w, i.from)
		_ = i.w.Close()
	}()
}

// finish ends a copying that nobody listens to any more.
func (i *input) finish() { _ = i.w.Close() }
