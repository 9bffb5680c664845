package main

import (
	"encoding/csv"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"firstlight/app/cli/screen"
)

// table is figures that are shown as text, as CSV or on a page.
type table struct {
	Title string
	// Lead says above it what is shown, Foot below it what it rests on.
	Lead, Foot string
	Columns    []string
	Rows       []tableRow
	// Whole has every row shown to a person, however many they are.
	Whole bool
}

// tableRow is one line of a table.
type tableRow struct {
	Cells []string
	// Bar is the part of the greatest figure that the page draws, up to 1.
	Bar float64
}

func (t *table) add(bar float64, cells ...string) {
	t.Rows = append(t.Rows, tableRow{Cells: cells, Bar: bar})
}

// show prints a table for a person: the first column to the left, figures to the
// right, and no column that says nothing. Where there is no room for that, each line
// becomes a few.
func (t table) show(s *screen.Screen) {
	const most = 20
	t = t.telling()
	if more := len(t.Rows) - most; more > 0 && !t.Whole {
		t.Rows = t.Rows[:most]
		defer func() { s.Line(s.Dim(fmt.Sprintf("  … %d more; --json, --csv and --html have all", more))) }()
	}
	s.Gap()
	s.Line(s.Bold(t.Title))
	if t.Lead != "" {
		s.Text(0, t.Lead)
	}
	switch widths, fits := t.widths(s.Columns()); {
	case len(t.Rows) == 0:
	case fits:
		s.Line(s.Dim(line(t.Columns, widths)))
		for _, row := range t.Rows {
			s.Line(line(row.Cells, widths))
		}
	default:
		t.lines(s)
	}
	if t.Foot != "" {
		s.Text(0, t.Foot)
	}
}

// telling returns the table without the columns that are empty in every row.
func (t table) telling() table {
	shown := t
	shown.Columns, shown.Rows = nil, make([]tableRow, len(t.Rows))
	for i, name := range t.Columns {
		if i > 0 && !slices.ContainsFunc(t.Rows, func(r tableRow) bool { return r.Cells[i] != "" }) {
			continue
		}
		shown.Columns = append(shown.Columns, name)
		for k, row := range t.Rows {
			shown.Rows[k].Cells = append(shown.Rows[k].Cells, row.Cells[i])
		}
	}
	return shown
}

// widths returns how wide each column is, the first of them cut to what room is
// left; a room of zero is any. It reports false where there is too little for all.
func (t table) widths(room int) (widths []int, fits bool) {
	const widest, least = 60, 14
	widths = make([]int, len(t.Columns))
	all := 0
	for i, name := range t.Columns {
		widths[i] = screen.Width(name)
		for _, row := range t.Rows {
			widths[i] = max(widths[i], min(widest, screen.Width(screen.Clean(row.Cells[i]))))
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
		c = screen.Cut(screen.Clean(c), widths[i])
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
func (t table) lines(s *screen.Screen) {
	const indent = "    "
	for _, row := range t.Rows {
		s.Text(2, screen.Clean(row.Cells[0]))
		text := ""
		for i, c := range row.Cells {
			part := strings.ToLower(t.Columns[i]) + " " + screen.Clean(c)
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

// writeCSV writes tables for a spreadsheet, each after its title. A cell that a
// spreadsheet would take for a formula is kept from it.
func writeCSV(w io.Writer, tables []table) error {
	out := csv.NewWriter(w)
	write := func(cells []string) {
		safe := make([]string, len(cells))
		for i, c := range cells {
			if safe[i] = screen.Clean(c); c != "" && (c[0] == '=' || c[0] == '+' || c[0] == '@' || c[0] == '-' && len(c) > 1 && (c[1] < '0' || c[1] > '9')) {
				safe[i] = "'" + safe[i]
			}
		}
		// The writer keeps its first error.
		_ = out.Write(safe)
	}
	for _, t := range tables {
		write(append([]string{"table"}, t.Columns...))
		for _, row := range t.Rows {
			write(append([]string{t.Title}, row.Cells...))
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	return nil
}

// writePage writes tables as a page that needs nothing else.
func writePage(w io.Writer, title string, tables []table) error {
	err := page.Execute(w, struct {
		Title  string
		Tables []table
	}{title, tables})
	if err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}

// page has a bar behind the first cell of each line that has one.
var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"percent": func(part float64) string { return fmt.Sprintf("%.1f", 100*max(0, min(1, part))) },
}).Parse(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{.Title}}</title>
<style>
:root { color-scheme: light dark; --ink: #1c2330; --soft: #566072; --line: #d8dde6; --bar: #3b6fd4; --paper: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf2; --soft: #a3adbf; --line: #343c4a; --bar: #6d9bf5; --paper: #161a22 } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 70rem; margin: 2rem auto; padding: 0 1.5rem }
h1 { font-size: 1.6rem; margin: 0 0 1rem } h2 { font-size: 1.15rem; margin: 2.5rem 0 .25rem } p { color: var(--soft); margin: .25rem 0 .75rem; max-width: 46rem }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100% } th { font-weight: 600; color: var(--soft) }
th, td { text-align: right; padding: .35rem .6rem; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums; vertical-align: top }
th:first-child, td:first-child { text-align: left; padding-left: 0; min-width: 14rem } svg { display: block; width: 100%; height: 6px; margin-top: 3px } rect { fill: var(--bar) }
</style>
<h1>{{.Title}}</h1>
{{range .Tables}}<h2>{{.Title}}</h2>
{{with .Lead}}<p>{{.}}</p>{{end}}
{{if .Rows}}<div class="wide"><table><thead><tr>{{range .Columns}}<th scope="col">{{.}}</th>{{end}}</tr></thead>
<tbody>{{range .Rows}}{{$bar := .Bar}}<tr>{{range $i, $c := .Cells}}<td>{{$c}}{{if and (eq $i 0) (gt $bar 0.0)}}<svg aria-hidden="true"><rect width="{{percent $bar}}%" height="6" rx="3"/></svg>{{end}}</td>{{end}}</tr>
{{end}}</tbody></table></div>{{end}}
{{with .Foot}}<p>{{.}}</p>{{end}}
{{end}}</html>
`))
