package process

import (
	"io"
	"path/filepath"
	"strings"
	"time"

	"firstlight/backend/check"
)

// DefaultKeep is how many bytes of output a Result keeps unless told otherwise.
const DefaultKeep = 1 << 20

// Spec says what to start and how.
type Spec struct {
	// Args are the program and its arguments. A program with a separator in its
	// name is relative to Dir.
	Args []string
	// Shell is a text for the system's shell (sh -c, or cmd.exe /d /s /c),
	// handed over as its author wrote it. It is used when Args is empty.
	Shell string
	// Dir is the folder to start in; empty means ours.
	Dir string
	// Env are NAME=value variables set on top of the runner's.
	Env []string
	// Stdin is what the program reads; nil means the null device, so that
	// nothing can wait for input.
	Stdin io.Reader
	// Limit bounds the run; zero means that only the context does.
	Limit time.Duration
	// Line receives each line as it comes, without secrets. It is called from
	// one goroutine at a time, never after Run has returned, and the program
	// waits while it works.
	Line func(Line)
	// Most bounds what the program may print on both outputs together, in bytes;
	// one that prints more is ended. Zero means that it may print on.
	Most int
	// Whole says that the run ends with the program: what it leaves behind in
	// its own session, or with a hold on its output, is ended too.
	Whole bool
	// Keep is how many bytes from the end of the output the Result keeps; zero
	// means DefaultKeep.
	Keep int
	// Private says that what the program prints on its standard output is a
	// secret that was asked for: it is in the Result's Stdout as it came, and
	// neither told nor kept anywhere else.
	Private bool
	// Stdout receives what the program prints on its standard output byte for byte,
	// with whatever secrets are in it, instead of Line and the Result. The program
	// waits while it works, and is ended where it returns an error. It is not
	// called any more once Run has returned.
	Stdout io.Writer
	// Terminal gives the program our own terminal, such as for sudo to ask for
	// a password. Its output is then not seen by Line nor kept.
	Terminal bool
	// Yields says that other programs go first where the processor is busy. On Windows it
	// changes nothing.
	Yields bool
}

// To returns the spec with its lines sent to out: those that stay as lines, and
// those that are written over, such as a progress meter, as the present phase.
func (s Spec) To(out check.Output) Spec {
	s.Line = func(l Line) {
		if !l.Overwrite {
			out.Line(l.Text)
			return
		}
		if phase := strings.TrimSpace(l.Text); phase != "" {
			out.Progress(check.Progress{Phase: phase})
		}
	}
	return s
}

// program is the name to call the program by in messages.
func (s Spec) program() string {
	if len(s.Args) == 0 {
		return "the command"
	}
	name := filepath.Base(s.Args[0])
	return strings.TrimSuffix(name, ".exe")
}

// Line is one line of a program's output, as valid UTF-8 without its line end.
type Line struct {
	Text string
	// Stderr says that the line came on the error output.
	Stderr bool
	// Overwrite says that the line ended with a carriage return: the next line
	// of the same output takes its place.
	Overwrite bool
}

// Result is what is known of a run, whether it ended well or not.
type Result struct {
	// Code is the exit code; -1 when the program did not exit by itself.
	Code int
	// Stdout is the end of the standard output.
	Stdout string
	// Output is the end of both outputs in the order in which they came, as a
	// terminal would show it: without the lines that were written over.
	Output string
	// Took is how long the run was.
	Took time.Duration
	// Truncated says that Stdout or Output miss something: an early part, or
	// the rest of a line that was too long.
	Truncated bool
}
