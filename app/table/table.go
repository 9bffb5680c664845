// Package table is figures that are shown as text, for a spreadsheet, or on a page
// that needs no network.
package table

import (
	"encoding/csv"
	"fmt"
	"html/template"
	"io"

	"firstlight/app/wording"
)

// Table is figures under one title.
type Table struct {
	Title string
	// Lead says above it what is shown, Foot below it what it rests on.
	Lead, Foot string
	Columns    []string
	Rows       []Row
	// Whole has every row shown to a person, however many they are.
	Whole bool
}

// Row is one line of a table.
type Row struct {
	Cells []string
	// Bar is the part of the greatest figure that the page draws, up to 1.
	Bar float64
}

// Add adds a line.
func (t *Table) Add(bar float64, cells ...string) {
	t.Rows = append(t.Rows, Row{Cells: cells, Bar: bar})
}

// WriteCSV writes tables for a spreadsheet, each after its title. A cell that a
// spreadsheet would take for a formula is kept from it.
func WriteCSV(w io.Writer, tables []Table) error {
	out := csv.NewWriter(w)
	write := func(cells []string) {
		safe := make([]string, len(cells))
		for i, c := range cells {
			if safe[i] = wording.Clean(c); c != "" && (c[0] == '=' || c[0] == '+' || c[0] == '@' || c[0] == '-' && len(c) > 1 && (c[1] < '0' || c[1] > '9')) {
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

// WritePage writes tables as a page that needs nothing else.
func WritePage(w io.Writer, title string, tables []Table) error {
	err := page.Execute(w, struct {
		Title  string
		Tables []Table
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
