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

func TestAnOwnPackageManagerComesFirstAtOnce(t *testing.T) {
	w := newWorld(t)
	g := w.face()
	if got := values(setting(t, g, "package-manager")); !slices.Equal(got, []string{"system", "apt", "brew"}) {
		t.Errorf("there is %v to choose, want what is on this machine", got)
	}
	for _, test := range []struct{ value, want string }{{"brew", "brew"}, {"system", ""}} {
		if err := g.Set(t.Context(), "package-manager", test.value); err != nil {
			t.Fatal(err)
		}
		if w.preferred != test.want {
			t.Errorf("after %s, %q comes first", test.value, w.preferred)
		}
	}
	if err := g.Set(t.Context(), "package-manager", "dnf"); err == nil {
		t.Error("one that is not there was taken")
	}
}

func values(s guide.Setting) []string {
	var all []string
	for _, o := range s.Options {
		all = append(all, o.Value)
	}
	return all
}

func TestAProxyIsTakenAsProgramsReadIt(t *testing.T) {
	g := newWorld(t).guide()
	for text, want := range map[string]string{
		"proxy.corp.example:3128":           "http://proxy.corp.example:3128",
		"proxy:3128":                        "http://proxy:3128",
		"http://proxy":                      "http://proxy",
		"proxy.corp.example":                "http://proxy.corp.example",
		" https://proxy.corp.example:3129/": "https://proxy.corp.example:3129",
		"socks5h://[::1]:1080":              "socks5h://[::1]:1080",
		"":                                  "",
	} {
		if err := g.Set(t.Context(), "proxy", text); err != nil {
			t.Errorf("%q: %v", text, err)
		} else if got := setting(t, g, "proxy").Value; got != want {
			t.Errorf("%q was kept as %q, want %q", text, got, want)
		}
	}
	if err := g.Set(t.Context(), "proxy", ""); err != nil {
		t.Fatal(err)
	}
	for text, why := range map[string]string{
		"proxy corp":                                "there is a space in it",
		"banana":                                    "there is no port in it",
		"ftp://proxy.corp.example":                  `no proxy is spoken to by "ftp://"`,
		"socks4://proxy.corp.example":               `not every program speaks "socks4://"`,
		"proxy.corp.example:99999":                  `"99999" is no port`,
		"http://":                                   "it names no host",
		"http://proxy.corp.example/pac?for=me":      "there is more in it than a host and a port",
		"http://ada:sesame@proxy.corp.example:3128": "there is a name or a password in it, and those are not kept on the disk",
	} {
		err := g.Set(t.Context(), "proxy", text)
		if refused, ok := errors.AsType[*guide.ValueError](err); !ok || refused.Why != why || refused.Next == "" {
			t.Errorf("%q: %v, want %s, and what to do", text, err, why)
		}
	}
	if got := setting(t, g, "proxy").Value; got != "" {
		t.Errorf("what was refused was kept: %q", got)
	}
	if err := g.Set(t.Context(), "proxy.except", " localhost, .corp.example ,,10.0.0.0/8"); err != nil {
		t.Fatal(err)
	}
	if got := setting(t, g, "proxy.except").Value; got != "localhost,.corp.example,10.0.0.0/8" {
		t.Errorf("kept as %q", got)
	}
	if err := g.Set(t.Context(), "proxy.except", "http://localhost"); err == nil {
		t.Error("an address was taken for a host")
	}
}

func TestTheProxyOfTheEnvironmentIsShownWithoutItsSecrets(t *testing.T) {
	w := newWorld(t)
	g := w.guideWith(func(cfg *guide.Config) {
		cfg.Env = func() []string {
			return []string{"HTTPS_PROXY=http://ada:sesame@proxy.corp.example:3128", "NO_PROXY=.corp.example"}
		}
	})
	if got := setting(t, g, "proxy").Now; got != "http://…@proxy.corp.example:3128" {
		t.Errorf("it shows %q", got)
	}
	if got := setting(t, g, "proxy.except").Now; got != ".corp.example" {
		t.Errorf("it shows %q", got)
	}
}

// session is a system's list of what starts with the session.
type session struct {
	on    bool
	fails error
}

func (s *session) On() (bool, error) { return s.on, s.fails }

func (s *session) Set(on bool) error {
	if s.fails == nil {
		s.on = on
	}
	return s.fails
}

func TestTheSystemSaysWhatStartsWithTheSession(t *testing.T) {
	w, system := newWorld(t), &session{}
	g := w.guideWith(func(cfg *guide.Config) { cfg.Autostart = system })
	if got := setting(t, g, "autostart").Value; got != "off" {
		t.Errorf("at first it is %q", got)
	}
	if err := g.Set(t.Context(), "autostart", "on"); err != nil || !system.on {
		t.Errorf("it is on in the system: %v, %v", system.on, err)
	}
	if got := setting(t, g, "autostart").Value; got != "on" {
		t.Errorf("after that it is %q", got)
	}
	// The person took it out in the system's own settings.
	system.on = false
	if got := setting(t, g, "autostart").Value; got != "off" {
		t.Errorf("what the system says is %q", got)
	}
	system.fails = errors.New("the folder cannot be written to")
	if err := g.Set(t.Context(), "autostart", "on"); !errors.Is(err, system.fails) {
		t.Errorf("%v", err)
	}
	if got := setting(t, g, "autostart").Value; got != "off" {
		t.Errorf("what cannot be read is shown as %q", got)
	}
	if got := setting(t, g, "theme").Value; got != "system" {
		t.Errorf("what cannot be read keeps the others from being shown: %q", got)
	}
}
