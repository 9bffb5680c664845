package app

import (
	"fmt"
	"time"

	"firstlight/app/table"
	"firstlight/backend/insight"
)

// ImpactTables returns the impact as tables; flags says beside each assumption by
// which flag of the terminal it is changed.
func ImpactTables(i Impact, flags bool) []table.Table {
	way := table.Table{
		Title:   "Until each milestone",
		Lead:    fmt.Sprintf("%s, %d finished. Elapsed is all time from the start on, nights and weekends included; worked is what of it people or their machines worked.", onboardings(i.People), i.Finished),
		Columns: []string{"Milestone", "People", "Median", "p90", "Worked", "Before", "Difference", "From", "To", "Verdict"},
	}
	most := int64(1)
	for _, m := range i.Milestones {
		most = max(most, m.Elapsed.MedianMS)
	}
	for _, m := range i.Milestones {
		before, difference, low, high, verdict := "", "", "", "", ""
		if m.BaselineMS > 0 {
			before, difference, verdict = took(m.BaselineMS), signed(m.DifferenceMS), verdictText(m.Verdict)
			if m.Verdict != insight.TooFew {
				low, high = signed(m.LowMS), signed(m.HighMS)
			}
		}
		way.Add(float64(m.Elapsed.MedianMS)/float64(most), m.Title, fmt.Sprint(m.Elapsed.People), took(m.Elapsed.MedianMS), took(m.Elapsed.P90MS),
			took(m.Worked.MedianMS), before, difference, low, high, verdict)
	}
	worth := table.Table{Title: "What it is worth", Columns: []string{"Figure", "Value"}}
	if i.Counted > 0 {
		worth.Add(0, "Hours freed, of "+onboardings(i.Counted), fmt.Sprintf("%.0f", (time.Duration(i.FreedMS)*time.Millisecond).Hours()))
		if i.Hourly > 0 {
			worth.Add(0, "Worth", fmt.Sprintf("%.0f %s", i.Cost, i.Currency))
		}
	} else {
		worth.Foot = "What was freed is not known, since nobody said what it took before"
		if flags {
			worth.Foot += ": firstlight impact --baseline first-commit=5d"
		} else {
			worth.Foot += "."
		}
	}
	worth.Add(0, "Failures met in each onboarding", fmt.Sprintf("%.1f", i.Errors))
	if i.Baseline == insight.Measured {
		worth.Add(0, "Failures met in each before", fmt.Sprintf("%.1f", i.ErrorsBefore))
	}
	worth.Add(0, "Thank-you notes", fmt.Sprintf("%d, from %d people", i.Thanks, i.ThankfulPeople))
	if outside := outsideTable(i); len(outside.Rows) > 0 {
		return []table.Table{way, outside, worth, assumptionTable(i, flags)}
	}
	return []table.Table{way, worth, assumptionTable(i, flags)}
}

// outsideTable has the milestones from outside the journey, as far as any are known.
func outsideTable(i Impact) table.Table {
	t := table.Table{Title: "Before and after the way", Lead: "Of those of whom it is known.", Columns: []string{"From", "People", "Median", "p90"}}
	for _, row := range []struct {
		name   string
		spread *Spread
	}{
		{"The first day at the company until the way began", i.FirstDay},
		{"The beginning of the way until the tenth merged pull request", i.TenthMerge},
	} {
		switch {
		case row.spread == nil:
		case row.spread.TooFew:
			t.Add(0, row.name, fmt.Sprint(row.spread.People), "too few", "too few")
		default:
			t.Add(0, row.name, fmt.Sprint(row.spread.People), took(row.spread.MedianMS), took(row.spread.P90MS))
		}
	}
	return t
}

// assumptionTable lists what nobody measured.
func assumptionTable(i Impact, flags bool) table.Table {
	t := table.Table{Title: "What is assumed", Columns: []string{"Assumption", "Value", "Change it with"}}
	switch i.Baseline {
	case insight.Measured:
		t.Add(0, "What it took before is that of earlier people", onboardings(i.EarlierPeople), "--against")
		t.Add(0, "Hours freed are those worked, less than the earlier median", "", "--against")
	case insight.Told:
		t.Add(0, "What it took before was told, not measured", "see Before", "--baseline")
		t.Add(0, "Hours that people work in a week, of 168 that pass", fmt.Sprintf("%g", i.HoursPerWeek), "--hours-per-week")
	case insight.Authored:
		t.Add(0, "What it took before is what the journey's author says", "see Before", "--baseline")
		t.Add(0, "Hours that people work in a week, of 168 that pass", fmt.Sprintf("%g", i.HoursPerWeek), "--hours-per-week")
	default:
		t.Add(0, "Nothing is known of what it took before", "", "--baseline")
	}
	until := milestoneTitle(i.Until)
	if flags {
		until = string(i.Until) // As the flag takes it.
	}
	t.Add(0, "A person is productive from here on", until, "--until")
	if i.Hourly > 0 {
		t.Add(0, "An hour of a person costs", fmt.Sprintf("%g %s", i.Hourly, i.Currency), "--hourly, --currency")
	}
	if !flags {
		last := len(t.Columns) - 1
		t.Columns = t.Columns[:last]
		for i := range t.Rows {
			t.Rows[i].Cells = t.Rows[i].Cells[:last]
		}
	}
	return t
}
