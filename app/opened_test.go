package app_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"firstlight/app"
	"firstlight/backend/guide"
)

func TestTheFirstJourneyIsThePersonsChoice(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("FIRSTLIGHT_HOME", filepath.Join(home, "data"))
	t.Setenv("GIT_CONFIG_GLOBAL", filepath.Join(home, "gitconfig"))
	first := start(t)
	if s := state(t, first); !s.Choosing || s.Onboarding.ID != "" || s.Journey.Name != "" {
		t.Errorf("at the first start a journey was chosen for her: %+v", s.Journey)
	}
	if opened, err := first.Opened(); err != nil || opened == nil || len(opened) != 0 {
		t.Errorf("before the first journey %v were opened (%v)", opened, err)
	}
	if services, err := first.Services(); err != nil || services.Groups == nil || len(services.Groups) != 0 {
		t.Errorf("before the first journey there are services %+v (%v)", services, err)
	}
	if err := first.Open("~/nowhere", ""); err == nil || !state(t, first).Choosing {
		t.Errorf("a journey that is not there was opened, or there is no choice any more (%v)", err)
	}
	file := filepath.Join(home, "journey.yaml")
	if err := os.WriteFile(file, []byte("name: Payments\nstages: [{name: A, steps: [{ask: Say hello.}]}]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, source := range []string{guide.DemoSource, "~/journey.yaml"} {
		if err := first.Open(source, ""); err != nil {
			t.Fatal(err)
		}
		if s := state(t, first); s.Choosing || s.Journey.Name == "" {
			t.Errorf("%s was opened, and there is still a choice: %+v", source, s.Journey)
		}
	}
	opened, err := first.Opened()
	if err != nil || len(opened) != 2 || opened[0].Name != "Payments" || opened[0].Source != "~/journey.yaml" || opened[1].Source != guide.DemoSource {
		t.Errorf("the journeys that were opened: %+v (%v)", opened, err)
	}
	if err := app.Stop(context.WithoutCancel(t.Context()), first); err != nil {
		t.Fatal(err)
	}
	if s := state(t, start(t)); s.Choosing || s.Journey.Name != "Payments" {
		t.Errorf("the second start does not go on with the journey: %+v", s.Journey)
	}
}

// start starts the app as a face does that leaves it to the person what to open.
func start(t *testing.T) *app.App {
	t.Helper()
	a := app.New(func(ctx context.Context) (*guide.Guide, error) {
		return guide.Assemble(ctx, guide.Face{Name: "test"})
	})
	if err := app.Start(t.Context(), a, &told{events: map[string]int{}}, guide.Options{Choose: true}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = app.Stop(context.WithoutCancel(t.Context()), a) })
	return a
}

func state(t *testing.T, a *app.App) app.State {
	t.Helper()
	s, err := a.State()
	if err != nil {
		t.Fatal(err)
	}
	return s
}
