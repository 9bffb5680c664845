package screen

import (
	"os"

	"golang.org/x/sys/windows"
)

// prepare has the console understand escape codes, which older ones do only on
// request.
func prepare(f *os.File) (restore func(), ok bool) {
	console := windows.Handle(f.Fd())
	var before uint32
	if err := windows.GetConsoleMode(console, &before); err != nil {
		return nil, false
	}
	if before&windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING != 0 {
		return func() {}, true
	}
	if err := windows.SetConsoleMode(console, before|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING); err != nil {
		return nil, false
	}
	// The program is ending; a console that cannot be set back stays usable.
	return func() { _ = windows.SetConsoleMode(console, before) }, true
}
