package app

import "firstlight/backend/guide"

// Opened is a journey that the person opened on this machine before.
type Opened struct {
	// Name is the journey's; empty where none was recorded.
	Name string `json:"name"`
	// Source is what to open it by, with ~ for home.
	Source string `json:"source"`
	// Track is the track that it was opened for; empty means every step.
	Track string `json:"track"`
	// At is when it was last opened.
	At string `json:"at"`
}

// Opened returns the journeys that the person opened on this machine before, the last
// one first.
func (a *App) Opened() ([]Opened, error) {
	g, err := a.opened()
	if err != nil {
		return nil, err
	}
	journeys, err := g.Opened(a.ctx)
	opened := make([]Opened, 0, len(journeys))
	for _, o := range journeys {
		opened = append(opened, Opened{Name: o.Journey, Source: tilde(o.Source), Track: o.Track, At: moment(o.OpenedAt)})
	}
	return opened, explain(err)
}

// unchosen is the state of a person who is yet to choose her first journey.
func unchosen(theme guide.Theme) State {
	return State{
		Choosing: true,
		Theme:    string(theme),
		Journey:  Journey{Tracks: []string{}},
		Stages:   []Stage{}, Health: []Step{}, Milestones: []Milestone{}, Urgent: []string{}, Waits: Waits{Titles: []string{}}, Notices: []string{},
		Approval: Approval{},
	}
}
