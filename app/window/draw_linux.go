package window

import (
	"fmt"
	"os"
)

// drawPlainly has WebKit draw without the graphics card, and leaves alone what the
// person has set for it. Some drivers leave the window blank otherwise; and WebKit would
// load a driver into this program, 20 MiB and more, only to find the card's device,
// which it need not find when it is told one.
func drawPlainly() error {
	const way, device = "WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_WEB_RENDER_DEVICE_FILE"
	if _, set := os.LookupEnv(way); set {
		return nil
	}
	if err := os.Setenv(way, "1"); err != nil {
		return fmt.Errorf("setting %s: %w", way, err)
	}
	if _, set := os.LookupEnv(device); set {
		return nil
	}
	if err := os.Setenv(device, os.DevNull); err != nil {
		return fmt.Errorf("setting %s: %w", device, err)
	}
	return nil
}
