package app_test

import (
	"context"
	"slices"
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
	if file, err := a.ChooseJourney(); err != nil || file != "" {
		t.Errorf("without a dialog %q was chosen (%v)", file, err)
	}
	if files, err := a.ChooseOnboardings(false); err != nil || files == nil || len(files) > 0 {
		t.Errorf("without a dialog %q were chosen (%v)", files, err)
	}
	app.OfferChooser(a, chooses{})
	if s, err = a.State(); err != nil || !s.Chooses {
		t.Errorf("the dialog of the face is not offered (%v)", err)
	}
	if folder, err := a.ChooseFolder(); err != nil || folder != "/src/payments" {
		t.Errorf("%q was chosen (%v)", folder, err)
	}
	if file, err := a.ChooseJourney(); err != nil || file != "/src/journey.yaml" {
		t.Errorf("%q was chosen (%v)", file, err)
	}
	if folder, err := a.ChooseOnboardings(true); err != nil || !slices.Equal(folder, []string{"/src/payments"}) {
		t.Errorf("%q were chosen (%v)", folder, err)
	}
	if files, err := a.ChooseOnboardings(false); err != nil || !slices.Equal(files, []string{"a.json", "b.json"}) {
		t.Errorf("%q were chosen (%v)", files, err)
	}
}

// chooses is a person who knows at once.
type chooses struct{}

func (chooses) Folder(context.Context, string) (string, error) { return "/src/payments", nil }

func (chooses) File(_ context.Context, _ string, exts ...string) (string, error) {
	return "/src/journey." + exts[0], nil
}

func (chooses) Files(_ context.Context, _, ext string) ([]string, error) {
	return []string{"a." + ext, "b." + ext}, nil
}
