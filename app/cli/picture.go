package main

import (
	"slices"
	"strings"
	"time"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/progress"
)

// picture is a way as bars of so many columns, in which the pauses are folded
// together.
type picture struct {
	columns int
	// worked is the time that is left without the pauses.
	worked int64
	pauses []app.TimelineInterval
	// folds are the columns before which a pause is marked.
	folds map[int]bool
	signs screen.Bars
}

func newPicture(t app.Timeline, room int, signs screen.Bars) picture {
	p := picture{columns: room, worked: t.LengthMS, pauses: t.Pauses, folds: map[int]bool{}, signs: signs}
	for _, pause := range t.Pauses {
		p.worked -= pause.ToMS - pause.FromMS
	}
	// With very many pauses their marks would be all that is seen.
	const most = 4
	if len(t.Pauses) > room/most {
		return p
	}
	p.columns -= len(t.Pauses)
	for _, pause := range t.Pauses {
		p.folds[p.column(pause.FromMS)] = true
	}
	return p
}

// folded returns a place on the axis without the pauses before it.
func (p picture) folded(at int64) int64 {
	less := int64(0)
	for _, pause := range p.pauses {
		less += max(0, min(at, pause.ToMS)-pause.FromMS)
	}
	return at - less
}

// column returns the column that a place falls into.
func (p picture) column(at int64) int {
	if p.worked <= 0 {
		return 0
	}
	return int(p.folded(at) * int64(p.columns) / p.worked)
}

// moment returns the column of something that happened: the end is in the last one.
func (p picture) moment(at int64) int { return min(p.column(at), p.columns-1) }

// bar returns the line of a span: in each column the kind that took most of it,
// where away gives way to any other.
func (p picture) bar(spans ...app.TimelineSpan) string {
	took := make([]map[progress.Mode]int64, p.columns)
	for _, span := range spans {
		for _, i := range span.Intervals {
			p.spread(i, took)
		}
	}
	cells := make([]string, p.columns)
	for c := range cells {
		cells[c] = " "
		most := int64(0)
		for _, kind := range []progress.Mode{progress.ModeHandsOn, progress.ModeMachine, progress.ModeWaiting} {
			if took[c][kind] > most {
				cells[c], most = p.signs.Kinds[kind], took[c][kind]
			}
		}
		if most == 0 && took[c][progress.ModeAway] > 0 {
			cells[c] = p.signs.Kinds[progress.ModeAway]
		}
	}
	p.mark(cells, spans)
	return p.line(cells)
}

// spread adds an interval to the columns that it covers.
func (p picture) spread(i app.TimelineInterval, took []map[progress.Mode]int64) {
	from, to := p.folded(i.FromMS), p.folded(i.ToMS)
	for c := p.moment(i.FromMS); c < p.columns && from < to; c++ {
		end := min(to, (int64(c)+1)*p.worked/int64(p.columns)+1)
		if took[c] == nil {
			took[c] = map[progress.Mode]int64{}
		}
		took[c][i.Kind] += max(0, end-from)
		from = max(from, end)
	}
}

// mark sets the signs of what happened over the bar, the most telling last.
func (p picture) mark(cells []string, spans []app.TimelineSpan) {
	for _, what := range []progress.Happening{progress.Held, progress.Undone} {
		for _, span := range spans {
			for _, m := range span.Marks {
				if m.What == what {
					cells[p.moment(m.AtMS)] = p.signs.Marks[what]
				}
			}
		}
		if what != progress.Held {
			continue
		}
		for _, span := range spans {
			for _, try := range span.Tries {
				if try.Failed {
					cells[p.moment(try.ToMS)] = p.signs.Failed
				}
			}
		}
	}
}

// line puts the folds between the cells.
func (p picture) line(cells []string) string {
	var b strings.Builder
	for c, cell := range cells {
		if p.folds[c] {
			b.WriteString(p.signs.Fold)
		}
		b.WriteString(cell)
	}
	if p.folds[len(cells)] {
		b.WriteString(p.signs.Fold)
	}
	return b.String()
}

// days returns the line above the bars: when it began, and when it went on after
// each pause, as far as there is room.
func (p picture) days(t app.Timeline) string {
	began, err := time.Parse(time.RFC3339, t.StartedAt)
	if err != nil {
		return ""
	}
	places := []int64{0}
	for _, pause := range p.pauses {
		places = append(places, pause.ToMS)
	}
	text := ""
	for _, at := range places {
		c := p.column(at)
		for fold := range p.folds {
			if fold <= c && at > 0 {
				c++
			}
		}
		label := clockAt(t, began, at).Local().Format("Mon 2 Jan 15:04")
		if gap := c - screen.Width(text); (gap > 1 || at == 0) && c+len(label) <= p.columns+len(p.folds) {
			text += strings.Repeat(" ", gap) + label
		}
	}
	return text
}

// clockAt returns what the clock said at a place.
func clockAt(t app.Timeline, began time.Time, at int64) time.Time {
	for _, set := range t.Clock {
		if set.AtMS <= at {
			at += set.ByMS
		}
	}
	return began.Add(milliseconds(at))
}

// showPicture prints the bars of the stages and of their steps.
func showPicture(s *screen.Screen, t app.Timeline) {
	const widest, figure, least = 32, 9, 20
	if t.LengthMS <= 0 {
		return
	}
	titles := 0
	for _, stage := range t.Stages {
		titles = max(titles, screen.Width(stage.Name))
		for _, step := range stage.Steps {
			titles = max(titles, screen.Width(step.Title)+2)
		}
	}
	titles = min(titles, widest, max(12, s.Room()-figure-least-2))
	signs := s.Bars()
	p := newPicture(t, max(least, s.Room()-titles-figure-2), signs)
	row := func(title, bar, figure string, style func(string) string) {
		title = screen.Pad(screen.Cut(wording.Clean(title), titles), titles)
		s.Line(strings.TrimRight(style(title)+"  "+bar+"  "+figure, " "))
	}
	same := func(title string) string { return title }
	s.Gap()
	s.Line(s.Dim(strings.Repeat(" ", titles+2) + p.days(t)))
	for _, stage := range t.Stages {
		var spans []app.TimelineSpan
		for _, step := range stage.Steps {
			spans = append(spans, app.TimelineSpan{Intervals: step.Intervals})
		}
		row(stage.Name, p.bar(spans...), present(stage.Spent), s.Bold)
		for _, step := range stage.Steps {
			row("  "+step.Title, p.bar(step.TimelineSpan), present(step.Spent), same)
		}
	}
	if whole(t.Elsewhere.Spent) > 0 {
		row("Elsewhere", p.bar(t.Elsewhere), present(t.Elsewhere.Spent), same)
	}
	if len(t.Milestones) > 0 {
		row("Milestones", p.stars(t), "", same)
	}
	s.Faint("", signs.Legend(len(t.Pauses) > 0))
}

// stars returns the line of the milestones.
func (p picture) stars(t app.Timeline) string {
	cells := slices.Repeat([]string{" "}, p.columns)
	for _, m := range t.Milestones {
		cells[p.moment(m.AtMS)] = p.signs.Star
	}
	return p.line(cells)
}

// present returns what somebody or something was there for; nothing of nothing.
func present(spent app.Spent) string {
	spent.AwayMS = 0
	if whole(spent) < time.Second {
		return ""
	}
	return wording.Took(whole(spent))
}
