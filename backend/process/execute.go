package process

import (
	"context"
	"io"
	"os"
	"os/exec"
	"runtime"
	"time"
)

// reapWait is how long a program that was killed may take to be gone.
const reapWait = time.Second

// reaction is how long the end of an output may take to be seen.
const reaction = 5 * time.Millisecond

// execute starts a program, hands what it prints to the two functions, and
// waits for it. The state is nil when the program did not start or is not known
// to have ended. For an exit code other than 0 the error is an *exec.ExitError.
func (r *Runner) execute(ctx context.Context, s Spec, stdout, stderr func([]byte), grace time.Duration) (*os.ProcessState, error) {
	program := s.program()
	if ctx.Err() != nil {
		return nil, stopped(ctx, program, nil)
	}
	launch, err := r.prepare(s)
	if err != nil {
		return nil, err
	}
	defer launch.tree.release()
	if !s.Terminal {
		defer launch.drain()
		if err := launch.connect(s.Stdin, stdout, stderr); err != nil {
			launch.begin(false)
			return nil, &StartError{Program: program, Reason: "its input and output could not be connected", Err: err}
		}
	}
	written := launch.tree.takeNote(r.ledgerFor(s))
	defer written.strike()
	exited, err := launch.start()
	if err != nil {
		return nil, launch.startError(err)
	}
	written.begun(launch.tree)

	var limit <-chan time.Time
	if s.Limit > 0 {
		timer := time.NewTimer(s.Limit)
		defer timer.Stop()
		limit = timer.C
	}
	select {
	case end := <-exited:
		if s.Whole {
			launch.sweep()
		}
		return end.state, end.err
	case <-ctx.Done():
		state, left := launch.end(exited, grace)
		return state, stopped(ctx, program, left)
	case <-limit:
		state, left := launch.end(exited, grace)
		return state, &LimitError{Program: program, Limit: s.Limit, Left: left}
	}
}

// exit is how a program ended.
type exit struct {
	state *os.ProcessState
	err   error
}

// launch is one program on its way.
type launch struct {
	spec    Spec
	cmd     *exec.Cmd
	tree    *tree
	streams []*stream
	input   *input
}

// connect makes the pipes that the input and the outputs come through. They are
// our own, not those of os/exec, whose Wait would wait for whoever holds them.
func (l *launch) connect(stdin io.Reader, stdout, stderr func([]byte)) error {
	out, err := newStream(stdout)
	if err != nil {
		return err
	}
	l.streams = append(l.streams, out)
	errs, err := newStream(stderr)
	if err != nil {
		return err
	}
	l.streams = append(l.streams, errs)
	l.cmd.Stdout, l.cmd.Stderr = out.w, errs.w
	if file, ok := stdin.(*os.File); ok || stdin == nil {
		// Without a file of ours, os/exec opens the null device.
		if file != nil {
			l.cmd.Stdin = file
		}
		return nil
	}
	if l.input, err = newInput(stdin); err != nil {
		return err
	}
	l.cmd.Stdin = l.input.r
	return nil
}

// begin lets go of the program's ends of the pipes, and works ours when it runs.
func (l *launch) begin(running bool) {
	for _, s := range l.streams {
		s.begin(running)
	}
	if l.input != nil {
		l.input.begin(running)
	}
}

// start starts the program and returns where its end will be told.
//
// One thread of the system starts it and waits for it: on Linux the program is
// told to end when Firstlight dies, which the kernel decides by the life of the
// thread that started it. Waiting takes a thread in any case.
func (l *launch) start() (<-chan exit, error) {
	started, exited := make(chan error, 1), make(chan exit, 1)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		cmd, err := l.tree.start(l.cmd)
		started <- err
		if err != nil {
			return
		}
		if l.spec.Yields {
			yield(cmd.Process)
		}
		err = cmd.Wait()
		exited <- exit{cmd.ProcessState, err}
	}()
	err := <-started
	l.begin(err == nil)
	return exited, err
}

// end ends the program's whole tree and says what of it could not be ended.
func (l *launch) end(exited <-chan exit, grace time.Duration) (*os.ProcessState, error) {
	left := l.tree.end(grace)
	wait := reapWait
	if left != nil {
		wait = 0
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case e := <-exited:
		return e.state, left
	case <-timer.C:
		return nil, left
	}
}

// sweep ends what an exited program left behind, as far as it shows.
func (l *launch) sweep() {
	held := false
	for _, s := range l.streams {
		held = held || !s.ended(reaction)
	}
	if held || l.tree.stirs() {
		// What could not be ended has other rights than ours, and is not waited for.
		_ = l.tree.end(0)
	}
}

// drain takes what is left of the outputs, and ends the input.
func (l *launch) drain() {
	if l.input != nil {
		l.input.finish()
	}
	for _, s := range l.streams {
		s.finish()
	}
}
