package window

import "github.com/wailsapp/wails/v2/pkg/options"

// appear settles how the window comes on the screen. Wails shows a window on
// Linux in any case, so it is shown once, from the start: until there is a page,
// on the ground of the system's own theme, light or dark.
func appear(o *options.App) { o.BackgroundColour = options.NewRGBA(0, 0, 0, 0) }
