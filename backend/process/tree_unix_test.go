//go:build unix

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

// patience is how long a test waits for what must come sooner.
const patience = 20 * time.Second

// alive reports whether a process runs, as opposed to waiting for its parent to
// notice that it has ended.
func alive(t *testing.T, pid int) bool {
	t.Helper()
	if err := syscall.Kill(pid, 0); errors.Is(err, syscall.ESRCH) {
		return false
	}
	result, err := runner().Run(context.WithoutCancel(t.Context()), process.Spec{Args: []string{"ps", "-o", "stat=", "-p", strconv.Itoa(pid)}})
	return err == nil && !strings.HasPrefix(strings.TrimSpace(result.Stdout), "Z")
}

func gone(t *testing.T, pid int) bool {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if !alive(t, pid) {
			return true
		}
	}
	return false
}

// numbers reads the process numbers that a script wrote, once they are all there.
func numbers(t *testing.T, file string, count int) []int {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		text, _ := os.ReadFile(file)
		if strings.Count(string(text), "\n") < count {
			continue
		}
		var pids []int
		for field := range strings.FieldsSeq(string(text)) {
			pid, err := strconv.Atoi(field)
			if err != nil {
				t.Fatal(err)
			}
			pids = append(pids, pid)
		}
		return pids
	}
	t.Fatalf("%s does not hold %d process numbers", file, count)
	return nil
}

// runUntilReady runs a script that writes process numbers to $PIDS, and ends the
// context when they are there.
func runUntilReady(t *testing.T, script string, count int) (pids []int, result process.Result, err error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "pids")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := make(chan struct{})
	go func() {
		defer close(done)
		result, err = runner().Run(ctx, process.Spec{Shell: script, Env: []string{"PIDS=" + file}})
	}()
	pids = numbers(t, file, count)
	cancel()
	select {
	case <-done:
	case <-time.After(patience):
		t.Fatal("Run did not return")
	}
	return pids, result, err
}

func TestCancelEndsTheWholeTree(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		script string
		count  int
		need   string
	}{
		"children and theirs":        {`echo $$ >>$PIDS; sh -c 'echo $$ >>$PIDS; sleep 1000 & echo $! >>$PIDS; wait' & wait`, 3, ""},
		"deaf to being asked":        {`trap '' TERM; sleep 1000 & echo $! >>$PIDS; echo $$ >>$PIDS; wait; wait`, 2, ""},
		"in a group of their own":    {`set -m; sleep 1000 & echo $! >>$PIDS; wait`, 1, ""},
		"in a session of their own":  {`setsid sh -c 'echo $$ >>$PIDS; exec sleep 1000' & wait; sleep 1000`, 1, "setsid"},
		"orphaned without the mark":  {`(env -i sh -c "echo \$\$ >>$PIDS; exec sleep 1000" &); sleep 1000`, 1, ""},
		"a session without the mark": {`setsid env -i sh -c "echo \$\$ >>$PIDS; exec sleep 1000" & wait; sleep 1000`, 1, "setsid"},
		"orphaned in a session":      {`(setsid sh -c 'echo $$ >>$PIDS; exec sleep 1000' >/dev/null 2>&1 &); sleep 1000`, 1, "setsid"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if test.need != "" {
				if _, err := runner().Find(test.need); err != nil {
					t.Skip("this machine has no ", test.need)
				}
			}
			pids, result, err := runUntilReady(t, test.script, test.count)
			if !errors.Is(err, context.Canceled) || result.Code != -1 && result.Code != 143 {
				t.Errorf("Run = %+v, %v", result, err)
			}
			for _, pid := range pids {
				if alive(t, pid) {
					t.Errorf("process %d still runs", pid)
					end(t, pid)
				}
			}
		})
	}
}

func TestCancelAlsoEndsWhatIsStartedMeanwhile(t *testing.T) {
	t.Parallel()
	if _, err := runner().Find("setsid"); err != nil {
		t.Skip("this machine has no setsid")
	}
	late := filepath.Join(t.TempDir(), "late")
	script := fmt.Sprintf(`trap 'setsid sh -c "echo \$\$ >>%s; exec sleep 1000" & exit' TERM; echo $$ >>$PIDS; while :; do sleep 0.05; done`, late)
	_, _, err := runUntilReady(t, script, 1)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v", err)
	}
	// It may have been ended before it could write its number.
	text, _ := os.ReadFile(late)
	for field := range strings.FieldsSeq(string(text)) {
		if pid, err := strconv.Atoi(field); err == nil && alive(t, pid) {
			t.Errorf("process %d still runs", pid)
		}
	}
}

func TestCancelAsksBeforeItKills(t *testing.T) {
	t.Parallel()
	said := filepath.Join(t.TempDir(), "said")
	_, _, err := runUntilReady(t, fmt.Sprintf(`trap 'echo bye >%s; exit 0' TERM; echo $$ >>$PIDS; while :; do sleep 0.05; done`, said), 1)
	text, readErr := os.ReadFile(said)
	if !errors.Is(err, context.Canceled) || string(text) != "bye\n" {
		t.Errorf("the program was not let end by itself: %q, %v, %v", text, readErr, err)
	}
}

func TestAProgramThatExitsIsNotHeldOpen(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pids")
	tests := map[string]string{
		"silent": `sleep 1000 & echo $! >>$PIDS; echo done`,
		"loud":   `yes & echo $! >>$PIDS; echo done`,
		"chatty": `(while :; do echo more; sleep 0.02; done) & echo $! >>$PIDS; echo done`,
	}
	for name, script := range tests {
		t.Run(name, func(t *testing.T) {
			_ = os.Remove(file)
			result, err := runner().Run(t.Context(), process.Spec{Shell: script, Env: []string{"PIDS=" + file}})
			if err != nil || !strings.Contains(result.Stdout, "done\n") || result.Took > patience/2 {
				t.Errorf("Run took %s, %v, and printed %.60q", result.Took, err, result.Stdout)
			}
			pid := numbers(t, file, 1)[0]
			if name != "silent" {
				// Nobody reads what these print, so they end at their next line.
				if !gone(t, pid) {
					t.Error("the program in the background still writes")
				}
				return
			}
			if !alive(t, pid) {
				t.Error("the program in the background was ended along")
			}
			end(t, pid)
		})
	}
}

func TestTerminalProgramsAreEndedToo(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	file := filepath.Join(t.TempDir(), "pids")
	ended := make(chan error, 1)
	go func() {
		_, err := runner().Run(ctx, process.Spec{Shell: `sleep 1000 & echo $! >>$PIDS; wait`, Env: []string{"PIDS=" + file}, Terminal: true})
		ended <- err
	}()
	pid := numbers(t, file, 1)[0]
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v", err)
	}
	if alive(t, pid) {
		t.Errorf("process %d still runs", pid)
	}
}

func end(t *testing.T, pid int) {
	t.Helper()
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Errorf("ending process %d: %v", pid, err)
	}
}
