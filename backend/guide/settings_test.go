package guide_test

import (
	"errors"
	"slices"
	"testing"

	"firstlight/backend/guide"
)

// setting returns a setting as it is shown.
func setting(t *testing.T, g *guide.Guide, name string) guide.Setting {
	t.Helper()
	v, err := g.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(v.Settings, func(s guide.Setting) bool { return s.Name == name })
	if i < 0 {
		t.Fatalf("there is no setting %s", name)
	}
	return v.Settings[i]
}

func TestASettingIsKeptAndHoldsAtOnce(t *testing.T) {
	w := newWorld(t)
	g := w.face()
	if v := view(t, g); v.Theme != guide.ThemeSystem || setting(t, g, "theme").Value != "system" {
		t.Errorf("it looks %q before anything was chosen", v.Theme)
	}
	heard := make(chan struct{}, 8)
	defer g.Subscribe(func(n guide.Notice) {
		if n.Changed {
			heard <- struct{}{}
		}
	})()
	if err := g.Set(t.Context(), "theme", "dark"); err != nil {
		t.Fatal(err)
	}
	<-heard
	if v := view(t, g); v.Theme != guide.ThemeDark {
		t.Errorf("it looks %q, and dark was chosen", v.Theme)
	}
	if got := setting(t, w.guide(), "theme").Value; got != "dark" {
		t.Errorf("the next program finds %q", got)
	}
}

func TestASettingOfAnotherProgramHoldsAMomentLater(t *testing.T) {
	w := newWorld(t)
	g, other := w.face(), w.guide()
	if err := other.Set(t.Context(), "theme", "light"); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the theme changes", func() bool { return view(t, g).Theme == guide.ThemeLight })
}

func TestOnlyWhatThereIsCanBeSet(t *testing.T) {
	g := newWorld(t).guide()
	for _, test := range []struct{ name, value, want string }{
		{"theme", "purple", "choice"},
		{"theme", "", "choice"},
		{"colour", "dark", "setting"},
	} {
		err := g.Set(t.Context(), test.name, test.value)
		if refused, ok := errors.AsType[*guide.NotFoundError](err); !ok || refused.What != test.want || len(refused.Known) == 0 {
			t.Errorf("%s = %q: %v, want that there is no such %s, and which there are", test.name, test.value, err, test.want)
		}
	}
	if got := setting(t, g, "theme").Value; got != "system" {
		t.Errorf("what was refused was kept: %q", got)
	}
}

func TestWhatANewerFirstlightSetCountsAsNothing(t *testing.T) {
	w := newWorld(t)
	g := w.guideWith(func(cfg *guide.Config) {
		if err := cfg.Store.SetSetting(t.Context(), "theme", "sepia"); err != nil {
			t.Fatal(err)
		}
	})
	if err := g.Open(t.Context(), guide.Options{Source: "test"}); err != nil {
		t.Fatal(err)
	}
	if got := setting(t, g, "theme").Value; got != "system" || view(t, g).Theme != guide.ThemeSystem {
		t.Errorf("theme = %q", got)
	}
}
