//go:build unix

package process

import (
	"crypto/rand"
	"errors"
	"os"
	"os/exec"
	"time"

	"golang.org/x/sys/unix"
)

const (
	// markName is the variable that a program and everything it starts inherit.
	markName = "FIRSTLIGHT_RUN"
	// busyTries is how often a start is repeated that the system refused because
	// the program's file was open for writing, first after busyWait.
	busyTries = 8
	busyWait  = 5 * time.Millisecond
)

// tree is a program and everything that it started. Its processes are found by
// their parents, by their session (each program has one of its own) and, where
// the system lets one see it, by a mark in their environment, which also finds
// those that left both behind.
type tree struct {
	mark     string
	terminal bool
	root     identity
	// left is the session of a tree that a killed Firstlight left: then only what is in
	// it and bears the mark belongs to the tree. It is 0 for every other.
	left int
	// known are the processes that were seen to belong to the tree, asked those
	// that were asked to end.
	known, asked map[identity]bool
}

func newTree(terminal bool) (*tree, error) {
	return &tree{mark: rand.Text(), terminal: terminal, known: map[identity]bool{}, asked: map[identity]bool{}}, nil
}

// env returns the environment for the tree: vars with the tree's mark added to
// those of the trees that it grows in.
func (t *tree) env(vars []string) []string {
	mark := t.mark
	if outer := in(vars).lookup(markName); outer != "" {
		mark = outer + ":" + mark
	}
	return merge(vars, []string{markName + "=" + mark})
}

// start starts the program as the root of the tree, and returns the command to
// wait for. Except in our own terminal it gets a session of its own: then there
// is no terminal that it could open to wait for a password, and no signal of a
// terminal reaches it by chance.
func (t *tree) start(cmd *exec.Cmd) (*exec.Cmd, error) {
	cmd.SysProcAttr = startAttributes(!t.terminal)
	wait := busyWait
	for try := 1; ; try++ {
		attempt := *cmd
		err := attempt.Start()
		if err == nil {
			t.root = identity{attempt.Process.Pid, look(attempt.Process.Pid).started}
			return &attempt, nil
		}
		// Another thread of ours may have forked while the file was open for
		// writing; that copy is closed when the child starts its own program.
		if !errors.Is(err, unix.ETXTBSY) || try == busyTries {
			return nil, err
		}
		time.Sleep(wait)
		wait *= 2
	}
}

// stirs reports whether something of the tree still runs, without a look at
// every process: in the group that its root began, once that was waited for.
func (t *tree) stirs() bool { return !t.terminal && unix.Kill(-t.root.pid, 0) == nil }

// release lets go of the tree, which lives on where it was not ended.
func (t *tree) release() {}

// members finds the living processes of the tree.
func (t *tree) members() ([]proc, error) {
	all, err := processes(t.mark, t.root.started)
	if err != nil {
		return nil, err
	}
	children := map[int][]proc{}
	var queue, members []proc
	for _, p := range all {
		if p.dead || p.pid == os.Getpid() {
			continue
		}
		if t.left != 0 {
			if p.marked && p.session == t.left {
				members = append(members, p)
			}
			continue
		}
		children[p.parent] = append(children[p.parent], p)
		if p.identity == t.root || p.marked || t.known[p.identity] || !t.terminal && p.session == t.root.pid {
			queue = append(queue, p)
		}
	}
	seen := map[int]bool{}
	for len(queue) > 0 {
		p := queue[0]
		queue = queue[1:]
		if !seen[p.pid] {
			seen[p.pid], t.known[p.identity] = true, true
			members = append(members, p)
			queue = append(queue, children[p.pid]...)
		}
	}
	return members, nil
}

// identity tells a process from a later one with the same number.
type identity struct {
	pid int
	// started is when, in the system's own unit.
	started int64
}

// proc is one process of the machine.
type proc struct {
	identity
	parent, group, session int
	// marked says that its environment bears the tree's mark.
	marked bool
	// dead says that it has ended and only waits for its parent to notice.
	dead bool
}
