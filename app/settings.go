package app

import "firstlight/backend/guide"

// Settings are what the person may choose about Firstlight, and what she chose.
type Settings struct {
	Data     DataFolder `json:"data"`
	Settings []Setting  `json:"settings"`
}

// DataFolder is where Firstlight keeps what it knows.
type DataFolder struct {
	// Folder is where the record is, Workspace where code is cloned, both with ~ for
	// home.
	Folder    string `json:"folder"`
	Workspace string `json:"workspace"`
	// Variable is the environment variable that moves them; Moved says that it did.
	Variable string `json:"variable"`
	Moved    bool   `json:"moved"`
	// How says how that variable is set on this system, in a few sentences.
	How string `json:"how"`
}

// Setting is something that may be chosen, and what was.
type Setting struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	// Initial is what holds as long as nothing was chosen.
	Initial string `json:"initial"`
	// Options are the values that there are; none where it is a text.
	Options []Option `json:"options"`
	// Now is what holds without a choice; empty where that needs no saying.
	Now string `json:"now"`
	// About says in a sentence what it is for.
	About string `json:"about"`
}

// Option is one of the values of a setting, with what people call it.
type Option struct {
	Value string `json:"value"`
	Title string `json:"title"`
}

// Settings returns what the person may choose about Firstlight, and what she chose.
func (a *App) Settings() (Settings, error) {
	g, err := a.opened()
	if err != nil {
		return Settings{}, err
	}
	v, err := g.Settings(a.ctx)
	if err != nil {
		return Settings{}, explain(err)
	}
	return TranslateSettings(v), nil
}

// Set chooses the value of a setting, which takes effect at once.
func (a *App) Set(name, value string) error {
	g, err := a.opened()
	if err != nil {
		return err
	}
	return explain(g.Set(a.ctx, name, value))
}

// ShowData opens the folder with what Firstlight keeps in the system's own file
// browser.
func (a *App) ShowData() error {
	g, err := a.opened()
	if err != nil {
		return err
	}
	return explain(g.ShowData(a.ctx))
}

// TranslateSettings turns the guide's settings into what is sent to a face.
func TranslateSettings(v guide.SettingsView) Settings {
	s := Settings{
		Data: DataFolder{
			Folder: tilde(v.Places.Data), Workspace: tilde(v.Places.Workspace), Variable: guide.PlaceVariable, Moved: v.Places.Variable != "", How: guide.MovingPlaces(),
		},
		Settings: []Setting{},
	}
	for _, one := range v.Settings {
		shown := Setting{Name: one.Name, About: one.About, Value: one.Value, Initial: one.Initial, Now: one.Now, Options: translateOptions(one.Options)}
		s.Settings = append(s.Settings, shown)
	}
	return s
}

func translateOptions(options []guide.Option) []Option {
	shown := []Option{}
	for _, o := range options {
		shown = append(shown, Option(o))
	}
	return shown
}

// Word is what a face tells a person who looks elsewhere, by the system's own
// notifications.
type Word struct {
	// Step is what it is about.
	Step  string `json:"step"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// Sought tells a face that the person wants to see a step, as she chose a
// notification of it.
type Sought struct {
	Step string `json:"step"`
}
