package process_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/windows"

	"firstlight/backend/process"
)

const patience = 60 * time.Second

func init() {
	helpers["sleep"] = func() {
		fmt.Println(os.Getpid())
		if ready := os.Getenv("READY"); ready != "" {
			if err := os.WriteFile(ready, nil, 0o644); err != nil {
				panic(err)
			}
		}
		time.Sleep(patience * 10)
	}
	helpers["parent"] = func() {
		// Its child holds on to the outputs, as it inherits them.
		_ = child("sleep")
		time.Sleep(patience * 10)
	}
	helpers["leaver"] = func() {
		_ = child("sleep")
		for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
			if _, err := os.Stat(os.Getenv("READY")); err == nil {
				return
			}
		}
		panic("the child did not come")
	}
	helpers["firstlight"] = func() {
		_, _ = runner().Run(context.Background(), process.Spec{
			Args: []string{self()}, Env: []string{helperVar + "=sleep"},
			Line: func(l process.Line) { fmt.Println(l.Text) },
		})
	}
}

func self() string {
	file, err := os.Executable()
	if err != nil {
		panic(err)
	}
	return file
}

func child(part string) *os.Process {
	p, err := os.StartProcess(self(), []string{"child"}, &os.ProcAttr{
		Env: append(os.Environ(), helperVar+"="+part), Files: []*os.File{nil, os.Stdout, os.Stderr},
	})
	if err != nil {
		panic(err)
	}
	return p
}

func alive(pid int) bool {
	process, err := windows.OpenProcess(windows.SYNCHRONIZE, false, uint32(pid))
	if err != nil {
		return false
	}
	defer func() { _ = windows.CloseHandle(process) }()
	event, err := windows.WaitForSingleObject(process, 0)
	return err == nil && event == uint32(windows.WAIT_TIMEOUT)
}

func gone(pid int) bool {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if !alive(pid) {
			return true
		}
	}
	return false
}

func number(t *testing.T, text string) int {
	t.Helper()
	pid, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		t.Fatal(err)
	}
	return pid
}

func TestShellTextIsHandedOverAsItIs(t *testing.T) {
	tests := map[string]string{
		`echo one "two three" & echo four`: "one \"two three\" \nfour\n",
		`echo %ADDED%`:                     "a b\n",
		`cd`:                               "",
		"echo with a line end\r\n":         "with a line end\n",
	}
	dir := t.TempDir()
	tests["cd"] = dir + "\n"
	for text, want := range tests {
		result, err := runner().Run(t.Context(), process.Spec{Shell: text, Env: []string{"added=a b"}, Dir: dir})
		if err != nil || !strings.EqualFold(result.Stdout, want) {
			t.Errorf("%q printed %q, %v; want %q", text, result.Stdout, err, want)
		}
	}
	_, err := runner().Run(t.Context(), process.Spec{Shell: "echo one\necho two"})
	if _, ok := errors.AsType[*process.StartError](err); !ok {
		t.Errorf("two lines: %v", err)
	}
	result, err := runner().Run(t.Context(), process.Spec{Shell: "echo the reason & exit 7"})
	if exit, ok := errors.AsType[*process.ExitError](err); !ok || exit.Code != 7 || result.Code != 7 {
		t.Errorf("exit 7: %+v, %v", result, err)
	}
}

func TestBatchFilesAreGivenOnlySafeArguments(t *testing.T) {
	file := program(t, t.TempDir(), "tool", "@echo %1\r\n")
	result, err := runner().Run(t.Context(), process.Spec{Args: []string{file, "plain"}})
	if err != nil || result.Stdout != "plain\n" {
		t.Errorf("Run = %q, %v", result.Stdout, err)
	}
	for _, arg := range []string{"a&calc", "%PATH%", `"`, "a|b", "a>b", "a^b"} {
		_, err := runner().Run(t.Context(), process.Spec{Args: []string{file, arg}})
		if _, ok := errors.AsType[*process.StartError](err); !ok {
			t.Errorf("with %q: %v", arg, err)
		}
	}
}

func TestCancelEndsTheWholeJob(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var pid int
	_, err := runner().Run(ctx, process.Spec{
		Args: []string{self()}, Env: []string{helperVar + "=parent"},
		Line: func(l process.Line) { pid = number(t, l.Text); cancel() },
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v", err)
	}
	if pid == 0 || !gone(pid) {
		t.Errorf("process %d still runs", pid)
	}
}

func TestAProgramThatExitsIsNotHeldOpen(t *testing.T) {
	var pid int
	result, err := runner().Run(t.Context(), process.Spec{
		Args: []string{self()}, Env: []string{helperVar + "=leaver", "READY=" + filepath.Join(t.TempDir(), "ready")},
		Line: func(l process.Line) { pid = number(t, l.Text) },
	})
	if err != nil || result.Took > patience {
		t.Errorf("Run took %s, %v", result.Took, err)
	}
	if pid == 0 || !alive(pid) {
		t.Fatal("the program in the background was ended along")
	}
	end(t, pid)
}

func TestTheTreeEndsWithFirstlight(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	file, err := os.Create(out)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	firstlight, err := os.StartProcess(self(), []string{"firstlight"}, &os.ProcAttr{
		Env: append(os.Environ(), helperVar+"=firstlight"), Files: []*os.File{nil, file, nil},
	})
	if err != nil {
		t.Fatal(err)
	}
	var text []byte
	for end := time.Now().Add(patience); len(text) == 0 && time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		text, _ = os.ReadFile(out)
	}
	pid := number(t, string(text))
	if err := firstlight.Kill(); err != nil {
		t.Fatal(err)
	}
	if _, err := firstlight.Wait(); err != nil {
		t.Fatal(err)
	}
	if !gone(pid) {
		t.Errorf("process %d still runs", pid)
		end(t, pid)
	}
}

func end(t *testing.T, pid int) {
	t.Helper()
	p, err := os.FindProcess(pid)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Kill(); err != nil {
		t.Error(err)
	}
}
