//go:build unix

package process_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"firstlight/backend/process"
)

// TestStdoutIsHandedOnByteForByte prints what lines would change: bytes that are
// no text, line ends of every kind, what looks like a secret, and a line that is
// longer than any that is kept.
func TestStdoutIsHandedOnByteForByte(t *testing.T) {
	const odd = "a\x00\xff\xfe\r\nb\rc\n\nexport TOKEN=ghp_0123456789abcdefghijklmnopqrstuvwxyz"
	want := odd + strings.Repeat("x", 300<<10)
	var got bytes.Buffer
	var lines []string
	result, err := runner().Run(t.Context(), process.Spec{
		Args: []string{"sh", "-c", `cat; echo said >&2`}, Stdin: strings.NewReader(want), Stdout: &got,
		Line: func(l process.Line) { lines = append(lines, l.Text) },
	})
	if err != nil || got.String() != want {
		t.Errorf("%d bytes came, want %d; %v", got.Len(), len(want), err)
	}
	if result.Stdout != "" || result.Output != "said\n" || len(lines) != 1 {
		t.Errorf("kept %q and %q, told %q", result.Stdout, result.Output, lines)
	}
}

// full takes so many bytes and no more.
type full struct{ room int }

func (f *full) Write(b []byte) (int, error) {
	if f.room -= len(b); f.room < 0 {
		return 0, errFull
	}
	return len(b), nil
}

var errFull = errors.New("full")

func TestStdoutThatIsNotTakenEndsTheProgram(t *testing.T) {
	_, err := runner().Run(t.Context(), process.Spec{Shell: "yes", Stdout: &full{room: 1 << 20}, Limit: patience})
	if !errors.Is(err, errFull) {
		t.Errorf("error %v, want %v", err, errFull)
	}
	var flood *process.FloodError
	_, err = runner().Run(t.Context(), process.Spec{Shell: "yes", Stdout: io.Discard, Most: 1 << 20, Limit: patience})
	if !errors.As(err, &flood) {
		t.Errorf("error %v, want that it printed too much", err)
	}
}
