//go:build unix

package process_test

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"

	"firstlight/backend/process"
)

// TestRunEndsWhatIsLeftWhenItIsToBeWhole has programs exit at once and leave
// another behind, in the ways that show.
func TestRunEndsWhatIsLeftWhenItIsToBeWhole(t *testing.T) {
	for name, script := range map[string]string{
		"holding the output":          `sleep 600 & echo $! >"$1"; echo done`,
		"with the output closed":      `sleep 600 >/dev/null 2>&1 & echo $! >"$1"; echo done`,
		"in a session of its own":     `setsid sh -c 'echo $$ >"$1"; exec sleep 600' sh "$1" & while [ ! -s "$1" ]; do :; done; echo done`,
		"whose parent is gone":        `(sh -c 'sleep 600 & echo $! >"$1"' sh "$1" &); while [ ! -s "$1" ]; do :; done; echo done`,
		"that does not want to leave": `(trap "" TERM HUP INT; sleep 600) & echo $! >"$1"; echo done`,
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "pids")
			result, err := runner().Run(t.Context(), process.Spec{Args: []string{"sh", "-c", script, "sh", file}, Whole: true})
			if err != nil || result.Stdout != "done\n" {
				t.Fatalf("printed %q, %v", result.Stdout, err)
			}
			for _, pid := range numbers(t, file, 1) {
				if !gone(t, pid) {
					t.Errorf("process %d still runs", pid)
				}
			}
		})
	}
}

// TestRunLeavesADaemonAlone has a program leave behind one that holds nothing
// and has a session of its own, as the server of a tool does.
func TestRunLeavesADaemonAlone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pids")
	script := `setsid sh -c 'echo $$ >"$1"; exec sleep 600' sh "$1" </dev/null >/dev/null 2>&1 & while [ ! -s "$1" ]; do :; done`
	if _, err := runner().Run(t.Context(), process.Spec{Args: []string{"sh", "-c", script, "sh", file}, Whole: true}); err != nil {
		t.Fatal(err)
	}
	for _, pid := range numbers(t, file, 1) {
		if !alive(t, pid) {
			t.Errorf("the daemon %d was ended", pid)
		}
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			t.Error(err)
		}
	}
}

func TestRunEndsWhatPrintsTooMuch(t *testing.T) {
	const most = 64 << 10
	for name, script := range map[string]string{
		"without an end":   `yes`,
		"without a line":   `cat /dev/zero`,
		"on both outputs":  `yes >&2 & yes`,
		"and then leaves":  `head -c 200000 /dev/zero`,
		"a gigabyte of it": `head -c 1000000000 /dev/zero`,
	} {
		t.Run(name, func(t *testing.T) {
			result, err := runner().Run(t.Context(), process.Spec{Shell: script, Most: most, Whole: true, Limit: patience})
			var flood *process.FloodError
			if !errors.As(err, &flood) || flood.Most != most || flood.Left != nil {
				t.Fatalf("error %v, want one that it printed too much", err)
			}
			if len(result.Output) > 2*most {
				t.Errorf("kept %d bytes", len(result.Output))
			}
		})
	}
	if result, err := runner().Run(t.Context(), process.Spec{Shell: "head -c 65536 /dev/zero", Most: most}); err != nil || len(result.Output) == 0 {
		t.Errorf("what is allowed: %d bytes, %v", len(result.Output), err)
	}
}
