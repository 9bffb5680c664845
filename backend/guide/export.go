package guide

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"firstlight/backend/progress"
	"firstlight/backend/share"
	"firstlight/backend/store"
	"firstlight/backend/whole"
)

// Export returns the onboarding that is open as it may leave the machine: with
// nothing in it that tells of whom, and with her notes only where she wants that.
func (g *Guide) Export(ctx context.Context, notes bool) (share.Onboarding, error) {
	g.mu.RLock()
	open, onboarding := g.open, g.onboarding
	g.mu.RUnlock()
	if !open {
		return share.Onboarding{}, ErrNotOpen
	}
	return g.exportOf(ctx, onboarding, g.person(ctx), notes)
}

// exportOf returns an onboarding as it may leave the machine.
func (g *Guide) exportOf(ctx context.Context, of store.Onboarding, p share.Person, notes bool) (share.Onboarding, error) {
	events, err := g.cfg.Store.Events(ctx, of.ID, 0)
	if err != nil {
		return share.Onboarding{}, fmt.Errorf("reading the record: %w", err)
	}
	o := share.Onboarding{ID: of.ID, Track: of.Track, Events: progress.Standing(events)}
	return o.Redacted(share.NewScrubber(p.With(progress.NamedBy(events))), notes), nil
}

// SaveExport writes an onboarding to a file, or into the folder for reports where
// none is named, and returns where it is. A file that is there is replaced only
// once the new one is whole.
func (g *Guide) SaveExport(o share.Onboarding, file string) (string, error) {
	if file == "" {
		file = filepath.Join(g.cfg.Reports, exportName(o))
		if err := os.MkdirAll(g.cfg.Reports, 0o700); err != nil {
			return "", fmt.Errorf("making the folder for reports: %w", err)
		}
	}
	var text bytes.Buffer
	if err := o.Write(&text); err != nil {
		return "", err
	}
	if err := whole.Write(file, text.Bytes(), 0o600); err != nil {
		return "", fmt.Errorf("writing the onboarding: %w", err)
	}
	return filepath.Abs(file)
}

func exportName(o share.Onboarding) string { return "firstlight-onboarding-" + o.ID + ".json" }
