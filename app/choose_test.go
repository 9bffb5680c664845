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
	if folder, err := a.ChooseFolder("Which one"); err != nil || folder != "" {
		t.Errorf("without a dialog %q was chosen (%v)", folder, err)
	}
	if file, err := a.ChooseJourney("Which one"); err != nil || file != "" {
		t.Errorf("without a dialog %q was chosen (%v)", file, err)
	}
	if files, err := a.ChooseOnboardings("Which one", false); err != nil || files == nil || len(files) > 0 {
		t.Errorf("without a dialog %q were chosen (%v)", files, err)
	}
	app.OfferChooser(a, chooses{})
	if s, err = a.State(); err != nil || !s.Chooses {
		t.Errorf("the dialog of the face is not offered (%v)", err)
	}
	if folder, err := a.ChooseFolder("Which one"); err != nil || folder != "/src/payments" {
		t.Errorf("%q was chosen (%v)", folder, err)
	}
	if file, err := a.ChooseJourney("Which one"); err != nil || file != "/src/journey.yaml" {
		t.Errorf("%q was chosen (%v)", file, err)
	}
	if folder, err := a.ChooseOnboardings("Which one", true); err != nil || !slices.Equal(folder, []string{"/src/payments"}) {
		t.Errorf("%q were chosen (%v)", folder, err)
	}
	if files, err := a.ChooseOnboardings("Which one", false); err != nil || !slices.Equal(files, []string{"a.json", "b.json"}) {
		t.Errorf("%q were chosen (%v)", files, err)
	}
}

// chooses is a person who knows at once.
type chooses struct{}

func (chooses) Folder(_ context.Context, title string) (string, error) {
	return answer(title, "/src/payments"), nil
}

func (chooses) File(_ context.Context, title string, exts ...string) (string, error) {
	return answer(title, "/src/journey."+exts[0]), nil
}

func (chooses) Files(_ context.Context, title, ext string) ([]string, error) {
	return []string{answer(title, "a."+ext), "b." + ext}, nil
}

// answer is what is chosen, if what it is chosen for was said as it was given.
func answer(title, chosen string) string {
	if title != "Which one" {
		return "a dialog titled " + title
	}
	return chosen
}
