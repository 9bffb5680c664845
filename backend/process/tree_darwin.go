package process

import (
	"bytes"
	"fmt"
	"syscall"

	"golang.org/x/sys/unix"
)

// startAttributes has nothing here that ends the program when Firstlight dies:
// the system has no such request. The program then fails at its next output.
func startAttributes(session bool) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setsid: session}
}

// processes lists the processes that started no earlier than since.
func processes(mark string, since int64) ([]proc, error) {
	list, err := unix.SysctlKinfoProcSlice("kern.proc.all")
	if err != nil {
		return nil, fmt.Errorf("listing the processes: %w", err)
	}
	var all []proc
	for i := range list {
		p := fromKernel(&list[i])
		if p.started < since {
			continue
		}
		// The arguments are followed by the environment, which the system hides
		// for other people's processes and for some programs of its own.
		args, err := unix.SysctlRaw("kern.procargs2", p.pid)
		p.marked = err == nil && bytes.Contains(args, []byte(mark))
		all = append(all, p)
	}
	return all, nil
}

// look returns one process, or the zero proc when there is none.
func look(pid int) proc {
	info, err := unix.SysctlKinfoProc("kern.proc.pid", pid)
	if err != nil {
		return proc{}
	}
	return fromKernel(info)
}

func fromKernel(info *unix.KinfoProc) proc {
	const zombie = 5
	pid := int(info.Proc.P_pid)
	session, err := unix.Getsid(pid)
	if err != nil {
		session = 0
	}
	return proc{
		identity: identity{pid, info.Proc.P_starttime.Nano()},
		parent:   int(info.Eproc.Ppid),
		group:    int(info.Eproc.Pgid),
		session:  session,
		dead:     info.Proc.P_stat == zombie,
	}
}
