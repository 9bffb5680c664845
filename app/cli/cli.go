package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/process"
)

// The exit codes.
const (
	exitHolds   = 0
	exitDoesNot = 1
	exitUsage   = 2
	exitUntold  = 3
)

// errUntold ends a command that has said already what could not be told, where
// nothing was seen not to hold.
var errUntold = errors.New("something could not be told")

// errDoesNotHold ends a command that has said already what does not hold.
var errDoesNotHold = errors.New("something does not hold")

// codeUsage is the code of an error in how a command was called.
const codeUsage = "usage"

// cli is what the commands share.
type cli struct {
	// stdout receives what a program reads: JSON.
	stdout io.Writer
	// out and notes are for a person: standard output and standard error.
	out, notes *screen.Screen
	input      *input
	// person says that somebody can answer: standard input is a terminal.
	person bool
	// alone says that nobody is to be asked, since consent was given before.
	alone bool
	// looks says that the command only looks, see guide.Face.
	looks      bool
	interrupts interrupts
	// began is when the command did.
	began time.Time

	// The flags that every command has.
	json      bool
	allowFile bool
}

// execute runs one command line and returns the exit code.
func (c *cli) execute(ctx context.Context, args []string) int {
	c.began = time.Now()
	root := newRoot(c)
	// An error in the arguments is to be JSON as well where that was asked for.
	end := slices.Index(args, "--")
	if end < 0 {
		end = len(args)
	}
	c.json = slices.Contains(args[:end], "--json")
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	c.out.Still()
	c.notes.Still()
	return c.end(errors.Join(err, c.out.Err()))
}

// end tells how a command ended, and returns the exit code.
func (c *cli) end(err error) int {
	switch {
	case err == nil:
		return exitHolds
	case errors.Is(err, errDoesNotHold):
		return exitDoesNot
	case errors.Is(err, errUntold):
		return exitUntold
	}
	e := app.Explain(err)
	if c.json {
		if err := c.encode(failure{Version: reportVersion, Error: e}); err != nil {
			c.notes.Line("firstlight: ", err.Error())
		}
	} else {
		c.complain(e)
	}
	switch e.Code {
	case codeUsage, app.CodeInvalid, app.CodeNotFound, app.CodeAnswer:
		return exitUsage
	default:
		return exitDoesNot
	}
}

// complain tells a person what went wrong and what to do next.
func (c *cli) complain(e *app.Error) {
	c.notes.Text(0, strings.TrimSuffix(wording.Clean(e.Message), ".")+".")
	for _, p := range e.Problems {
		c.problem(p)
	}
	if e.Hint != "" {
		c.notes.Text(0, e.Hint)
	}
}

// say returns the screen for what a person reads while a command works; where
// standard output is for a program, that is standard error.
func (c *cli) say() *screen.Screen {
	if c.json {
		return c.notes
	}
	return c.out
}

// encode writes a document to standard output.
func (c *cli) encode(document any) error { return c.write(document, "  ") }

// encodeLine writes a document of which more may follow as one line.
func (c *cli) encodeLine(document any) error { return c.write(document, "") }

func (c *cli) write(document any, indent string) error {
	encoder := json.NewEncoder(c.stdout)
	encoder.SetIndent("", indent)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(document); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	return nil
}

// usage returns an error in how a command was called. What was typed may be an address
// with a password in it.
func usage(hint, format string, args ...any) error {
	return &app.Error{Code: codeUsage, Message: process.RedactTyped(fmt.Sprintf(format, args...)), Hint: process.RedactTyped(hint)}
}
