package process

import (
	"context"
	"os"
	"strings"
)

// LauncherPath returns the folders of PATH as programs see them that are started
// from the Dock or the Finder rather than from a terminal. It returns nil where
// the system does not say.
func LauncherPath(ctx context.Context) []string {
	result, err := New(os.Environ()).Run(ctx, Spec{Args: []string{"/bin/launchctl", "getenv", "PATH"}, Limit: launcherLimit})
	if err != nil {
		return nil
	}
	path := strings.TrimSpace(result.Stdout)
	if path == "" {
		path = "/usr/bin:/bin:/usr/sbin:/sbin"
	}
	return New([]string{"PATH=" + path}).Path()
}
