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
	tell(&assumed, journey.FirstCommit, 10)
	of.Against = ""
	free, err := a.Impact(of, assumed)
	if err != nil || free.FreedMS <= 0 || free.Cost != 0 {
		t.Fatalf("impact %+v (%v)", free, err)
	}
	assumed.Hourly = 50
	if i, err := a.Impact(of, assumed); err != nil || i.Cost <= 0 || i.FreedMS != free.FreedMS {
		t.Errorf("at 50 an hour it is %+v (%v)", i, err)
	}
}

func TestEachThingThatIsAssumedIsJudgedByItself(t *testing.T) {
	a, _ := demo(t)
	if _, err := a.Import([]string{team(t, 40)}); err != nil {
		t.Fatal(err)
	}
	said := assumedOf(t, a)
	tell(&said, journey.FirstCommit, 5)
	if err := a.Assume(said); err != nil {
		t.Fatal(err)
	}
	want, err := a.Impact(app.Choice{}, said)
	if err != nil || want.FreedMS <= 0 || want.Wrong != nil {
		t.Fatalf("against five days it is %+v (%v)", want, err)
	}
	const (
		week    = "A week has no more than 168 hours. Name more than 0 and at most 168."
		shorter = "It took longer than that before. Name more than 0 and at most 1000 days."
		longer  = "It did not take that long before. Name more than 0 and at most 1000 days."
	)
	for _, days := range []struct {
		n    float64
		text string
	}{{-5, shorter}, {0, shorter}, {1e9, longer}, {1e300, longer}} {
		wrong := said
		wrong.HoursPerWeek, wrong.Hourly, wrong.Baseline = 200, 80, slices.Clone(said.Baseline)
		tell(&wrong, journey.FirstCommit, days.n)
		if err := a.Assume(wrong); err != nil {
			t.Fatal(err)
		}
		got, err := a.Impact(app.Choice{}, wrong)
		if err != nil || got.FreedMS != want.FreedMS || got.Cost <= 0 {
			t.Errorf("beside %g days and 200 hours, 80 EUR give %+v (%v)", days.n, got, err)
		}
		about := []app.WrongAssumption{{Name: "hours_per_week", Text: week}, {Name: string(journey.FirstCommit), Text: days.text}}
		if diff := cmp.Diff(about, got.Wrong); diff != "" {
			t.Errorf("of %g days it says:\n%s", days.n, diff)
		}
		if kept := assumedOf(t, a); kept.HoursPerWeek != 40 || kept.Hourly != 80 || *baselineOf(&kept, journey.FirstCommit).Days != 5 {
			t.Errorf("it keeps %+v", kept)
		}
		if file, err := a.SaveImpact(app.Choice{}, wrong, "json"); err != nil || strings.Contains(read(t, file), "longer than that") {
			t.Errorf("%s is saved with what is wrong (%v)", file, err)
		}
	}
}

// baselineOf is what is assumed of a milestone, and tell assumes so many days.
func baselineOf(assumed *app.Assumed, name journey.Milestone) *app.BaselineTold {
	at := slices.IndexFunc(assumed.Baseline, func(b app.BaselineTold) bool { return b.Name == name })
	return &assumed.Baseline[at]
}

func tell(assumed *app.Assumed, name journey.Milestone, days float64) {
	baselineOf(assumed, name).Days = &days
}

// read returns what was written into a file that is named as a person reads it.
func read(t *testing.T, file string) string {
	t.Helper()
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(strings.Replace(file, "~", home, 1))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestFiguresAreSavedInEachFormat(t *testing.T) {
	a, _ := demo(t)
	if _, err := a.Import([]string{team(t, 20)}); err != nil {
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
			text := read(t, file)
			if text == "" {
				t.Fatalf("%s as %s is empty", what, format)
			}
			var document struct{ Version, People int }
			if format == "json" && (json.Unmarshal([]byte(text), &document) != nil || document.Version != 1 || document.People != 20) {
				t.Errorf("%s as JSON is %+v", what, document)
			}
			if strings.Contains(text, "--against") || (format == "html" && !strings.Contains(text, "20 onboardings")) {
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
	assumed.Hourly, assumed.Currency = 80, "CHF"
	tell(&assumed, journey.FirstCommit, 0.7)
	if err := a.Assume(assumed); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(assumed, assumedOf(t, a)); diff != "" {
		t.Errorf("another day something else is assumed:\n%s", diff)
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
