package process

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"

	"firstlight/backend/check"
)

// grace is how long the processes of a tree have to end after they were asked
// to, before they are killed.
const grace = 2 * time.Second

// Run starts a program and waits for it to exit. When ctx ends or the limit
// runs out, it ends the program and everything that the program started.
// Programs left in the background by one that exited by itself are left alone,
// unless the spec wants it whole, and not waited for, even when they hold on to
// its output.
//
// The result is filled as far as known in every case. The error is nil when the
// program exited with 0; otherwise it wraps ErrNotFound, ctx.Err(), a
// *StartError, an *ExitError, a *LimitError, a *FloodError or what the spec's
// Stdout returned.
func (r *Runner) Run(ctx context.Context, s Spec) (Result, error) {
	if !r.await(ctx) {
		return Result{}, stopped(ctx, s.program(), nil)
	}
	began := time.Now()
	c := newCapture(s)
	limit := &allowance{most: int64(s.Most)}
	secret := r.secret.Load()
	if len(s.Env) > 0 {
		secret = NewRedactor(merge(r.vars(), s.Env))
	}
	stdout, stderr := c.stream(false, secret), c.stream(true, secret)
	running, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	raw := &rawOutput{to: s.Stdout, stop: stop}
	take := stdout.write
	if raw.to != nil {
		take = raw.write
	}
	state, err := r.execute(running, s, limit.bound(take, stop), limit.bound(stderr.write, stop), grace)
	stdout.close()
	stderr.close()
	if err == nil && limit.over() {
		err = &FloodError{Program: s.program(), Most: s.Most}
	}
	if raw.err != nil {
		err = fmt.Errorf("taking what %s printed: %w", s.program(), raw.err)
	}

	result := c.result()
	result.Took = time.Since(began)
	if state != nil {
		result.Code = state.ExitCode()
	}
	return result, plainExit(err, s.program(), state, result.Output)
}

// plainExit returns err with the exit of a program said in plain words.
func plainExit(err error, program string, state *os.ProcessState, output string) error {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return err
	}
	return &ExitError{Program: program, Code: state.ExitCode(), Signal: signalName(state), Output: check.Tail(output)}
}
