package guide

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Wiping is what is lost when everything is forgotten.
type Wiping struct {
	// Folder is where Firstlight keeps what it knows, and Bytes how much that is.
	Folder string
	Bytes  int64
	// Onboardings are the person's own, with so many Events; Imported are those of
	// others, and Reports what was written for others to read.
	Onboardings, Events, Imported, Reports int
	// Starts says that the window starts with her session.
	Starts bool
	// Workspace is where her code is, which stays.
	Workspace string
}

// Wiped is what became of it.
type Wiped struct {
	Folder string
	// Left are what could not be removed, each with why in a sentence.
	Left []string
}

// ErrElsewhereOpen says that another face of Firstlight is open.
var ErrElsewhereOpen = errors.New("another window or terminal has Firstlight open, and would write down again what is forgotten")

// ErrWorking says that work runs.
var ErrWorking = errors.New("something that Firstlight started still runs")

// wipingFile says, as long as it is there, that everything is to be forgotten: a
// program that was ended meanwhile has the next one finish it.
const wipingFile = "forgetting"

// Wiping returns what would be lost if everything was forgotten.
func (g *Guide) Wiping(ctx context.Context) (Wiping, error) {
	held, err := g.cfg.Store.Holding(ctx)
	if err != nil {
		return Wiping{}, err
	}
	w := Wiping{
		Folder: g.cfg.Places.Data, Workspace: g.cfg.Places.Workspace, Onboardings: held.Onboardings, Events: held.Events, Imported: held.Imported,
	}
	if reports, err := os.ReadDir(g.cfg.Places.reports()); err == nil {
		w.Reports = len(reports)
	}
	for _, name := range g.cfg.Places.ours() {
		w.Bytes += sizeOf(name)
	}
	if g.cfg.Autostart != nil {
		// What cannot be told is removed all the same.
		w.Starts, _ = g.cfg.Autostart.On()
	}
	return w, nil
}

// Wipe forgets everything: the record, what was written into the data folder, the
// tokens in the keyring and that the window starts with the session. Code that was
// cloned, services and tools stay. The guide is closed by it, also where not all
// could be removed. Once it has begun, the next program finishes it.
func (g *Guide) Wipe(ctx context.Context) (Wiped, error) {
	if err := g.mayWipe(ctx); err != nil {
		return Wiped{}, err
	}
	// Nothing of what is to be forgotten is to leave any more.
	if err := g.EndTelemetry(ctx); err != nil && !errors.Is(err, ErrNotOpen) {
		return Wiped{}, err
	}
	if err := saveWhole(filepath.Join(g.cfg.Places.Data, wipingFile), nil); err != nil {
		return Wiped{}, fmt.Errorf("noting that everything is to be forgotten: %w", err)
	}
	if err := g.Close(ctx); err != nil {
		g.cfg.Log.WarnContext(ctx, "closing what is forgotten", "error", err)
	}
	return wipe(ctx, g.cfg.Places, g.cfg.Autostart, g.cfg.Tokens)
}

// mayWipe returns why nothing can be forgotten now, or nil.
func (g *Guide) mayWipe(ctx context.Context) error {
	sessions, err := g.cfg.Store.Sessions(ctx, "")
	if err != nil {
		return fmt.Errorf("looking whether Firstlight is open elsewhere: %w", err)
	}
	boot := bootID(ctx)
	for _, s := range sessions {
		if s.ID != g.session && g.alive(ctx, s, boot) {
			return ErrElsewhereOpen
		}
	}
	g.mu.RLock()
	defer g.mu.RUnlock()
	if len(g.runs) > 0 {
		return ErrWorking
	}
	return nil
}

// finishWiping forgets everything where a program that began with it was ended.
func finishWiping(ctx context.Context, places Places, start Autostart, tokens func(context.Context) error) error {
	if _, err := os.Lstat(filepath.Join(places.Data, wipingFile)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if _, err := wipe(ctx, places, start, tokens); err != nil {
		return fmt.Errorf("finishing to forget everything: %w", err)
	}
	return nil
}

// wipe removes all that is Firstlight's. What lies outside of its folder comes first,
// and the note that it is to be done last.
func wipe(ctx context.Context, places Places, start Autostart, tokens func(context.Context) error) (Wiped, error) {
	w := Wiped{Folder: places.Data}
	if tokens != nil {
		if err := tokens(ctx); err != nil {
			w.Left = append(w.Left, "What you signed in with is still in your keyring, under the name Firstlight: "+err.Error())
		}
	}
	if start != nil {
		if err := start.Set(false); err != nil {
			w.Left = append(w.Left, "The window still opens when you sign in: "+err.Error())
		}
	}
	for _, name := range places.ours() {
		if err := os.RemoveAll(name); err != nil {
			return w, fmt.Errorf("removing what Firstlight keeps: %w", err)
		}
	}
	if err := os.Remove(filepath.Join(places.Data, wipingFile)); err != nil {
		return w, fmt.Errorf("removing what Firstlight keeps: %w", err)
	}
	// It stays where there is something else in it.
	_ = os.Remove(places.Data)
	return w, nil
}

// ours returns all that Firstlight writes into its data folder and that is there. What
// else lies there is not Firstlight's, and code that was cloned least of all.
func (p Places) ours() []string {
	found, err := os.ReadDir(p.Data)
	if err != nil {
		return nil
	}
	folders := []string{filepath.Base(p.reports()), "origins", "compose"}
	record := filepath.Base(p.database())
	var all []string
	for _, entry := range found {
		name := entry.Name()
		// Beside the record lie its log, its lock and copies of it from before a
		// migration, and pages that led a browser here.
		page := strings.HasPrefix(name, "firstlight-open-") && strings.HasSuffix(name, ".html")
		if page || name == record || strings.HasPrefix(name, record+"-") || strings.HasPrefix(name, record+".") || entry.IsDir() && slices.Contains(folders, name) {
			all = append(all, filepath.Join(p.Data, name))
		}
	}
	return all
}

// sizeOf returns how large a file or all in a folder is, in bytes.
func sizeOf(name string) int64 {
	var size int64
	// What cannot be read is not counted; it is only to give an idea.
	_ = filepath.WalkDir(name, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if info, err := entry.Info(); err == nil && info.Mode().IsRegular() {
			size += info.Size()
		}
		return nil
	})
	return size
}
