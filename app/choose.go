package app

import "context"

// Chooser shows the system's own dialog for a folder and returns the folder that
// the person chose; empty where she chose none.
type Chooser func(ctx context.Context) (string, error)

// OfferChooser has a face's dialog offered. A face calls it before it starts the
// App; one that has no dialog does not.
func OfferChooser(a *App, c Chooser) { a.chooser = c }

// ChooseFolder shows the system's own dialog for a folder and returns the folder
// that the person chose; empty where she chose none, or the face has no dialog.
func (a *App) ChooseFolder() (string, error) {
	if _, err := a.opened(); err != nil {
		return "", err
	}
	if a.chooser == nil {
		return "", nil
	}
	folder, err := a.chooser(a.ctx)
	return folder, explain(err)
}
