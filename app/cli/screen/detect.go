package screen

import (
	"os"

	"golang.org/x/term"
)

// Detect returns what the other end of a file can show, and how to leave it as
// it was. NO_COLOR takes colours away; a dumb terminal, and whatever is not a
// terminal, gets plain lines.
func Detect(f *os.File) (Options, func()) {
	fd := int(f.Fd())
	if !term.IsTerminal(fd) || os.Getenv("TERM") == "dumb" {
		return Options{}, func() {}
	}
	restore, ok := prepare(f)
	if !ok {
		return Options{}, func() {}
	}
	return Options{
		Width: func() int {
			if width, _, err := term.GetSize(fd); err == nil && width > 0 {
				return width
			}
			return 80
		},
		Colour: os.Getenv("NO_COLOR") == "",
		Live:   true,
	}, restore
}
