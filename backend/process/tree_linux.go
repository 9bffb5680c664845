package process

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"syscall"
)

// startAttributes also has the kernel send SIGTERM to the program when
// Firstlight dies without having had the time to end it. It is SIGTERM rather
// than SIGKILL so that git takes its half clone away and a make can pass it on:
// the kernel tells only the program, not what that has started. It forgets the
// request when the program changes its user, as sudo does.
func startAttributes(session bool) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setsid: session, Pdeathsig: syscall.SIGTERM}
}

// processes lists the processes that started no earlier than since. What may
// not be read is left out.
func processes(mark string, since int64) ([]proc, error) {
	dir, err := os.Open("/proc")
	if err != nil {
		return nil, err
	}
	defer func() { _ = dir.Close() }()
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return nil, fmt.Errorf("reading /proc: %w", err)
	}
	var all []proc
	for _, name := range names {
		pid, err := strconv.Atoi(name)
		if err != nil {
			continue
		}
		p := look(pid)
		if p.pid == 0 || p.started < since {
			continue
		}
		env, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", pid))
		p.marked = err == nil && bytes.Contains(env, []byte(mark))
		all = append(all, p)
	}
	return all, nil
}

// look returns one process, or the zero proc when there is none.
func look(pid int) proc {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return proc{}
	}
	// The second field is the program's name in brackets and may hold anything.
	fields := bytes.Fields(text[bytes.LastIndexByte(text, ')')+1:])
	const state, parent, group, session, started = 0, 1, 2, 3, 19
	if len(fields) <= started {
		return proc{}
	}
	number := func(field int) int64 {
		n, _ := strconv.ParseInt(string(fields[field]), 10, 64)
		return n
	}
	return proc{
		identity: identity{pid, number(started)},
		parent:   int(number(parent)),
		group:    int(number(group)),
		session:  int(number(session)),
		dead:     fields[state][0] == 'Z' || fields[state][0] == 'X',
	}
}
