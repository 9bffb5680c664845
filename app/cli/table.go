package main

import (
	"fmt"
	"slices"
	"strings"

	"firstlight/app/cli/screen"
	"firstlight/app/table"
	"firstlight/app/wording"
)

// show prints a table for a person: the first column to the left, figures to the
// right, and no column that says nothing. Where there is no room for that, each line
// becomes a few.
func show(s *screen.Screen, t table.Table) {
	const most = 20
	t = telling(t)
	if more := len(t.Rows) - most; more > 0 && !t.Whole {
		t.Rows = t.Rows[:most]
		defer func() { s.Line(s.Dim(fmt.Sprintf("  … %d more; --json, --csv and --html have all", more))) }()
	}
	s.Gap()
	s.Line(s.Bold(t.Title))
	if t.Lead != "" {
		s.Text(0, t.Lead)
	}
	switch widths, fits := widthsOf(t, s.Columns()); {
	case len(t.Rows) == 0:
	case fits:
		s.Line(s.Dim(line(t.Columns, widths)))
		for _, row := range t.Rows {
			s.Line(line(row.Cells, widths))
		}
	default:
		lines(s, t)
	}
	if t.Foot != "" {
		s.Text(0, t.Foot)
	}
}

// telling returns the table without the columns that are empty in every row.
func telling(t table.Table) table.Table {
	shown := t
	shown.Columns, shown.Rows = nil, make([]table.Row, len(t.Rows))
	for i, name := range t.Columns {
		if i > 0 && !slices.ContainsFunc(t.Rows, func(r table.Row) bool { return r.Cells[i] != "" }) {
			continue
		}
		shown.Columns = append(shown.Columns, name)
		for k, row := range t.Rows {
			shown.Rows[k].Cells = append(shown.Rows[k].Cells, row.Cells[i])
		}
	}
	return shown
}

// widthsOf returns how wide each column is, the first of them cut to what room is
// left; a room of zero is any. It reports false where there is too little for all.
func widthsOf(t table.Table, room int) (widths []int, fits bool) {
	const widest, least = 60, 14
	widths = make([]int, len(t.Columns))
	all := 0
	for i, name := range t.Columns {
		widths[i] = screen.Width(name)
		for _, row := range t.Rows {
			widths[i] = max(widths[i], min(widest, screen.Width(wording.Clean(row.Cells[i]))))
		}
		all += 2 + widths[i]
	}
	if room == 0 || all <= room {
		return widths, true
	}
	less := min(all-room, max(0, widths[0]-least))
	widths[0] -= less
	return widths, all-less <= room
}

// line returns cells side by side.
func line(cells []string, widths []int) string {
	text := ""
	for i, c := range cells {
		c = screen.Cut(wording.Clean(c), widths[i])
		if i == 0 {
			text += "  " + screen.Pad(c, widths[i])
			continue
		}
		text += strings.Repeat(" ", 2+max(0, widths[i]-screen.Width(c))) + c
	}
	return strings.TrimRight(text, " ")
}

// lines prints each row as its first cell and below it what the others say, none of
// them broken in two.
func lines(s *screen.Screen, t table.Table) {
	const indent = "    "
	for _, row := range t.Rows {
		s.Text(2, wording.Clean(row.Cells[0]))
		text := ""
		for i, c := range row.Cells {
			part := strings.ToLower(t.Columns[i]) + " " + wording.Clean(c)
			switch {
			case i == 0 || c == "":
				continue
			case text == "":
				text = part
			case screen.Width(indent+text+", "+part) < s.Columns():
				text += ", " + part
			default:
				s.Faint(indent, text+",")
				text = part
			}
		}
		s.Faint(indent, text)
	}
}

func took(ms int64) string { return wording.Took(milliseconds(ms)) }
