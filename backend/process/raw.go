package process

import (
	"context"
	"io"
)

// rawOutput hands an output on as it comes.
type rawOutput struct {
	to   io.Writer
	stop context.CancelCauseFunc
	err  error
}

// write hands on the next piece. After an error it drops what comes, and the
// program is stopped.
func (o *rawOutput) write(b []byte) {
	if o.err != nil {
		return
	}
	if _, o.err = o.to.Write(b); o.err != nil {
		o.stop(o.err)
	}
}
