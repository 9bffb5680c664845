package app

import (
	"fmt"
	"slices"
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
	if i.BaselinesDiffer {
		way.Foot = "Their journeys say different things of what it took before, or only some of them say it, so there is no difference to show. Look at one journey"
		if flags {
			way.Foot += ": firstlight impact --of NAME"
		} else {
			way.Foot += "."
		}
	}
	most := int64(1)
	for _, m := range i.Milestones {
		most = max(most, m.Elapsed.MedianMS)
	}
	for _, m := range i.Milestones {
		row, part := []string{m.Title, fmt.Sprint(m.Elapsed.People), tooFew, tooFew, tooFew, "", "", "", "", ""}, 0.0
		if !m.Elapsed.TooFew {
			row[2], row[3], row[4] = took(m.Elapsed.MedianMS), took(m.Elapsed.P90MS), took(m.Worked.MedianMS)
			part = float64(m.Elapsed.MedianMS) / float64(most)
		}
		if m.BaselineMS > 0 {
			row[5], row[9] = took(m.BaselineMS), verdictText(m.Verdict)
			if m.Verdict != insight.TooFew {
				row[6], row[7], row[8] = signed(m.DifferenceMS), signed(m.LowMS), signed(m.HighMS)
			}
		}
		way.Add(part, row...)
	}
	worth := table.Table{Title: "What it is worth", Columns: []string{"Figure", "Value"}}
	switch {
	case i.FreedTooFew:
		worth.Add(0, "Hours freed, of "+onboardings(i.Counted), verdictText(insight.TooFew))
	case i.Counted > 0:
		worth.Add(0, "Hours freed, of "+onboardings(i.Counted), fmt.Sprintf("%.0f", (time.Duration(i.FreedMS)*time.Millisecond).Hours()))
		if i.Hourly > 0 {
			worth.Add(0, "Worth", fmt.Sprintf("%.0f %s", i.Cost, i.Currency))
		}
	default:
		worth.Foot = nothingFreed(i, flags)
	}
	worth.Add(0, "Failures met in each onboarding", fmt.Sprintf("%.1f", i.Errors))
	if i.Baseline == insight.Measured {
		worth.Add(0, "Failures met in each before", fmt.Sprintf("%.1f", i.ErrorsBefore))
	}
	worth.Add(0, "Thank-you notes", fmt.Sprintf("%d, from %s", i.Thanks, people(i.ThankfulPeople)))
	if outside := outsideTable(i); len(outside.Rows) > 0 {
		return []table.Table{way, outside, worth, assumptionTable(i, flags)}
	}
	return []table.Table{way, worth, assumptionTable(i, flags)}
}

// tooFew stands where a figure of so few people would say more than is known.
const tooFew = "too few"

// nothingFreed says why it is not known what was freed.
func nothingFreed(i Impact, flags bool) string {
	const unknown = "What was freed is not known, since "
	until := milestoneTitle(i.Until)
	reached := slices.ContainsFunc(i.Milestones, func(m MilestoneImpact) bool { return m.Name == i.Until })
	switch {
	case !reached:
		return fmt.Sprintf("Nothing is freed yet, since nobody has reached “%s” so far.", until)
	case i.Baseline == insight.Measured:
		return fmt.Sprintf("%snobody reached “%s” before.", unknown, until)
	case flags:
		return fmt.Sprintf("%snobody said what it took before: firstlight impact --baseline %s=5d", unknown, i.Until)
	default:
		return unknown + "nobody said what it took before."
	}
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
			t.Add(0, row.name, fmt.Sprint(row.spread.People), tooFew, tooFew)
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
		where := "see Before"
		if i.BaselinesDiffer {
			where = "each journey its own"
		}
		t.Add(0, "What it took before is what the journey's author says", where, "--baseline")
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
