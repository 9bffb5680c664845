//go:build unix

package process_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

func TestRunKeepsBothOutputs(t *testing.T) {
	var lines []process.Line
	result, err := runner().Run(t.Context(), process.Spec{
		Shell: "echo one; sleep 0.1; echo two >&2; sleep 0.1; printf three",
		Line:  func(l process.Line) { lines = append(lines, l) },
	})
	if err != nil {
		t.Fatal(err)
	}
	if result.Code != 0 || result.Stdout != "one\nthree" || result.Output != "one\ntwo\nthree" || result.Truncated || result.Took <= 0 {
		t.Errorf("result = %+v", result)
	}
	want := []process.Line{{Text: "one"}, {Text: "two", Stderr: true}, {Text: "three"}}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

func TestRunKeepsWhatIsPrivateForTheCaller(t *testing.T) {
	const token = "ghp_0123456789abcdefghijABCDEFGHIJ012345"
	var lines []process.Line
	result, err := runner().Run(t.Context(), process.Spec{
		Shell: "echo " + token + "; sleep 0.1; echo " + token + " fails >&2; exit 1", Private: true,
		Line: func(l process.Line) { lines = append(lines, l) },
	})
	if strings.TrimSpace(result.Stdout) != token {
		t.Errorf("Stdout = %q", result.Stdout)
	}
	if told := fmt.Sprint(lines, result.Output, err); strings.Contains(told, token) || !strings.Contains(told, "[redacted] fails") {
		t.Errorf("told %s", told)
	}
}

func TestRunHandsOverWhatItIsGiven(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	r := runnerWith("FROM_RUNNER=1", "BOTH=runner", "SHOWN_TOKEN=not-to-be-seen")
	result, err := r.Run(t.Context(), process.Spec{
		Args: []string{"sh", "-c", `printf '%s|' "$@"; echo "$FROM_RUNNER $FROM_SPEC $BOTH $PWD $SHOWN_TOKEN $MORE_TOKEN"; cat`, "sh", "a b", "$HOME", "*", ""},
		Dir:  dir, Env: []string{"FROM_SPEC=2", "BOTH=spec", "MORE_TOKEN=nor-this-one"},
		Stdin: strings.NewReader("from the caller"),
	})
	want := "a b|$HOME|*||1 2 spec " + dir + " [redacted] [redacted]\nfrom the caller"
	if err != nil || result.Stdout != want {
		t.Errorf("Stdout = %q, %v\nwant %q", result.Stdout, err, want)
	}
}

func TestRunFindsTheProgram(t *testing.T) {
	dir := t.TempDir()
	program(t, filepath.Join(dir, "bin"), "tool", "#!/bin/sh\necho \"the tool: $1\"\n")
	tests := map[string]process.Spec{
		"on the runner's PATH":      {Args: []string{"tool", "x"}},
		"below the folder":          {Args: []string{"bin/tool", "x"}, Dir: dir},
		"at its path":               {Args: []string{filepath.Join(dir, "bin", "tool"), "x"}},
		"on the PATH of the spec":   {Args: []string{"tool", "x"}, Env: []string{"PATH=" + filepath.Join(dir, "bin")}},
		"in the text for the shell": {Shell: "tool x"},
	}
	for name, spec := range tests {
		t.Run(name, func(t *testing.T) {
			result, err := withPath(filepath.Join(dir, "bin")).Run(t.Context(), spec)
			if err != nil || result.Stdout != "the tool: x\n" {
				t.Errorf("Run = %+v, %v", result, err)
			}
		})
	}
}

func TestRunSplitsLines(t *testing.T) {
	tests := map[string]struct {
		shell  string
		lines  []string // those to be written over end in \r
		stdout string
	}{
		"meter":                       {`printf '10%%\r50%%\r100%%\nnext\n'`, []string{"10%\r", "50%\r", "100%", "next"}, "100%\nnext\n"},
		"meter left standing":         {`printf '10%%\r50%%\r'`, []string{"10%\r", "50%\r"}, "50%\n"},
		"meter ended by nothing":      {`printf '50%%\r\nnext'; printf '60%%\r\r\n'`, []string{"50%", "next60%\r", ""}, "50%\nnext60%\n"},
		"Windows line ends":           {`printf 'a\r\nb\r\n'`, []string{"a", "b"}, "a\nb\n"},
		"line end in two pieces":      {`printf 'a\r'; sleep 0.2; printf '\nb\r'; sleep 0.2; printf c`, []string{"a\r", "a", "b\r", "c"}, "a\nc"},
		"empty lines":                 {`printf '\n\na\n\n'`, []string{"", "", "a", ""}, "\n\na\n\n"},
		"no output":                   {`:`, nil, ""},
		"binary":                      {`printf 'a\377\376b\0c\n'`, []string{"a\uFFFDb\x00c"}, "a\uFFFDb\x00c\n"},
		"half a character at the end": {`printf 'ab\303'`, []string{"ab\uFFFD"}, "ab\uFFFD"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var lines []string
			result, err := runner().Run(t.Context(), process.Spec{Shell: test.shell, Line: func(l process.Line) {
				if l.Overwrite {
					l.Text += "\r"
				}
				lines = append(lines, l.Text)
			}})
			if err != nil || result.Stdout != test.stdout || result.Output != test.stdout {
				t.Errorf("Stdout = %q, Output = %q, %v; want %q", result.Stdout, result.Output, err, test.stdout)
			}
			if !slices.Equal(lines, test.lines) {
				t.Errorf("lines = %q, want %q", lines, test.lines)
			}
		})
	}
}

func TestRunCutsLongLines(t *testing.T) {
	var lines []string
	result, err := runner().Run(t.Context(), process.Spec{
		Shell: `head -c 300000 /dev/zero | tr '\0' x; echo; echo after`,
		Line:  func(l process.Line) { lines = append(lines, l.Text) },
	})
	if err != nil || len(lines) != 2 || lines[1] != "after" || !result.Truncated {
		t.Fatalf("%d lines, %v, truncated: %v", len(lines), err, result.Truncated)
	}
	want := strings.Repeat("x", process.LineLimit) + " … [line cut at 64 KiB]"
	if lines[0] != want || !strings.Contains(result.Stdout, want) {
		t.Errorf("the long line has %d bytes and ends in %q", len(lines[0]), lines[0][len(lines[0])-40:])
	}
}

func TestRunRedactsASecretThatLiesAcrossTheCut(t *testing.T) {
	before := process.LineLimit - 10
	result, err := runner().Run(t.Context(), process.Spec{
		Shell: fmt.Sprintf(`head -c %d /dev/zero | tr '\0' ' '; printf ghp_; head -c 36 /dev/zero | tr '\0' k; echo rest`, before),
	})
	if err != nil || strings.Contains(result.Stdout, "ghp_") || !strings.Contains(result.Stdout, "[redacted]") {
		t.Errorf("%v, the line ends in %q", err, result.Stdout[before:])
	}
}

func TestRunBoundsEndlessOutput(t *testing.T) {
	result, err := runner().Run(t.Context(), process.Spec{Args: []string{"yes", "ünd so weiter"}, Limit: 300 * time.Millisecond, Keep: 10_000})
	var limit *process.LimitError
	if !errors.As(err, &limit) {
		t.Fatal("err =", err)
	}
	if !result.Truncated || len(result.Stdout) > 10_000 || len(result.Output) > 10_000 || len(result.Stdout) < 9_000 {
		t.Errorf("truncated: %v, kept %d and %d bytes", result.Truncated, len(result.Stdout), len(result.Output))
	}
	if !strings.HasPrefix(result.Stdout, "ünd so weiter\n") {
		t.Errorf("what was kept starts within a line: %q", result.Stdout[:30])
	}
}

func TestRunKeepsAllOfABigOutput(t *testing.T) {
	count := 0
	result, err := runner().Run(t.Context(), process.Spec{
		Shell: `i=0; while [ $i -lt 20000 ]; do echo "line $i"; i=$((i+1)); done`,
		Line: func(process.Line) {
			if count++; count%4000 == 0 {
				time.Sleep(20 * time.Millisecond)
			}
		},
	})
	if err != nil || count != 20000 || !strings.HasSuffix(result.Stdout, "\nline 19999\n") || result.Truncated {
		t.Errorf("%d lines, %v", count, err)
	}
}

func TestRunKeepsBinaryOutputValid(t *testing.T) {
	result, err := runner().Run(t.Context(), process.Spec{Shell: "head -c 200000 /dev/urandom", Keep: 1000})
	if err != nil || !utf8.ValidString(result.Stdout) || len(result.Stdout) > 1000 {
		t.Errorf("%v, %d bytes, valid: %v", err, len(result.Stdout), utf8.ValidString(result.Stdout))
	}
}

func TestRunGivesNoInput(t *testing.T) {
	result, err := runner().Run(t.Context(), process.Spec{Shell: `read x; echo "read ended with $?"; (: </dev/tty) 2>/dev/null || echo no terminal`, Limit: 20 * time.Second})
	if err != nil || result.Stdout != "read ended with 1\nno terminal\n" {
		t.Errorf("Run = %q, %v", result.Stdout, err)
	}
}

func TestRunDoesNotWaitForItsInput(t *testing.T) {
	input, hold := io.Pipe()
	defer func() { _ = hold.Close() }()
	result, err := runner().Run(t.Context(), process.Spec{Shell: "echo done", Stdin: input, Limit: 20 * time.Second})
	if err != nil || result.Stdout != "done\n" {
		t.Errorf("Run = %+v, %v", result, err)
	}
}

func TestRunErrors(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	write := func(name, text string, mode os.FileMode) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("file", "", 0o644)
	foreign := bytes.NewBufferString("\x7fELF\x02\x01\x01")
	foreign.Write(make([]byte, 200))
	tests := map[string]struct {
		spec process.Spec
		want string
		code int
		is   func(error) bool
	}{
		"not on the PATH":           {process.Spec{Args: []string{"no-such-program"}}, "there is no program no-such-program on the PATH", -1, isNotFound},
		"not at its path":           {process.Spec{Args: []string{"/no/such/program"}}, "there is no program /no/such/program", -1, isNotFound},
		"not below the folder":      {process.Spec{Args: []string{"./gradlew"}, Dir: dir}, "there is no program " + filepath.Join(dir, "gradlew"), -1, isNotFound},
		"no such folder":            {process.Spec{Args: []string{"sh"}, Dir: filepath.Join(dir, "gone")}, "sh could not be started: there is no folder " + filepath.Join(dir, "gone"), -1, isStart},
		"folder that is a file":     {process.Spec{Shell: "true", Dir: file}, "the command could not be started: " + file + " is not a folder", -1, isStart},
		"no permission":             {process.Spec{Args: []string{write("locked", "#!/bin/sh\n", 0o644)}}, "locked could not be started: there is no permission to run " + filepath.Join(dir, "locked"), -1, isStart},
		"another machine's":         {process.Spec{Args: []string{write("foreign", foreign.String(), 0o755)}}, "foreign could not be started: it is not a program for this machine: it was made for another one, or it is a script without a first line that names its interpreter", -1, isStart},
		"no interpreter":            {process.Spec{Args: []string{write("script", "#!/no/such/interpreter\n", 0o755)}}, "script could not be started: the interpreter or loader that " + filepath.Join(dir, "script") + " names is missing", -1, isStart},
		"exit code":                 {process.Spec{Args: []string{"sh", "-c", "echo first; echo 'the reason'; exit 7"}}, "sh ended with exit code 7: the reason", 7, isExit},
		"exit code, silent":         {process.Spec{Shell: "exit 1"}, "the command ended with exit code 1", 1, isExit},
		"a signal that is not ours": {process.Spec{Args: []string{"sh", "-c", "kill -SEGV $$"}}, "sh was ended by the signal SIGSEGV", -1, isExit},
		"limit":                     {process.Spec{Args: []string{"sleep", "1000"}, Limit: 50 * time.Millisecond}, "sleep did not finish within 50ms and was stopped", -1, isLimit},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			result, err := runner().Run(t.Context(), test.spec)
			if err == nil || err.Error() != test.want || !test.is(err) {
				t.Errorf("err = %v (%T)\nwant %s", err, err, test.want)
			}
			if result.Code != test.code {
				t.Errorf("code = %d, want %d", result.Code, test.code)
			}
		})
	}
}

func isNotFound(err error) bool { return errors.Is(err, process.ErrNotFound) }
func isStart(err error) bool    { _, ok := errors.AsType[*process.StartError](err); return ok }
func isExit(err error) bool     { _, ok := errors.AsType[*process.ExitError](err); return ok }
func isLimit(err error) bool    { _, ok := errors.AsType[*process.LimitError](err); return ok }

func TestRunSaysThatItWasCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	result, err := runner().Run(ctx, process.Spec{
		Shell: "echo started; sleep 1000",
		Line:  func(process.Line) { cancel() },
	})
	if !errors.Is(err, context.Canceled) || err.Error() != "the command was stopped: context canceled" || result.Stdout != "started\n" {
		t.Errorf("Run = %+v, %v", result, err)
	}
	if _, err := runner().Run(ctx, process.Spec{Shell: "echo never"}); !errors.Is(err, context.Canceled) {
		t.Errorf("a run whose context had ended: %v", err)
	}
	past, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := runner().Run(past, process.Spec{Args: []string{"sleep", "1000"}}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a run whose context had a deadline: %v", err)
	}
}

// heard is a check.Output that remembers.
type heard struct {
	check.Silent
	lines, phases []string
}

func (h *heard) Line(text string)          { h.lines = append(h.lines, text) }
func (h *heard) Progress(p check.Progress) { h.phases = append(h.phases, p.Phase) }

func TestSpecToAnOutput(t *testing.T) {
	var out heard
	_, err := runner().Run(t.Context(), process.Spec{Shell: `printf 'start\n 10%%\r 20%%\r\rdone\n'`}.To(&out))
	if err != nil || !slices.Equal(out.lines, []string{"start", "done"}) || !slices.Equal(out.phases, []string{"10%", "20%"}) {
		t.Errorf("heard %+v, %v", out, err)
	}
}
