package process_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
		_, _ = r.Run(context.Background(), process.Spec{Shell: `sh -c 'echo $$ >>$PIDS; exec sleep 1000' & wait`})
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
	pid := numbers(t, file, 1)[0]
	if ended, err := process.EndLeft(ledger); ended != 0 || err != nil {
		t.Errorf("%d of a Firstlight that still runs were ended, %v", ended, err)
	}
	if err := self.Kill(); err != nil {
		t.Fatal(err)
	}
	if _, err := self.Wait(); err != nil {
		t.Fatal(err)
	}
	if syscall.Kill(pid, 0) != nil {
		t.Errorf("process %d ended by itself, so that there is nothing to try", pid)
	}
	if ended, err := process.EndLeft(ledger); ended != 1 || err != nil {
		t.Errorf("%d were ended, %v; want 1", ended, err)
	}
	if !gone(t, pid) {
		t.Errorf("process %d still runs", pid)
		end(t, pid)
	}
	left, err := os.ReadDir(ledger)
	if err != nil || len(left) != 0 {
		t.Errorf("written down as at work are %v, %v", left, err)
	}
}

func TestWhatEndsIsNotWrittenDownAnyMore(t *testing.T) {
	t.Parallel()
	ledger := filepath.Join(t.TempDir(), "running")
	r := runner()
	r.WriteDown(ledger)
	result, err := r.With("OTHER=1").Run(t.Context(), process.Spec{Args: []string{"ls", ledger}, Limit: patience})
	if err != nil {
		t.Fatal(err, result.Output)
	}
	if strings.TrimSpace(result.Stdout) == "" {
		t.Error("a program is not written down while it runs")
	}
	left, err := os.ReadDir(ledger)
	if err != nil || len(left) != 0 {
		t.Errorf("written down as at work are %v, %v", left, err)
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
	result, err := runner().With("FIRSTLIGHT_RUN=outer").Run(t.Context(), process.Spec{Shell: `echo $FIRSTLIGHT_RUN`})
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
