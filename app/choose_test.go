package app_test

import (
	"context"
	"testing"

	"firstlight/app"
)

func TestAFolderIsChosenInTheDialogOfTheFace(t *testing.T) {
	a, _ := demo(t)
	s, err := a.State()
	if err != nil || s.Chooses {
		t.Errorf("a face without a dialog offers one (%v)", err)
	}
	if folder, err := a.ChooseFolder(); err != nil || folder != "" {
		t.Errorf("without a dialog %q was chosen (%v)", folder, err)
	}
	app.OfferChooser(a, func(context.Context) (string, error) { return "/src/payments", nil })
	if s, err = a.State(); err != nil || !s.Chooses {
		t.Errorf("the dialog of the face is not offered (%v)", err)
	}
	if folder, err := a.ChooseFolder(); err != nil || folder != "/src/payments" {
		t.Errorf("%q was chosen (%v)", folder, err)
	}
}
