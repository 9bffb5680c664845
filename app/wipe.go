package app

import "firstlight/backend/guide"

// Wiping is what is lost when everything is forgotten.
type Wiping struct {
	// Folder is where Firstlight keeps what it knows, with ~ for home, and Bytes how
	// much that is.
	Folder string `json:"folder"`
	Bytes  int64  `json:"bytes"`
	// Onboardings are the person's own, with so many Events; Imported are those of
	// others, and Reports what was written for others to read.
	Onboardings int `json:"onboardings"`
	Events      int `json:"events"`
	Imported    int `json:"imported"`
	Reports     int `json:"reports"`
	// Starts says that the window starts with her session.
	Starts bool `json:"starts"`
	// Workspace is where her code is, which stays.
	Workspace string `json:"workspace"`
}

// Wiped is what became of it.
type Wiped struct {
	Folder string `json:"folder"`
	// Left are what could not be removed, each with why in a sentence.
	Left []string `json:"left"`
}

// Forgotten returns what is closed once everything was forgotten, and the face is to
// end.
func Forgotten(a *App) <-chan struct{} { return a.forgotten }

// Wiping returns what would be lost if everything was forgotten.
func (a *App) Wiping() (Wiping, error) {
	g, err := a.opened()
	if err != nil {
		return Wiping{}, err
	}
	w, err := g.Wiping(a.ctx)
	if err != nil {
		return Wiping{}, explain(err)
	}
	return TranslateWiping(w), nil
}

// Wipe forgets everything, as far as it can be removed; an error says that nothing
// was. Nothing can be asked of the App after it, and the face is to end.
func (a *App) Wipe() (Wiped, error) {
	g, err := a.opened()
	if err != nil {
		return Wiped{}, err
	}
	w, err := g.Wipe(a.ctx)
	if err != nil {
		return Wiped{}, explain(err)
	}
	a.forgetting.Do(func() { close(a.forgotten) })
	return TranslateWiped(w), nil
}

// KeepExport writes each onboarding of the person's own, as it may be given to others,
// into a folder that she chooses in the system's own dialog under a title, or one in her
// home folder where the face has no dialog. It returns which; empty where she chose none.
func (a *App) KeepExport(title string) (string, error) {
	g, err := a.opened()
	if err != nil {
		return "", err
	}
	exports, err := g.ExportAll(a.ctx, true)
	if err != nil {
		return "", explain(err)
	}
	folder := ""
	if a.chooser != nil {
		if folder, err = a.chooser.Folder(a.ctx, title); err != nil || folder == "" {
			return "", explain(err)
		}
	}
	folder, err = g.SaveExports(exports, folder)
	return tilde(folder), explain(err)
}

// TranslateWiping turns what would be lost into what is sent to a face.
func TranslateWiping(w guide.Wiping) Wiping {
	t := Wiping(w)
	t.Folder, t.Workspace = tilde(w.Folder), tilde(w.Workspace)
	return t
}

// TranslateWiped turns what became of it into what is sent to a face.
func TranslateWiped(w guide.Wiped) Wiped {
	return Wiped{Folder: tilde(w.Folder), Left: list(w.Left)}
}
