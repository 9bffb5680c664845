package app

import (
	"fmt"
	"strconv"
	"time"

	"firstlight/app/table"
	"firstlight/app/wording"
	"firstlight/backend/insight"
)

// FrictionTables returns friction as tables; compared says that what changed is asked
// for.
func FrictionTables(f Friction, compared bool) []table.Table {
	steps := table.Table{
		Title: "Steps, by the hours that people lost there",
		Lead: fmt.Sprintf("%s: %d finished, %d stopped, %d on their way. Lost is what people and their machines worked there; half of the people lost at most the median, nine in ten at most p90. Asked are those who asked for help.",
			onboardings(f.People), f.Finished, f.Stopped, f.People-f.Finished-f.Stopped),
		Columns: []string{"Step", "Lost", "People", "Median", "p90", "Waiting", "Failed", "Retried", "Stopped", "Asked"},
	}
	most := int64(1)
	if len(f.Steps) > 0 {
		most = max(1, f.Steps[0].Lost.SumMS)
	}
	for _, s := range f.Steps {
		median, p90 := took(s.Lost.MedianMS), took(s.Lost.P90MS)
		if s.Lost.TooFew {
			median, p90 = tooFew, tooFew
		}
		steps.Add(float64(s.Lost.SumMS)/float64(most), s.Title, hours(s.Lost.SumMS), fmt.Sprint(s.Lost.People), median, p90, someHours(s.WaitingMS),
			inHundred(s.Failures, s.Attempts), inHundred(s.Retried, s.Lost.People), number(s.Stopped), number(s.Asked))
	}
	tables := []table.Table{steps}
	if compared {
		tables = append(tables, changeTable(f.Changes))
	}
	errors := table.Table{
		Title: "Failures that nobody has explained yet", Columns: []string{"Said", "Step", "Times", "People"},
		Lead: fmt.Sprintf("Known failures explained %d others.", f.Explained),
	}
	for _, e := range f.Errors {
		errors.Add(float64(e.Times)/float64(max(1, f.Errors[0].Times)), e.Said, e.Title, fmt.Sprint(e.Times), fmt.Sprint(e.People))
	}
	notes := table.Table{Title: "What people said", Columns: []string{"Said", "Step"}}
	for _, n := range f.Notes {
		notes.Add(0, n.Text, n.Step)
	}
	thanks := table.Table{Title: "Thank-you notes", Lead: counted(len(f.Thanks), "note") + ".", Columns: []string{"Said", "Step"}}
	for _, n := range f.Thanks {
		thanks.Add(0, n.Text, n.Step)
	}
	return append(append(tables, pulseTables(f)...), errors, notes, thanks)
}

// pulseTables are what people answered at milestones; none where nobody did.
func pulseTables(f Friction) []table.Table {
	if len(f.Pulses) == 0 {
		return nil
	}
	scores := table.Table{
		Title: "How people say that the way went", Lead: "How many gave each answer, from 1, badly, to 5, well.",
		Columns: []string{"Until", "People", "Mean", "1", "2", "3", "4", "5"},
	}
	better := table.Table{Title: "What would have made it better", Columns: []string{"Said", "Until"}}
	for _, p := range f.Pulses {
		mean := fmt.Sprintf("%.1f", p.Mean)
		if p.TooFew {
			mean = tooFew
		}
		cells := []string{p.Title, strconv.Itoa(p.People), mean}
		for _, n := range p.Scores {
			cells = append(cells, number(n))
		}
		scores.Add(p.Mean/float64(len(p.Scores)), cells...)
		for _, n := range p.Better {
			better.Add(0, n.Text, p.Title)
		}
	}
	if len(better.Rows) == 0 {
		return []table.Table{scores}
	}
	return []table.Table{scores, better}
}

func changeTable(changes []StepChange) table.Table {
	t := table.Table{
		Title:   "What changed from the version before",
		Lead:    "The difference of the medians, and where it lies with 95 % confidence.",
		Columns: []string{"Step", "Before", "After", "Difference", "From", "To", "People", "Verdict"},
	}
	for _, c := range changes {
		low, high := signed(c.LowMS), signed(c.HighMS)
		if c.Verdict == insight.TooFew {
			low, high = "", ""
		}
		t.Add(0, c.Title, took(c.Before.MedianMS), took(c.After.MedianMS), signed(c.DifferenceMS), low, high,
			fmt.Sprintf("%d, %d", c.Before.People, c.After.People), verdictText(c.Verdict))
	}
	if len(changes) == 0 {
		t.Lead = "Nobody is known who met a step in both."
	}
	return t
}

// hours returns what many people's time adds up to: days of it would read as days
// of one person. Less than a tenth of an hour would read as none.
func hours(ms int64) string {
	if ms > 0 && ms < (6*time.Minute).Milliseconds() {
		return took(ms)
	}
	return fmt.Sprintf("%.1f h", (time.Duration(ms) * time.Millisecond).Hours())
}

// someHours returns hours like hours, and nothing of less than a second.
func someHours(ms int64) string {
	if ms < time.Second.Milliseconds() {
		return ""
	}
	return hours(ms)
}

// number returns how many there are, and nothing of none.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func took(ms int64) string { return wording.Took(time.Duration(ms) * time.Millisecond) }

// signed returns a difference with its sign.
func signed(ms int64) string {
	if ms < 0 {
		return "-" + took(-ms)
	}
	return "+" + took(ms)
}

// inHundred returns a part in a hundred; nothing of nothing.
func inHundred(part, of int) string {
	if of == 0 {
		return ""
	}
	return fmt.Sprintf("%.0f %%", 100*float64(part)/float64(of))
}

func onboardings(n int) string { return counted(n, "onboarding") }

func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}

func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// verdictText says in words what a comparison shows.
func verdictText(v insight.Verdict) string {
	switch v {
	case insight.Better:
		return "better"
	case insight.Worse:
		return "worse"
	case insight.Unclear:
		return "may be chance"
	default:
		return "too few to say"
	}
}
