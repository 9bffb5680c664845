// Command firstlight is the terminal face, and starts the browser face. It
// links no window.
package main

import (
	"context"
	"os"

	"golang.org/x/term"

	"firstlight/app/cli/screen"
	"firstlight/backend/askpass"
)

func main() { os.Exit(start()) }

func start() int {
	if code, asked := askpass.Main(); asked {
		return code
	}
	out, restoreOut := screen.Detect(os.Stdout)
	defer restoreOut()
	notes, restoreNotes := screen.Detect(os.Stderr)
	defer restoreNotes()
	c := &cli{
		stdout: os.Stdout,
		out:    screen.New(os.Stdout, out),
		notes:  screen.New(os.Stderr, notes),
		input:  newInput(os.Stdin),
		person: term.IsTerminal(int(os.Stdin.Fd())),
	}
	if fd := int(os.Stdin.Fd()); c.person {
		c.input.hidden = func() ([]byte, error) { return term.ReadPassword(fd) }
		if asItWas, err := term.GetState(fd); err == nil {
			// A program that ends while a password is typed leaves the line dark.
			defer func() { _ = term.Restore(fd, asItWas) }()
		}
	}
	ctx, stop := c.interrupts.watch(context.Background())
	defer stop()
	return c.execute(ctx, os.Args[1:])
}
