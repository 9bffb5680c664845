package guide

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/shirou/gopsutil/v4/host"

	"firstlight/backend/progress"
	"firstlight/backend/share"
)

// Scrubber returns what takes the person out of texts that leave the machine.
func (g *Guide) Scrubber(ctx context.Context) *share.Scrubber {
	return share.NewScrubber(g.person(ctx))
}

// person returns what is known of the person, and of where she works.
func (g *Guide) person(ctx context.Context) share.Person {
	p := share.Person{Names: g.cfg.Rooms.Names(ctx)}
	// What is not known cannot be taken out, and stands nowhere either.
	p.Home, _ = os.UserHomeDir()
	p.Host, _ = os.Hostname()
	if u, err := user.Current(); err == nil {
		p.User = u.Username
		if _, name, ok := strings.Cut(u.Username, `\`); ok {
			p.User = name
		}
		p.Names = append(p.Names, u.Name)
	}
	g.mu.RLock()
	defer g.mu.RUnlock()
	if g.open {
		// What was found earlier may name her otherwise than what was found last.
		p = p.With(g.state.Named)
	}
	return p
}

// recentEvents is how many of the last events a report holds.
const recentEvents = 200

// Report returns what helps whoever looks into a fault: the machine, what was
// found of every claim, the last events and the failures that nobody knows.
// Everything personal is stripped.
func (g *Guide) Report(ctx context.Context) (share.Bundle, error) {
	g.mu.RLock()
	open, onboarding, state, hash := g.open, g.onboarding.ID, g.state, g.journey.Hash
	notices := make([]string, 0, len(g.notices))
	for _, sentence := range g.notices {
		notices = append(notices, sentence)
	}
	g.mu.RUnlock()
	if !open {
		return share.Bundle{}, ErrNotOpen
	}
	events, err := g.cfg.Store.Events(ctx, onboarding, 0)
	if err != nil {
		return share.Bundle{}, fmt.Errorf("reading the record: %w", err)
	}
	var b share.Bundle
	b.Add("system.txt", systemText(ctx, g.cfg.Version, hash, notices))
	b.Add("findings.txt", findingsText(state))
	b.Add("failures.txt", failuresText(progress.Unrecognisable(events)))
	recent, err := eventsText(events[max(0, len(events)-recentEvents):])
	if err != nil {
		return share.Bundle{}, err
	}
	b.Add("events.jsonl", recent)
	return b.Scrubbed(g.Scrubber(ctx)), nil
}

func systemText(ctx context.Context, program, journeyHash string, notices []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Firstlight %s, %s/%s, %s\n", program, runtime.GOOS, runtime.GOARCH, runtime.Version())
	if info, err := host.InfoWithContext(ctx); err == nil {
		fmt.Fprintf(&b, "%s %s, kernel %s %s\n", info.Platform, info.PlatformVersion, info.KernelVersion, info.KernelArch)
	}
	fmt.Fprintf(&b, "Journey %.12s\n", journeyHash)
	for _, sentence := range notices {
		fmt.Fprintf(&b, "Notice: %s\n", sentence)
	}
	return b.String()
}

func findingsText(s *progress.State) string {
	var b strings.Builder
	for _, step := range s.Steps {
		f := step.Observed
		if f.Status == "" {
			fmt.Fprintf(&b, "?        %s: not looked at yet\n", step.ID)
			continue
		}
		fmt.Fprintf(&b, "%-8s %s: %s", f.Status, step.ID, f.Summary)
		if f.Code != "" {
			fmt.Fprintf(&b, " [%s]", f.Code)
		}
		b.WriteString("\n")
		for _, fact := range f.Evidence {
			fmt.Fprintf(&b, "           %s: %s\n", fact.Label, fact.Value)
		}
		if !f.Holds() && f.Detail != "" {
			fmt.Fprintf(&b, "           | %s\n", strings.ReplaceAll(strings.TrimRight(f.Detail, "\n"), "\n", "\n           | "))
		}
	}
	return b.String()
}

func failuresText(failures []progress.Unrecognised) string {
	if len(failures) == 0 {
		return "Every failure so far was a known one, or there was none.\n"
	}
	var b strings.Builder
	for _, f := range failures {
		fmt.Fprintf(&b, "%s, %d times:\n%s\n\n", f.Step, f.Times, strings.TrimRight(f.Said, "\n"))
	}
	return b.String()
}

func eventsText(events []progress.Event) (string, error) {
	var b strings.Builder
	for _, e := range events {
		// What a person wrote is hers, and what was approved may be her company's.
		e.Note, e.Approval, e.Plan = "", nil, nil
		body, err := json.Marshal(e)
		if err != nil {
			return "", fmt.Errorf("writing an event: %w", err)
		}
		fmt.Fprintf(&b, `{"seq":%d,"at":%q,"kind":%q,"body":%s}`+"\n", e.Seq, e.At.UTC().Format("2006-01-02T15:04:05.000Z"), e.Kind, body)
	}
	return b.String(), nil
}

// SaveReport writes the report as a zip archive and returns where it is.
func (g *Guide) SaveReport(ctx context.Context) (file string, err error) {
	bundle, err := g.Report(ctx)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(g.cfg.Reports, 0o700); err != nil {
		return "", fmt.Errorf("making the folder for reports: %w", err)
	}
	now := g.cfg.Now()
	file = filepath.Join(g.cfg.Reports, "firstlight-report-"+now.Format("20060102-150405")+".zip")
	out, err := os.OpenFile(file, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return "", fmt.Errorf("writing the report: %w", err)
	}
	if err := errors.Join(bundle.Write(out, now), out.Close()); err != nil {
		return "", fmt.Errorf("writing the report: %w", err)
	}
	return file, nil
}
