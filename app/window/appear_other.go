//go:build !linux

package window

import (
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// appear settles how the window comes on the screen: once there is something to
// see, so that it does not flash white before.
func appear(o *options.App) {
	o.StartHidden = true
	o.BackgroundColour = options.NewRGB(0xfa, 0xf9, 0xf7)
	o.OnDomReady = runtime.WindowShow
}
