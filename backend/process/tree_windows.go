package process

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// errUnsafeBatch says that a batch file cannot be given an argument: cmd.exe,
// which runs batch files, would take a part of it for a command.
var errUnsafeBatch = errors.New("it is a batch file, which cannot be given an argument with one of the characters \" % ! ^ & | < >")

// tree is a program and everything that it started, held together by a job that
// the system ends with its last handle: should Firstlight die, so does the tree.
type tree struct {
	terminal bool
	job      windows.Handle
}

func newTree(terminal bool) (*tree, error) {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return nil, fmt.Errorf("making a job: %w", err)
	}
	t := &tree{terminal: terminal, job: job}
	if err := t.limit(windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE); err != nil {
		_ = windows.CloseHandle(job)
		return nil, fmt.Errorf("setting up a job: %w", err)
	}
	return t, nil
}

func (t *tree) limit(flags uint32) error {
	info := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{}
	info.BasicLimitInformation.LimitFlags = flags
	_, err := windows.SetInformationJobObject(t.job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&info)), uint32(unsafe.Sizeof(info)))
	return err
}

// env returns the environment for the tree; the job needs no mark in it.
func (t *tree) env(vars []string) []string { return vars }

// start starts the program as the root of the tree, and returns the command to
// wait for. The program stands still until it is in the job, so that nothing it
// starts can escape, and opens no console window of its own.
func (t *tree) start(cmd *exec.Cmd) (*exec.Cmd, error) {
	if err := safeForBatch(cmd); err != nil {
		return nil, err
	}
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.CreationFlags |= windows.CREATE_SUSPENDED
	if !t.terminal {
		cmd.SysProcAttr.HideWindow = true
		cmd.SysProcAttr.CreationFlags |= windows.CREATE_NO_WINDOW
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	if err := t.adopt(uint32(cmd.Process.Pid)); err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		return nil, err
	}
	return cmd, nil
}

// adopt puts the process into the job and lets it run.
func (t *tree) adopt(pid uint32) error {
	process, err := windows.OpenProcess(windows.PROCESS_SET_QUOTA|windows.PROCESS_TERMINATE, false, pid)
	if err != nil {
		return fmt.Errorf("opening the process: %w", err)
	}
	defer func() { _ = windows.CloseHandle(process) }()
	if err := windows.AssignProcessToJobObject(t.job, process); err != nil {
		return fmt.Errorf("putting the process into a job: %w", err)
	}
	return resume(pid)
}

// resume lets the only thread of a process that was started suspended run.
func resume(pid uint32) error {
	threads, err := windows.CreateToolhelp32Snapshot(windows.TH32CS_SNAPTHREAD, 0)
	if err != nil {
		return fmt.Errorf("listing the threads: %w", err)
	}
	defer func() { _ = windows.CloseHandle(threads) }()
	entry := windows.ThreadEntry32{Size: uint32(unsafe.Sizeof(windows.ThreadEntry32{}))}
	for err = windows.Thread32First(threads, &entry); err == nil; err = windows.Thread32Next(threads, &entry) {
		if entry.OwnerProcessID != pid {
			continue
		}
		thread, err := windows.OpenThread(windows.THREAD_SUSPEND_RESUME, false, entry.ThreadID)
		if err != nil {
			return fmt.Errorf("opening the thread: %w", err)
		}
		_, err = windows.ResumeThread(thread)
		_ = windows.CloseHandle(thread)
		if err != nil {
			return fmt.Errorf("letting the process run: %w", err)
		}
		return nil
	}
	return fmt.Errorf("finding the thread of process %d: %w", pid, err)
}

// end ends every process of the job at once: there is no signal here that a
// program without a window or a console of ours could be asked to end by.
func (t *tree) end(time.Duration) error {
	if err := windows.TerminateJobObject(t.job, 1); err != nil {
		return fmt.Errorf("its processes could not be ended: %w", err)
	}
	return nil
}

// stirs reports whether something of the tree may still run. To end a job costs
// no more than to ask.
func (t *tree) stirs() bool { return !t.terminal }

// release lets go of the tree; what the program left in the background, such as
// a daemon, lives on.
func (t *tree) release() {
	_ = t.limit(0)
	_ = windows.CloseHandle(t.job)
}

func safeForBatch(cmd *exec.Cmd) error {
	switch strings.ToLower(filepath.Ext(cmd.Path)) {
	case ".bat", ".cmd":
	default:
		return nil
	}
	for _, arg := range cmd.Args[1:] {
		if strings.ContainsAny(arg, "\"%!^&|<>\r\n") {
			return errUnsafeBatch
		}
	}
	return nil
}
