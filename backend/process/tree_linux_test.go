package process_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"firstlight/backend/process"
)

// asRoot is how long the program that has other rights runs.
const asRoot = 8 * time.Second

func init() {
	helpers["run"] = func() {
		// What a killed Firstlight leaves: a run that nobody ends.
		_, _ = runner().Run(context.Background(), process.Spec{Shell: `echo $$ >>$PIDS; exec sleep 1000`})
	}
	helpers["keep"] = func() {
		r := runner()
		r.WriteDown(os.Getenv("LEDGER"))
		// The shell is told of the death, and takes nobody along.
		_, _ = r.Run(context.Background(), process.Spec{
			Shell: `setsid sh -c 'echo $$ >>$PIDS; exec sleep 1000' & sleep 0.5; sh -c 'echo $$ >>$PIDS; exec sleep 1000' & wait`,
			Line:  func(process.Line) {},
		})
	}
	helpers["setuid"] = func() {
		spec := process.Spec{Args: []string{os.Getenv("AS_ROOT")}, Env: []string{helperVar + "=root"}, Limit: 500 * time.Millisecond}
		result, err := runner().Run(context.Background(), spec)
		fmt.Printf("%v; in time: %v\n", err, result.Took < asRoot)
	}
	helpers["root"] = func() {
		if err := syscall.Setuid(0); err != nil {
			panic(err)
		}
		time.Sleep(asRoot)
	}
}

func TestAProgramEndsWhenFirstlightIsKilled(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "pids")
	self, err := os.StartProcess("/proc/self/exe", []string{"firstlight"}, &os.ProcAttr{
		Env: append(os.Environ(), helperVar+"=run", "PIDS="+file),
	})
	if err != nil {
		t.Fatal(err)
	}
	pid := numbers(t, file, 1)[0]
	if err := self.Kill(); err != nil {
		t.Fatal(err)
	}
	if _, err := self.Wait(); err != nil {
		t.Fatal(err)
	}
	if !gone(t, pid) {
		t.Errorf("process %d still runs", pid)
		end(t, pid)
	}
}

func TestWhatAKilledFirstlightHadAtWorkIsEndedAtTheNextStart(t *testing.T) {
	t.Parallel()
	file, ledger := filepath.Join(t.TempDir(), "pids"), filepath.Join(t.TempDir(), "running")
	self, err := os.StartProcess("/proc/self/exe", []string{"firstlight"}, &os.ProcAttr{
		Env: append(os.Environ(), helperVar+"=keep", "PIDS="+file, "LEDGER="+ledger),
	})
	if err != nil {
		t.Fatal(err)
	}
	pids := numbers(t, file, 2)
	daemon, child := pids[0], pids[1]
	defer end(t, daemon)
	ended := func(want int) {
		t.Helper()
		if n, err := process.EndLeft(t.Context(), ledger); n != want || err != nil {
			t.Errorf("%d were ended, %v; want %d", n, err, want)
		}
	}
	ended(0) // It still runs.
	if err := self.Kill(); err != nil {
		t.Fatal(err)
	}
	if _, err := self.Wait(); err != nil {
		t.Fatal(err)
	}
	if syscall.Kill(child, 0) != nil {
		t.Errorf("process %d ended by itself, so that there is nothing to try", child)
	}
	ended(1)
	if !gone(t, child) {
		t.Errorf("process %d still runs", child)
		end(t, child)
	}
	if syscall.Kill(daemon, 0) != nil {
		t.Error("what had begun a session of its own was ended as well")
	}
	wantNotes(t, ledger)
	ended(0)
}

func TestEndLeftLeavesWhatItDidNotWrite(t *testing.T) {
	t.Parallel()
	ledger := t.TempDir()
	const begun = "GEZDGNBVGY3TQOJQGEZDGNBVGY"
	// A note with nothing in it is of a program that had not begun.
	for name, text := range map[string]string{"notes.txt": "hers", "a": "1", begun: ""} {
		if err := os.WriteFile(filepath.Join(ledger, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	hers, err := os.StartProcess("/bin/sleep", []string{"sleep", "1000"}, &os.ProcAttr{
		Env: []string{"FIRSTLIGHT_RUN=" + begun, "A=notes.txt"}, Sys: &syscall.SysProcAttr{Setsid: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = hers.Wait() }()
	defer func() { _ = hers.Kill() }()
	if n, err := process.EndLeft(t.Context(), ledger); n != 0 || err != nil {
		t.Errorf("%d were ended, %v", n, err)
	}
	if syscall.Kill(hers.Pid, 0) != nil {
		t.Error("a program was ended that Firstlight had not started")
	}
	wantNotes(t, ledger, "a", "notes.txt")
}

func TestWhatEndsIsNotWrittenDownAnyMore(t *testing.T) {
	t.Parallel()
	ledger := filepath.Join(t.TempDir(), "running")
	r := runner()
	r.WriteDown(ledger)
	spec := process.Spec{Args: []string{"ls", ledger}, Limit: patience, Line: func(process.Line) {}}
	result, err := r.Run(t.Context(), spec)
	if err != nil {
		t.Fatal(err, result.Output)
	}
	if !process.IsNote(strings.TrimSpace(result.Stdout)) {
		t.Errorf("while a program runs, %q is written down", result.Stdout)
	}
	spec.Line = nil
	if result, err := r.Run(t.Context(), spec); err != nil || result.Stdout != "" {
		t.Errorf("what nobody follows is written down as %q, %v", result.Stdout, err)
	}
	wantNotes(t, ledger)
}

// wantNotes says that there are other files in a ledger than should be.
func wantNotes(t *testing.T, ledger string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(ledger)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if !slices.Equal(names, want) {
		t.Errorf("written down as at work are %v, want %v", names, want)
	}
}

func TestRunSaysWhatCouldNotBeEnded(t *testing.T) {
	t.Parallel()
	if os.Getuid() != 0 {
		t.Skip("only an administrator can make a program that has other rights: sudo go test ./backend/process")
	}
	dir := t.TempDir()
	for _, folder := range []string{dir, filepath.Dir(dir)} {
		if err := os.Chmod(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		t.Fatal(err)
	}
	self, asRoot := filepath.Join(dir, "firstlight"), filepath.Join(dir, "as-root")
	for file, mode := range map[string]os.FileMode{self: 0o755, asRoot: 0o755 | os.ModeSetuid} {
		if err := errors.Join(os.WriteFile(file, text, 0o755), os.Chmod(file, mode)); err != nil {
			t.Fatal(err)
		}
	}
	result, err := runner().Run(t.Context(), process.Spec{
		Args: []string{"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", self},
		Env:  []string{helperVar + "=setuid", "AS_ROOT=" + asRoot}, Dir: "/", Limit: patience,
	})
	if err != nil {
		t.Fatal(err, result.Output)
	}
	if !strings.HasPrefix(result.Stdout, "as-root did not finish within 500ms and was stopped, but its process ") ||
		!strings.HasSuffix(result.Stdout, " could not be ended; it may have other rights than ours; in time: true\n") {
		t.Errorf("said %q", result.Stdout)
	}
}

func TestAProgramHasASessionOfItsOwn(t *testing.T) {
	const session = `[ $(ps -o sid= -p $$) -eq `
	for name, spec := range map[string]process.Spec{
		"by itself":       {Shell: session + `$$ ]`},
		"in our terminal": {Shell: session + `$(ps -o sid= -p $PPID) ]`, Terminal: true},
	} {
		if _, err := runner().Run(t.Context(), spec); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMarksOfNestedRunsAreKept(t *testing.T) {
	result, err := runnerWith("FIRSTLIGHT_RUN=outer").Run(t.Context(), process.Spec{Shell: `echo $FIRSTLIGHT_RUN`})
	if err != nil || !strings.HasPrefix(result.Stdout, "outer:") || len(result.Stdout) < len("outer:")+20 {
		t.Errorf("the mark is %q, %v", result.Stdout, err)
	}
}

func TestRunLeavesNoDescriptorsOpen(t *testing.T) {
	open := func() int {
		entries, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Fatal(err)
		}
		return len(entries)
	}
	spec := process.Spec{Shell: "cat; echo x >&2", Stdin: strings.NewReader("input")}
	for range 3 {
		_, _ = runner().Run(t.Context(), spec)
	}
	before := open()
	for i := range 20 {
		spec.Stdin = strings.NewReader(strconv.Itoa(i))
		if _, err := runner().Run(t.Context(), spec); err != nil {
			t.Fatal(err)
		}
		_, _ = runner().Run(t.Context(), process.Spec{Args: []string{"/etc/passwd"}})
	}
	if after := open(); after > before+2 {
		t.Errorf("%d files were open, now %d are", before, after)
	}
}
