package app

import (
	"firstlight/backend/guide"
	"firstlight/backend/journey"
)

// Letter is a message as the person is shown it before it is sent: exactly Title and
// Text leave the machine.
type Letter struct {
	Title string `json:"title"`
	Text  string `json:"text"`
	// Hash names it when it is sent, so that nothing else is.
	Hash string `json:"hash"`
	// To is what the helper is called; empty where the journey names nobody.
	To   string  `json:"to"`
	Ways []Reach `json:"ways"`
}

// Reach is one way on which a letter can go: "issue", "comment", "mail" or "text".
type Reach struct {
	By guide.Channel `json:"by"`
	// To is where it leads: a repository, a mail address, or in words where to paste.
	To string `json:"to"`
}

// Sent says what became of a letter.
type Sent struct {
	By guide.Channel `json:"by"`
	// Page is where it stands now; empty where the person has yet to send it.
	Page string `json:"page"`
	// Link opens the draft with which she does, in the browser or the mail program.
	Link string `json:"link"`
}

// Pulse is a milestone that the person may be asked about: how well the way to it
// went, from 1 to 5, and what would have made it better.
type Pulse struct {
	Milestone journey.Milestone `json:"milestone"`
	Title     string            `json:"title"`
}

// HelpLetter returns what whoever helps would be told of a step at which the person
// is stuck; words are her own, and may be empty.
func (a *App) HelpLetter(step, words string) (Letter, error) {
	g, err := a.started()
	if err != nil {
		return Letter{}, err
	}
	l, err := g.HelpLetter(a.ctx, step, words)
	return letterFrom(l), explain(err)
}

// AskForHelp sends the letter that she was shown, and counts the time from now on as
// waiting until the step holds or she goes on.
func (a *App) AskForHelp(step, words, by, hash string) (Sent, error) {
	g, err := a.started()
	if err != nil {
		return Sent{}, err
	}
	sent, err := g.AskForHelp(a.ctx, step, words, guide.Channel(by), hash)
	return Sent(sent), explain(err)
}

// GoOn says that the person waits for no help at a step any more.
func (a *App) GoOn(step string) error {
	g, err := a.started()
	if err != nil {
		return err
	}
	return explain(g.GoOn(a.ctx, step))
}

// NoteLetter returns what would be sent of a note.
func (a *App) NoteLetter(seq int64) (Letter, error) {
	g, err := a.started()
	if err != nil {
		return Letter{}, err
	}
	l, err := g.NoteLetter(a.ctx, seq)
	return letterFrom(l), explain(err)
}

// SendNote sends the letter of a note that the person was shown. on is the page of
// an issue or a pull request, or "acme/payments#12", for a comment.
func (a *App) SendNote(seq int64, by, on, hash string) (Sent, error) {
	g, err := a.started()
	if err != nil {
		return Sent{}, err
	}
	sent, err := g.SendNote(a.ctx, seq, guide.Channel(by), on, hash)
	return Sent(sent), explain(err)
}

// PulseDue returns the milestone that the person may be asked about now; nil where
// there is none. It is asked about once: answered or not, Pulse is called.
func (a *App) PulseDue() (*Pulse, error) {
	g, err := a.started()
	if err != nil {
		return nil, err
	}
	view, err := g.View()
	if err != nil {
		return nil, explain(err)
	}
	due := view.State.PulseDue(view.Now)
	if due == "" {
		return nil, nil
	}
	return &Pulse{Milestone: due, Title: milestoneTitle(due)}, nil
}

// Pulse keeps how well the way to a milestone went, from 1 to 5, and what would have
// made it better, which may be empty; 0 says that the person would rather not say.
func (a *App) Pulse(milestone string, score int, text string) error {
	g, err := a.started()
	if err != nil {
		return err
	}
	return explain(g.Pulse(a.ctx, journey.Milestone(milestone), score, text))
}

func letterFrom(l guide.Letter) Letter {
	shown := Letter{Title: l.Title, Text: l.Text, Hash: l.Hash(), To: l.To, Ways: []Reach{}}
	for _, way := range l.Ways {
		shown.Ways = append(shown.Ways, Reach(way))
	}
	return shown
}
