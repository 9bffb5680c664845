package app

import "context"

// Chooser shows the system's own dialogs.
type Chooser interface {
	// Folder returns the folder that the person chose; empty where she chose none.
	// title says what it is for.
	Folder(ctx context.Context, title string) (string, error)
	// File returns the file that the person chose of those whose names end in one of
	// exts; empty where she chose none.
	File(ctx context.Context, title string, exts ...string) (string, error)
	// Files returns the files that the person chose of those whose names end in ext,
	// such as "json"; none where she chose none.
	Files(ctx context.Context, title, ext string) ([]string, error)
}

// OfferChooser has a face's dialogs offered. A face calls it before it starts the
// App; one that has no dialogs does not.
func OfferChooser(a *App, c Chooser) { a.chooser = c }

// ChooseFolder shows the system's own dialog for a folder, under a title, and returns
// the one that the person chose; empty where she chose none, or the face has no dialog.
func (a *App) ChooseFolder(title string) (string, error) {
	if _, err := a.opened(); err != nil || a.chooser == nil {
		return "", err
	}
	folder, err := a.chooser.Folder(a.ctx, title)
	return folder, explain(err)
}

// ChooseOnboardings shows the system's own dialog for onboardings to import, files or
// a folder of them, under a title, and returns what the person chose; nothing where she
// chose none, or the face has no dialog.
func (a *App) ChooseOnboardings(title string, folder bool) ([]string, error) {
	if folder {
		chosen, err := a.ChooseFolder(title)
		if chosen == "" {
			return []string{}, err
		}
		return []string{chosen}, err
	}
	if _, err := a.opened(); err != nil || a.chooser == nil {
		return []string{}, err
	}
	files, err := a.chooser.Files(a.ctx, title, "json")
	return list(files), explain(err)
}

// ChooseJourney shows the system's own dialog for a journey file, under a title, and
// returns the one that the person chose; empty where she chose none, or the face has no
// dialog.
func (a *App) ChooseJourney(title string) (string, error) {
	if _, err := a.opened(); err != nil || a.chooser == nil {
		return "", err
	}
	file, err := a.chooser.File(a.ctx, title, "yaml", "yml")
	return file, explain(err)
}
