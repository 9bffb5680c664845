// Package window is the Wails face: one native window over the frontend.
package window

import (
	"context"
	"encoding/json"
	"io/fs"
	"log/slog"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/mac"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"firstlight/app"
	"firstlight/backend/guide"
)

// Options are what the window shows.
type Options struct {
	// Assets are the files of the built frontend.
	Assets fs.FS
	// Icon is the window's icon as a PNG.
	Icon []byte
	// Journey is the journey to open.
	Journey guide.Options
}

// The size of the window in pixels, and the least that shows everything.
const (
	width, height       = 1180, 780
	minWidth, minHeight = 720, 520
)

// stopLimit bounds how long closing the window waits for programs to end.
const stopLimit = 10 * time.Second

// startLimit bounds how long a start is spared the collection of garbage.
const startLimit = 10 * time.Second

// collect is how much garbage a heap may have before it is collected, in percent
// of what is in use: Go's own default.
const collect = 100

// Run opens the window and returns when it has been closed. Nothing is opened
// or started before the window is: Wails also runs the program to read what is
// bound.
func Run(a *app.App, o Options) error {
	// While the window starts, the processor is WebKit's: what it would take to
	// tidy up meanwhile delays the first sight by more than it is worth.
	debug.SetGCPercent(-1)
	if err := tuneWebKit(); err != nil {
		slog.Warn("telling WebKit how to draw", "error", err)
	}
	face := &face{app: a, journey: o.Journey}
	window := &options.App{
		Title:          "Firstlight",
		Width:          width,
		Height:         height,
		MinWidth:       minWidth,
		MinHeight:      minHeight,
		AssetServer:    &assetserver.Options{Assets: o.Assets, Middleware: stated(a.State)},
		OnStartup:      face.start,
		OnBeforeClose:  face.beforeClose,
		OnShutdown:     face.stop,
		Bind:           []any{a},
		ErrorFormatter: explain,
		Linux: &linux.Options{
			Icon:             o.Icon,
			ProgramName:      "firstlight",
			WebviewGpuPolicy: linux.WebviewGpuPolicyNever,
		},
		Mac: &mac.Options{About: &mac.AboutInfo{Title: "Firstlight", Icon: o.Icon}},
	}
	appear(window)
	return wails.Run(window)
}

// explain returns an error as the page reads it: JSON text, since Wails makes
// the text of a JavaScript error of whatever it is given.
func explain(err error) any {
	text, encoding := json.Marshal(app.Explain(err))
	if encoding != nil {
		return err.Error()
	}
	return string(text)
}

// face joins the App to the window's life.
type face struct {
	app     *app.App
	journey guide.Options

	// Wails starts in a goroutine of its own, so that a window which is closed
	// at once may stop before it has started.
	mu     sync.Mutex
	closed bool
	// leaving says that the window closes once the services have stopped.
	leaving bool
	cancel  context.CancelFunc
	begun   sync.WaitGroup
}

// start opens the journey beside the window, so that the window need not wait.
func (f *face) start(ctx context.Context) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return
	}
	emit := emitter{ctx}
	app.OfferChooser(f.app, dialogs{ctx})
	heedWords(ctx, emit)
	ctx, f.cancel = context.WithCancel(ctx)
	onScreen := app.OnScreen(f.app)
	f.journey.After = onScreen
	go tidy(ctx, f.app, onScreen)
	f.begun.Go(func() {
		if err := app.Start(ctx, f.app, emit, f.journey); err != nil {
			// The person reads it in the window, whose calls fail with it.
			slog.ErrorContext(ctx, "opening the journey", "error", err)
			emit.Emit(app.EventChanged, app.Changed{})
		}
	})
}

// tidy collects garbage again once the journey is on the screen, and gives back
// the memory that the start took when all has been looked at.
func tidy(ctx context.Context, a *app.App, onScreen <-chan struct{}) {
	select {
	case <-onScreen:
	case <-time.After(startLimit): // The page does not come, but the program goes on.
	case <-ctx.Done():
		return
	}
	debug.SetGCPercent(collect)
	if err := app.Settle(ctx, a); err == nil {
		debug.FreeOSMemory()
	}
}

// servicesLimit bounds how long closing the window waits for services to stop.
const servicesLimit = 20 * time.Second

// beforeClose stops the services that Firstlight started, where the person chose
// that, while the window still shows it; then the window closes. Who closes it
// once more does not wait.
func (f *face) beforeClose(ctx context.Context) (prevent bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.leaving || f.cancel == nil {
		return false
	}
	f.leaving = true
	go func() {
		defer runtime.Quit(ctx)
		stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), servicesLimit)
		defer cancel()
		if _, err := app.StopServices(stopping, f.app, emitter{ctx}); err != nil {
			slog.ErrorContext(ctx, "stopping the services", "error", err)
		}
	}()
	return true
}

// stop ends what runs. The window is gone already; what it showed is on disk.
func (f *face) stop(ctx context.Context) {
	f.mu.Lock()
	f.closed = true
	cancelAll := f.cancel
	f.mu.Unlock()
	if cancelAll == nil {
		return
	}
	f.begun.Wait()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopLimit)
	defer cancel()
	if err := app.Stop(ctx, f.app); err != nil {
		slog.ErrorContext(ctx, "closing the journey", "error", err)
	}
	cancelAll()
	runtime.CleanupNotifications(ctx)
}

// dialogs are the system's own, over the window.
type dialogs struct{ window context.Context }

// Folder has the person choose a folder.
func (d dialogs) Folder(_ context.Context, title string) (string, error) {
	return runtime.OpenDirectoryDialog(d.window, runtime.OpenDialogOptions{Title: title})
}

// File has the person choose a file.
func (d dialogs) File(_ context.Context, title string, exts ...string) (string, error) {
	patterns := make([]string, 0, len(exts))
	for _, ext := range exts {
		patterns = append(patterns, "*."+ext)
	}
	return runtime.OpenFileDialog(d.window, runtime.OpenDialogOptions{
		Title: title, Filters: []runtime.FileFilter{{DisplayName: title, Pattern: strings.Join(patterns, ";")}},
	})
}

// Files has the person choose files.
func (d dialogs) Files(_ context.Context, title, ext string) ([]string, error) {
	return runtime.OpenMultipleFilesDialog(d.window, runtime.OpenDialogOptions{
		Title: title, Filters: []runtime.FileFilter{{DisplayName: title + " (*." + ext + ")", Pattern: "*." + ext}},
	})
}

// emitter sends events to the frontend in the window.
type emitter struct{ ctx context.Context }

// Emit sends the payload to the window.
func (e emitter) Emit(name string, payload any) { runtime.EventsEmit(e.ctx, name, payload) }
