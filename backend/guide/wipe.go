package guide

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"firstlight/assets"
	"firstlight/backend/process"
	"firstlight/backend/whole"
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
	// What cannot be read is not counted; it is only to give an idea.
	ours, _ := g.cfg.Places.ours()
	for _, name := range ours {
		w.Bytes += sizeOf(name)
		if filepath.Dir(name) == g.cfg.Places.reports() && !strings.HasPrefix(filepath.Base(name), whole.Part) {
			w.Reports++
		}
	}
	if g.cfg.Autostart != nil {
		// What cannot be told is removed all the same.
		w.Starts, _ = g.cfg.Autostart.On()
	}
	return w, nil
}

// Wipe forgets everything: the record, what was written into the data folder, the
// tokens in the keyring and that the window starts with the session. Code that was
// cloned, services and tools stay. An error says that nothing was forgotten and the
// guide is as it was; otherwise it is closed, and Left says what could not be removed.
// Once it has begun, the next program finishes it.
func (g *Guide) Wipe(ctx context.Context) (Wiped, error) {
	alone, err := g.beAlone(ctx)
	if err != nil {
		return Wiped{}, err
	}
	if err := g.beginWiping(ctx); err != nil {
		alone.release()
		g.beBack(ctx)
		return Wiped{}, err
	}
	if err := g.Close(ctx); err != nil {
		g.cfg.Log.WarnContext(ctx, "closing what is forgotten", "error", err)
	}
	return wipe(ctx, g.cfg.Places, alone, g.cfg.Autostart, g.cfg.Tokens, true), nil
}

// beAlone keeps every other program out until what it returns is released, or says
// that one has Firstlight open.
func (g *Guide) beAlone(ctx context.Context) (*presence, error) {
	if g.cfg.presence != nil {
		g.cfg.presence.release()
	}
	alone := newPresence(g.cfg.Places.Data)
	switch ok, err := alone.wait(ctx, true, alonePatience); {
	case ctx.Err() != nil:
		alone.release()
		g.beBack(ctx)
		return nil, ctx.Err()
	case err != nil:
		// Not every disk has locks. Whether others are there is asked all the same.
		g.cfg.Log.WarnContext(ctx, "keeping other programs out", "error", err)
	case !ok:
		g.beBack(ctx)
		return nil, ErrElsewhereOpen
	}
	return alone, nil
}

// beBack has others know again that this program uses the data folder.
func (g *Guide) beBack(ctx context.Context) {
	if g.cfg.presence == nil {
		return
	}
	if ok, err := g.cfg.presence.wait(context.WithoutCancel(ctx), false, presencePatience); err != nil || !ok {
		g.cfg.Log.WarnContext(ctx, "showing other programs that this one is here", "held", ok, "error", err)
	}
}

// beginWiping notes that everything is to be forgotten, unless it may not be.
func (g *Guide) beginWiping(ctx context.Context) error {
	if err := g.mayWipe(ctx); err != nil {
		return err
	}
	note := filepath.Join(g.cfg.Places.Data, wipingFile)
	if err := whole.Write(note, nil, 0o600); err != nil {
		return fmt.Errorf("noting that everything is to be forgotten: %w", err)
	}
	// Nothing of what is to be forgotten is to leave any more.
	if err := g.EndTelemetry(ctx); err != nil && !errors.Is(err, ErrNotOpen) {
		return errors.Join(err, os.Remove(note))
	}
	return nil
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

// enter has a program begin to use the data folder, and first forgets everything
// where one that had begun with it was ended. What that could not remove is returned
// as sentences. The presence is released at the end of the program; where none can be
// held, as on a disk that is only read, the program goes on without.
func enter(ctx context.Context, places Places, start Autostart, tokens func(context.Context) error) (p *presence, left []string, err error) {
	p = newPresence(places.Data)
	late := time.Now().Add(presencePatience)
	for {
		noted, err := isWiping(places)
		if err != nil {
			return nil, nil, err
		}
		held, lockErr := p.take(noted)
		if held || lockErr != nil {
			// Another program may have finished it, or been ended, meanwhile.
			still, err := isWiping(places)
			switch {
			case err != nil:
				p.release()
				return nil, nil, err
			case !still && !noted:
				return p, left, nil
			case still && noted:
				left = wipe(ctx, places, p, start, tokens, false).Left
				if unfinished, err := isWiping(places); err != nil || unfinished {
					// What is recorded from now on would be forgotten by the next program.
					return nil, nil, errors.Join(fmt.Errorf("finishing to forget everything: %s", strings.Join(left, ". ")), err)
				}
			default:
				p.release()
			}
			continue
		}
		if time.Now().After(late) {
			return nil, nil, ErrForgetting
		}
		select {
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		case <-time.After(presencePause):
		}
	}
}

// isWiping reports whether a program began to forget everything, and has not finished.
func isWiping(places Places) (bool, error) {
	_, err := os.Lstat(filepath.Join(places.Data, wipingFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("looking whether everything is to be forgotten: %w", err)
	default:
		return true, nil
	}
}

// wipe removes all that is Firstlight's, as far as it can. What lies outside of its
// folder comes first, and the note that it is to be done last; where again says so, the
// note stays as long as something else does, for the next program to try.
func wipe(ctx context.Context, places Places, alone *presence, start Autostart, tokens func(context.Context) error, again bool) Wiped {
	w := Wiped{Folder: places.Data}
	if tokens != nil {
		if err := tokens(ctx); err != nil {
			w.Left = append(w.Left, "What you signed in with may still be in your keyring, under the name Firstlight: "+err.Error())
		}
	}
	if start != nil {
		if err := start.Set(false); err != nil {
			w.Left = append(w.Left, "The window still opens when you sign in: "+err.Error())
		}
	}
	kept := false
	remove := func(name string) {
		if err := os.RemoveAll(name); err != nil {
			kept = true
			w.Left = append(w.Left, name+" could not be removed: "+err.Error())
		}
	}
	ours, err := places.ours()
	if err != nil {
		kept = true
		w.Left = append(w.Left, "What is in "+places.Data+" could not be removed: "+err.Error())
	}
	for _, name := range ours {
		remove(name)
	}
	for _, folder := range places.folders() {
		// It stays where there is something else in it.
		_ = os.Remove(folder)
	}
	if kept && again {
		w.Left = append(w.Left, "Firstlight tries again to remove what is left when it starts next")
		alone.release()
		return w
	}
	remove(filepath.Join(places.Data, wipingFile))
	alone.remove()
	_ = os.Remove(places.Data)
	return w
}

// folders returns the folders in the data folder that Firstlight writes into and that
// are there.
func (p Places) folders() []string {
	all := slices.Collect(maps.Keys(p.names()))
	return slices.DeleteFunc(all, func(folder string) bool {
		// One that leads elsewhere was not made by Firstlight.
		info, err := os.Lstat(folder)
		return folder == p.Data || err != nil || !info.IsDir()
	})
}

// names returns the folders that Firstlight writes into, there or not, each with what
// tells a name that it writes there from others. The data folder may be one in which
// the person keeps other things.
func (p Places) names() map[string]func(name string) bool {
	record := filepath.Base(p.database())
	override := regexp.MustCompile(`^[0-9a-f]{12}\.yaml[0-9]*$`)
	origin := filepath.Base(p.origin(assets.DemoName))
	return map[string]func(string) bool{
		p.Data: func(name string) bool {
			// Beside the record lie its log, its lock and copies of it from before a
			// migration, and pages that led a browser here.
			page := strings.HasPrefix(name, "firstlight-open-") && strings.HasSuffix(name, ".html")
			return page || name == record || strings.HasPrefix(name, record+"-") || strings.HasPrefix(name, record+".") || strings.HasPrefix(name, whole.Part+wipingFile)
		},
		p.reports(): func(name string) bool { return strings.HasPrefix(strings.TrimPrefix(name, whole.Part), "firstlight-") },
		p.running(): process.IsNote,
		filepath.Dir(p.origin(assets.DemoName)): func(name string) bool {
			return name == origin || strings.HasPrefix(name, "."+origin+".partial-")
		},
		filepath.Dir(p.override(nil)): func(name string) bool { return override.MatchString(strings.TrimPrefix(name, whole.Part)) },
	}
}

// ours returns all that Firstlight writes into its data folder and that is there. What
// else lies there is not Firstlight's, and code that was cloned least of all.
func (p Places) ours() (all []string, err error) {
	names := p.names()
	for _, folder := range append(p.folders(), p.Data) {
		found, errFound := matching(folder, names[folder])
		all, err = append(all, found...), errors.Join(err, errFound)
	}
	slices.Sort(all)
	return all, err
}

// matching returns the paths of what is in a folder under the names that are meant; a
// folder that is not there holds nothing.
func matching(folder string, is func(name string) bool) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var found []string
	for _, entry := range entries {
		if is(entry.Name()) {
			found = append(found, filepath.Join(folder, entry.Name()))
		}
	}
	return found, err
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
