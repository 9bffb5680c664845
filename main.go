// Firstlight takes a newly hired developer from a bare laptop to a first merged
// commit, and measures the way. This is the program with the window; the
// terminal and browser faces are in app/cli.
package main

import (
	"context"
	_ "embed"
	"fmt"
	"os"

	"firstlight/app"
	"firstlight/app/window"
	"firstlight/backend/askpass"
	"firstlight/backend/guide"
	"firstlight/backend/release"
	"firstlight/frontend"
)

//go:embed build/linux/icon.png
var icon []byte

func main() {
	if code, asked := askpass.Main(); asked {
		os.Exit(code)
	}
	journey := guide.Options{Choose: true}
	if len(os.Args) > 1 {
		journey.Source = os.Args[1]
	}
	a := app.New(func(ctx context.Context) (*guide.Guide, error) {
		return guide.Assemble(ctx, guide.Face{Name: "window", Window: true, LoginShell: true, Version: release.Name()})
	})
	if err := window.Run(a, window.Options{Assets: frontend.Assets(), Icon: icon, Journey: journey}); err != nil {
		fmt.Fprintln(os.Stderr, "firstlight: opening the window:", err)
		os.Exit(1)
	}
}
