package main

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/table"
	"firstlight/backend/guide"
	"firstlight/backend/insight"
	"firstlight/backend/insight/insighttest"
	"firstlight/backend/journey"
	"firstlight/backend/share"
)

func TestFigures(t *testing.T) {
	const people = 60
	all, long := insighttest.Crowd(people), time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range all[:40] {
		all[i].Steps[2].Asked = i % 2
		all[i].StartDate = all[i].StartedAt.Add(-time.Duration(i) * time.Hour)
		all[i].Pulses = []insight.Pulse{{Milestone: journey.FirstCommit, Score: 1 + i%5, Text: strings.Repeat("Say which network", i%2)}}
	}
	all[0].TenthMerge = all[0].StartedAt.AddDate(0, 1, 0)
	before, after := all[:people/2], all[people/2:]
	apart := slices.Clone(all)
	for i := range apart[:people/2] {
		apart[i].Journey, apart[i].Baseline = "Ledger", map[journey.Milestone]time.Duration{journey.FirstCommit: 5 * 24 * time.Hour}
	}
	friction := func(of, before []insight.Onboarding) []table.Table {
		var changes []insight.StepChange
		if before != nil {
			changes = insight.Compare(before, of)
		}
		return app.FrictionTables(app.FrictionFrom(insight.FrictionOf(of, long), changes), before != nil)
	}
	impact := func(of, before []insight.Onboarding, baseline time.Duration) []table.Table {
		assumed := insight.Assumed()
		if baseline > 0 {
			assumed.Baseline = map[journey.Milestone]time.Duration{journey.FirstCommit: baseline}
			assumed.Hourly = 80
		}
		return app.ImpactTables(app.ImpactFrom(insight.ImpactOf(of, before, assumed)), true)
	}
	for name, tables := range map[string][]table.Table{
		"friction.txt":         friction(all, nil),
		"friction-against.txt": friction(after, before),
		"friction-few.txt":     friction(all[:3], all[people-3:]),
		"impact.txt":           impact(all, nil, 0),
		"impact-told.txt":      impact(all, nil, 10*24*time.Hour),
		"impact-measured.txt":  impact(after, before, 0),
		"impact-apart.txt":     impact(apart, nil, 0),
		"impact-few.txt":       impact(all[:3], nil, 10*24*time.Hour),
	} {
		screens(t, name, func(s *screen.Screen) {
			for _, each := range tables {
				show(s, each)
			}
		})
	}
}

// TestWhatIsWrongWithAFileIsSaid shows what a person reads of files that are no
// onboardings.
func TestWhatIsWrongWithAFileIsSaid(t *testing.T) {
	o := insighttest.Make(1, 0, 1, 0)
	var whole bytes.Buffer
	if err := (share.Onboarding{ID: o.ID, Track: o.Track, Events: o.Events}).Write(&whole); err != nil {
		t.Fatal(err)
	}
	text := whole.String()
	wrong := &guide.ImportError{}
	for _, file := range []struct{ name, text string }{
		{"cut-off.json", text[:len(text)/2]},
		{"foreign.json", `{"name": "package"}`},
		{"newer.json", strings.Replace(text, `"version": 1`, `"version": 7`, 1)},
		{"changed.json", strings.Replace(text, "Payments", "Payrolls", 1)},
		{"contradictory.json", strings.Replace(text, `"kind":"entered"`, `"kind":"left"`, 1)},
		{"hostile.json", strings.Replace(text, "Payments", strings.Repeat("[", 600), 1)},
		{"no-text.json", "\x00\x01"},
	} {
		_, err := share.ReadOnboarding(strings.NewReader(file.text), file.name)
		var problem *share.FileError
		if !errors.As(err, &problem) {
			t.Fatalf("%s gives %v", file.name, err)
		}
		wrong.Problems = append(wrong.Problems, *problem)
	}
	screens(t, "import.txt", func(s *screen.Screen) { (&cli{notes: s}).complain(app.Explain(wrong)) })
	screens(t, "timeline-file.txt", func(s *screen.Screen) { (&cli{notes: s}).complain(app.Explain(&wrong.Problems[0])) })
}
