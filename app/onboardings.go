package app

import (
	"slices"

	"firstlight/backend/progress"
)

// Taken says how many onboardings became what when they were imported.
type Taken struct {
	// Added were not there before, Grown go on from what was there, and Doubled were
	// there already.
	Added   int `json:"added"`
	Grown   int `json:"grown"`
	Doubled int `json:"doubled"`
}

// Import takes in what firstlight export wrote: files, and folders of them. Where one
// of them cannot be taken in, none is; one import that was ended halfway goes on when
// the same is imported again.
func (a *App) Import(paths []string) (Taken, error) {
	g, err := a.opened()
	if err != nil {
		return Taken{}, err
	}
	taken, err := g.Import(a.ctx, paths)
	return Taken{Added: len(taken.Added), Grown: len(taken.Grown), Doubled: len(taken.Doubled)}, explain(err)
}

// Notes are what people said of steps, and whom they thanked, the newest first.
type Notes struct {
	// Own are those of the onboarding that is open, Team those of the imported ones.
	Own  []Note `json:"own"`
	Team []Note `json:"team"`
}

// Note is a line that a person wrote.
type Note struct {
	// Seq names one of the person's own when it is sent on or taken back; another's has none.
	Seq int64 `json:"seq,omitempty"`
	// Step and Title are empty where it is about the journey.
	Step   string `json:"step"`
	Title  string `json:"title"`
	At     string `json:"at"`
	Text   string `json:"text"`
	Thanks bool   `json:"thanks"`
}

// Notes returns what was said and whom people thanked.
func (a *App) Notes() (Notes, error) {
	g, err := a.opened()
	if err != nil {
		return Notes{}, err
	}
	team, err := g.Said(a.ctx)
	if err != nil {
		return Notes{}, explain(err)
	}
	notes := Notes{Own: []Note{}, Team: make([]Note, 0, len(team))}
	for _, n := range team {
		notes.Team = append(notes.Team, Note{Step: n.Step, Title: n.Title, At: moment(n.At), Text: n.Text, Thanks: n.Thanks})
	}
	// Without an onboarding of her own there is only what others said.
	if view, err := g.View(); err == nil {
		for _, n := range slices.Backward(view.State.Notes) {
			step, _ := view.State.Step(n.Step)
			notes.Own = append(notes.Own, Note{Seq: n.Seq, Step: n.Step, Title: step.Title, At: moment(n.At), Text: n.Text, Thanks: n.Thanks})
		}
	}
	return notes, nil
}

// Note keeps a line that the person says of a step, or of the journey where none is
// named: what hurt or, with thanks, that she thanks whoever made it.
func (a *App) Note(step, text string, thanks bool) error {
	g, err := a.started()
	if err != nil {
		return err
	}
	return explain(g.Note(a.ctx, step, text, thanks))
}

// NoteLimit returns the most characters that a note may have.
func (a *App) NoteLimit() int { return progress.MostNote }

// TakeBackNote takes back one of the person's own notes.
func (a *App) TakeBackNote(seq int64) error {
	g, err := a.started()
	if err != nil {
		return err
	}
	return explain(g.TakeBack(a.ctx, seq))
}
