package app_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstlight/app"
	"firstlight/backend/insight/insighttest"
	"firstlight/backend/journey"
)

// team writes simulated onboardings into a folder.
func team(t *testing.T, people int) string {
	t.Helper()
	folder := t.TempDir()
	if err := insighttest.Files(folder, people); err != nil {
		t.Fatal(err)
	}
	return folder
}

func TestWithoutOnboardingsThereAreNoFigures(t *testing.T) {
	a, _ := demo(t)
	offers, err := a.Offers()
	if err != nil || offers == nil || len(offers) != 0 {
		t.Errorf("offers %v (%v)", offers, err)
	}
	f, err := a.Friction(app.Choice{})
	if err != nil || f.People != 0 || f.Steps == nil || f.Changes == nil {
		t.Errorf("friction %+v (%v)", f, err)
	}
	if i, err := a.Impact(app.Choice{}, assumedOf(t, a)); err != nil || i.People != 0 || i.Milestones == nil {
		t.Errorf("impact %+v (%v)", i, err)
	}
}

func TestFiguresOfImportedOnboardings(t *testing.T) {
	a, _ := demo(t)
	folder := team(t, 40)
	for _, want := range []app.Taken{{Added: 40}, {Doubled: 40}} {
		if taken, err := a.Import([]string{folder}); err != nil || taken != want {
			t.Fatalf("imported %+v (%v), want %+v", taken, err, want)
		}
	}
	offers, err := a.Offers()
	if err != nil || len(offers) != 1 || offers[0].People != 40 || len(offers[0].Versions) != 2 || len(offers[0].Tracks) == 0 || len(offers[0].Months) == 0 {
		t.Fatalf("offers %+v (%v)", offers, err)
	}
	before, after := offers[0].Versions[0], offers[0].Versions[1]
	of := app.Choice{Journey: offers[0].Journey, Version: after.Hash, Against: before.Hash}
	f, err := a.Friction(of)
	if err != nil || f.People != after.People || len(f.Steps) == 0 || len(f.Changes) == 0 || f.StoppedAfterDays != 14 {
		t.Fatalf("friction %+v (%v)", f, err)
	}
	for _, s := range f.Steps {
		if parts := s.HandsOnMS + s.MachineMS; parts < s.Lost.SumMS-1 || parts > s.Lost.SumMS+1 {
			t.Errorf("%s: the parts are %d ms, all is %d ms", s.ID, parts, s.Lost.SumMS)
		}
	}
	if notes, err := a.Notes(); err != nil || len(notes.Team) == 0 || !slices.ContainsFunc(notes.Team, func(n app.Note) bool { return n.Title != "" }) {
		t.Errorf("notes %+v (%v)", notes, err)
	}

	assumed := assumedOf(t, a)
	for i, b := range assumed.Baseline {
		if b.Name == journey.FirstCommit {
			assumed.Baseline[i].TookMS = 10 * 24 * 3600 * 1000
		}
	}
	of.Against = ""
	free, err := a.Impact(of, assumed)
	if err != nil || free.FreedMS <= 0 || free.Cost != 0 {
		t.Fatalf("impact %+v (%v)", free, err)
	}
	assumed.Hourly = 50
	if i, err := a.Impact(of, assumed); err != nil || i.Cost <= 0 || i.FreedMS != free.FreedMS {
		t.Errorf("at 50 an hour it is %+v (%v)", i, err)
	}
	assumed.HoursPerWeek = 200
	var refused *app.Error
	if _, err := a.Impact(of, assumed); !errors.As(err, &refused) || refused.Code != app.CodeAnswer || refused.Message == "" {
		t.Errorf("200 hours a week: %v", err)
	}
}

func TestFiguresAreSavedInEachFormat(t *testing.T) {
	a, _ := demo(t)
	if _, err := a.Import([]string{team(t, 20)}); err != nil {
		t.Fatal(err)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"html", "csv", "json"} {
		for what, save := range map[string]func() (string, error){
			"friction": func() (string, error) { return a.SaveFriction(app.Choice{}, format) },
			"impact":   func() (string, error) { return a.SaveImpact(app.Choice{}, assumedOf(t, a), format) },
		} {
			file, err := save()
			if err != nil {
				t.Fatalf("%s as %s: %v", what, format, err)
			}
			text, err := os.ReadFile(strings.Replace(file, "~", home, 1))
			if err != nil || len(text) == 0 {
				t.Fatalf("%s as %s: %d bytes (%v)", what, format, len(text), err)
			}
			var document struct{ Version, People int }
			if format == "json" && (json.Unmarshal(text, &document) != nil || document.Version != 1 || document.People != 20) {
				t.Errorf("%s as JSON is %+v", what, document)
			}
			if strings.Contains(string(text), "--against") || (format != "json" && !strings.Contains(string(text), "20 onboardings") && format == "html") {
				t.Errorf("%s as %s reads %.300s", what, format, text)
			}
		}
	}
	if _, err := a.SaveFriction(app.Choice{}, "../x"); err == nil {
		t.Error("a format that nobody knows was written")
	}
}

func TestARefusedFileIsNamedWithTheLine(t *testing.T) {
	a, _ := demo(t)
	file := filepath.Join(t.TempDir(), "cut.json")
	if err := os.WriteFile(file, []byte("{\"format\": \"firstlight-onboarding\",\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var refused *app.Error
	if _, err := a.Import([]string{file}); !errors.As(err, &refused) || len(refused.Problems) != 1 || refused.Problems[0].File != file {
		t.Errorf("it is refused with %+v", refused)
	}
}

func TestNotesAreKeptWithTheirStep(t *testing.T) {
	a, _ := demo(t)
	s, err := a.State()
	if err != nil {
		t.Fatal(err)
	}
	step := s.Stages[0].Steps[0]
	for i, note := range []struct {
		step   string
		thanks bool
	}{{step.ID, false}, {"", true}} {
		if err := a.Note(note.step, fmt.Sprintf("note %d", i), note.thanks); err != nil {
			t.Fatal(err)
		}
	}
	notes, err := a.Notes()
	if err != nil || len(notes.Own) != 2 || !notes.Own[0].Thanks || notes.Own[0].Title != "" || notes.Own[1].Title != step.Title || notes.Own[1].Thanks {
		t.Errorf("notes %+v (%v)", notes, err)
	}
	if err := a.Note(step.ID, "  ", false); err == nil {
		t.Error("a note that says nothing was kept")
	}
}

func TestWhatIsAssumedIsKept(t *testing.T) {
	a, _ := demo(t)
	assumed := assumedOf(t, a)
	assumed.Hourly, assumed.Currency, assumed.Baseline[4].TookMS = 80, "CHF", 86_400_000
	if err := a.Assume(assumed); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(assumed, assumedOf(t, a)); diff != "" {
		t.Errorf("another day something else is assumed:\n%s", diff)
	}
	wrong := assumed
	wrong.HoursPerWeek = 200
	var refused *app.Error
	if err := a.Assume(wrong); !errors.As(err, &refused) || refused.Code != app.CodeAnswer {
		t.Errorf("a week of 200 hours is assumed (%v)", err)
	}
	if got := assumedOf(t, a); got.HoursPerWeek != assumed.HoursPerWeek {
		t.Errorf("what was refused was kept: %+v", got)
	}
}

func assumedOf(t *testing.T, a *app.App) app.Assumed {
	t.Helper()
	assumed, err := a.Assumed()
	if err != nil {
		t.Fatal(err)
	}
	return assumed
}
