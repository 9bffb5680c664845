package app

import (
	"fmt"

	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

// Dates are milestones from outside the journey.
type Dates struct {
	// StartDate is the first day at the company, such as "2026-03-02" where the
	// person is; empty where it is not known.
	StartDate string `json:"start_date"`
	// TenthMerge is when her tenth pull request was merged; empty where it is not
	// known, or was not yet.
	TenthMerge string `json:"tenth_merge"`
}

// Dates returns what is known of milestones from outside the journey.
func (a *App) Dates() (Dates, error) {
	g, err := a.started()
	if err != nil {
		return Dates{}, err
	}
	view, err := g.View()
	if err != nil {
		return Dates{}, explain(err)
	}
	d := Dates{TenthMerge: moment(view.State.Dated[journey.TenthMerge])}
	if at := view.State.Dated[journey.StartDate]; !at.IsZero() {
		d.StartDate = at.Local().Format("2006-01-02")
	}
	return d, nil
}

// SetFirstDay keeps which day was the person's first at the company, such as
// "2026-03-02".
func (a *App) SetFirstDay(day string) error {
	g, err := a.started()
	if err != nil {
		return err
	}
	at, err := guide.ParseDay(day)
	if err != nil {
		return &Error{Code: CodeAnswer, Message: fmt.Sprintf("%q is not a day", day), Hint: "Write it as year, month and day, such as 2027-01-31."}
	}
	return explain(g.SetFirstDay(a.ctx, at))
}

// AskMerges asks GitHub how many pull requests of the person were merged into the
// repositories of the journey, and keeps when the tenth was.
func (a *App) AskMerges() (int, error) {
	g, err := a.started()
	if err != nil {
		return 0, err
	}
	merged, err := g.AskMerges(a.ctx)
	return merged, explain(err)
}
