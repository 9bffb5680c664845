package main

import (
	"fmt"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// front is a window that can be put in front of all others, as that of another program
// is which the person looks at.
type front struct {
	display *xgb.Conn
	screen  *xproto.ScreenInfo
}

func newFront() (*front, error) {
	display, err := xgb.NewConn()
	if err != nil {
		return nil, fmt.Errorf("reaching the display: %w", err)
	}
	return &front{display: display, screen: xproto.Setup(display).DefaultScreen(display)}, nil
}

// cover puts the window in front and gives it the keyboard.
func (f *front) cover() error {
	window, err := xproto.NewWindowId(f.display)
	if err != nil {
		return err
	}
	s := f.screen
	// The server maps a window that wants no manager at once, so that it can have the
	// keyboard as soon as it is there.
	err = xproto.CreateWindowChecked(f.display, s.RootDepth, window, s.Root, 0, 0, s.WidthInPixels, s.HeightInPixels, 0,
		xproto.WindowClassInputOutput, s.RootVisual, xproto.CwBackPixel|xproto.CwOverrideRedirect, []uint32{0x7a8ea0, 1}).Check()
	if err != nil {
		return fmt.Errorf("making the window: %w", err)
	}
	if err := xproto.MapWindowChecked(f.display, window).Check(); err != nil {
		return fmt.Errorf("showing it: %w", err)
	}
	if err := xproto.SetInputFocusChecked(f.display, xproto.InputFocusParent, window, xproto.TimeCurrentTime).Check(); err != nil {
		return fmt.Errorf("giving it the keyboard: %w", err)
	}
	return nil
}

func (f *front) close() { f.display.Close() }
