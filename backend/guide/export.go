package guide

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"firstlight/backend/share"
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
	events, err := g.cfg.Store.Events(ctx, onboarding.ID, 0)
	if err != nil {
		return share.Onboarding{}, fmt.Errorf("reading the record: %w", err)
	}
	o := share.Onboarding{ID: onboarding.ID, Track: onboarding.Track, Events: events}
	return o.Redacted(g.Scrubber(ctx), notes), nil
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

// KeepExport writes the onboarding, as it may be given to others, into the person's
// home folder, which nothing of Firstlight's is removed from, and returns where it is.
func (g *Guide) KeepExport(ctx context.Context) (string, error) {
	o, err := g.Export(ctx, true)
	if err != nil {
		return "", err
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("finding your home folder: %w", err)
	}
	return g.SaveExport(o, filepath.Join(home, exportName(o)))
}

func exportName(o share.Onboarding) string { return "firstlight-onboarding-" + o.ID + ".json" }
