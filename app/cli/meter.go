package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"firstlight/app"
	"firstlight/app/wording"
	"firstlight/backend/check"
)

const (
	// meterEvery is how often the line about what is going on is drawn anew.
	meterEvery = 250 * time.Millisecond
	// quietAfter is how long nothing may be heard before that is said.
	quietAfter = 20 * time.Second
)

// meter says how far something has come, how long it has taken, and when it has
// gone quiet.
type meter struct {
	began, news time.Time
	what        string
	progress    string
}

func newMeter(now time.Time) *meter { return &meter{began: now, news: now} }

func (m *meter) see(e told) {
	switch payload := e.payload.(type) {
	case app.Advanced:
		m.news, m.progress = time.Now(), advance(payload.Progress)
	case app.Output:
		m.news = time.Now()
		if n := len(payload.Lines); n > 0 {
			m.progress = wording.Clean(payload.Lines[n-1])
		}
	}
}

// text returns the line for what is going on. How far the thing before had come
// says nothing of it.
func (m *meter) text(what string, now time.Time) string {
	if what != m.what {
		m.what, m.progress = what, ""
	}
	text := "  " + wording.Took(now.Sub(m.began))
	if quiet := now.Sub(m.news); quiet >= quietAfter {
		text += ", quiet for " + wording.Took(quiet)
	}
	text += " · " + what
	if m.progress != "" {
		text += " · " + m.progress
	}
	return text
}

// advance says how far a phase has come, how fast it goes and what is left of it.
func advance(p check.Progress) string {
	parts := []string{strings.TrimSpace(wording.Clean(p.Phase) + " " + howMuch(p))}
	if p.Bytes > 0 {
		parts = append(parts, wording.Size(p.Bytes))
	}
	if p.Rate > 0 {
		parts = append(parts, wording.Size(p.Rate)+"/s")
	}
	if p.Left > 0 {
		parts = append(parts, "about "+wording.Took(time.Duration(p.Left)*time.Second)+" left")
	}
	return strings.Join(parts, " · ")
}

// howMuch says how much of a phase is done.
func howMuch(p check.Progress) string {
	switch {
	case p.Total > 0 && p.Unit == check.Bytes:
		return fmt.Sprintf("%d%% (%s of %s)", p.Done*100/p.Total, wording.Size(p.Done), wording.Size(p.Total))
	case p.Total > 0:
		return fmt.Sprintf("%d%% (%d of %d)", p.Done*100/p.Total, p.Done, p.Total)
	case p.Done > 0 && p.Unit == check.Bytes:
		return wording.Size(p.Done)
	case p.Done > 0:
		return strconv.FormatInt(p.Done, 10)
	default:
		return ""
	}
}
