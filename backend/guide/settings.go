package guide

import (
	"context"
	"fmt"
	"slices"

	"firstlight/backend/process"
)

// Setting is something that the person may choose about Firstlight itself, and what
// she chose.
type Setting struct {
	// Name is what it is kept and called by, such as "theme".
	Name string
	// Value is what she chose, and Initial what holds as long as she chose nothing.
	Value, Initial string
	// Options are the values that there are; none where it is a text of her own.
	Options []Option
	// Now is what holds without a choice of hers, such as the shell that the system
	// names, with nothing secret in it; empty where that needs no saying.
	Now string
}

// Option is one of the values of a setting.
type Option struct {
	Value string
	// Title is what people call it.
	Title string
}

// SettingsView is what a face may show of the settings.
type SettingsView struct {
	Places   Places
	Settings []Setting
}

// ShowData opens the folder with what Firstlight keeps in the system's own file browser.
func (g *Guide) ShowData(ctx context.Context) error {
	if err := g.cfg.Show(ctx, g.cfg.Places.Data); err != nil {
		return &ShowError{Folder: g.cfg.Places.Data, Err: err}
	}
	return nil
}

// ShowError says that a folder could not be shown.
type ShowError struct {
	Folder string
	Err    error
}

// Error says why.
func (e *ShowError) Error() string { return fmt.Sprintf("the folder could not be opened: %v", e.Err) }

// Unwrap returns what went wrong.
func (e *ShowError) Unwrap() error { return e.Err }

// rule is what there is to know of a setting.
type rule struct {
	name, initial string
	// options are the values that there are; nil where accept takes a text, and
	// returns it as it is kept.
	options func(context.Context) []Option
	accept  func(text string) (string, error)
	// read and keep are for what the system keeps and not the record; nil otherwise.
	read func(context.Context) (string, error)
	keep func(ctx context.Context, value string) error
	// now says what holds without a choice; nil where that needs no saying.
	now func(context.Context) string
	// heed has a value take effect in this program; nil where it is asked for
	// whenever it matters.
	heed func(ctx context.Context, value string)
}

// rules returns the settings that there are, in the order in which they are shown.
func (g *Guide) rules() []rule {
	rules := []rule{
		{name: settingTheme, initial: string(ThemeSystem), options: themes},
		{name: SettingAtQuit, initial: string(QuitStay), options: quits, heed: func(context.Context, string) { g.subscribers.tell(Notice{Services: true}) }},
		{name: settingManager, initial: asItIs, options: g.managers, heed: func(_ context.Context, value string) { g.chooseManager(value) }},
		{name: settingProxy, accept: proxyAddress, now: g.proxyNow, heed: func(ctx context.Context, _ string) { g.chooseSurroundings(ctx) }},
		{name: settingExcept, accept: exceptions, now: g.exceptNow, heed: func(ctx context.Context, _ string) { g.chooseSurroundings(ctx) }},
		{name: settingWord, initial: wordOn, options: onOff},
	}
	if g.cfg.Autostart != nil {
		rules = append(rules, rule{name: settingStart, initial: wordOff, options: onOff, read: g.starts, keep: g.setStarts})
	}
	if len(process.Shells()) > 0 {
		rules = append(rules, rule{
			name: settingShell, initial: asItIs, options: shells, now: shellNow, heed: func(ctx context.Context, _ string) { g.chooseSurroundings(ctx) },
		})
	}
	return rules
}

// Settings returns what the person may choose about Firstlight, and what she chose.
// No journey needs to be open.
func (g *Guide) Settings(ctx context.Context) (SettingsView, error) {
	kept, err := g.cfg.Store.Settings(ctx)
	if err != nil {
		return SettingsView{}, fmt.Errorf("reading the settings: %w", err)
	}
	v := SettingsView{Places: g.cfg.Places}
	for _, r := range g.rules() {
		s := Setting{Name: r.name, Value: r.value(ctx, kept), Initial: r.initial}
		if r.read != nil {
			s.Value = g.asRead(ctx, r)
		}
		if r.options != nil {
			s.Options = r.options(ctx)
		}
		if r.now != nil {
			s.Now = r.now(ctx)
		}
		v.Settings = append(v.Settings, s)
	}
	return v, nil
}

// asRead returns the value that the system keeps. Where it cannot be read that is told
// to whoever has a journey open, and keeps the person from none of the others.
func (g *Guide) asRead(ctx context.Context, r rule) string {
	value, err := r.read(ctx)
	sentence := ""
	if err != nil {
		g.cfg.Log.WarnContext(ctx, "reading a setting from the system", "setting", r.name, "error", err)
		value, sentence = r.initial, fmt.Sprintf("The setting %s could not be read, and is shown as it is at first: %v", r.name, err)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.open {
		g.noticeLocked("setting "+r.name, sentence)
	}
	return value
}

// Set keeps what the person chose for a setting and has it take effect at once, in
// other programs a moment later. No journey needs to be open.
func (g *Guide) Set(ctx context.Context, name, value string) error {
	r, err := g.rule(name)
	if err != nil {
		return err
	}
	if value, err = r.take(ctx, value); err != nil {
		return err
	}
	if r.keep != nil {
		if err := r.keep(ctx, value); err != nil {
			return err
		}
		g.tellSet()
		return nil
	}
	if err := g.cfg.Store.SetSetting(ctx, name, value); err != nil {
		return fmt.Errorf("keeping the setting %s: %w", name, err)
	}
	return g.heed(ctx)
}

func (g *Guide) rule(name string) (rule, error) {
	rules := g.rules()
	var names []string
	for _, r := range rules {
		if r.name == name {
			return r, nil
		}
		names = append(names, r.name)
	}
	return rule{}, &NotFoundError{What: "setting", Name: name, Known: names}
}

// value returns what is chosen among what is kept. What is kept and is no choice any
// more, as after a newer Firstlight, counts as nothing.
func (r rule) value(ctx context.Context, kept map[string]string) string {
	if value, ok := kept[r.name]; ok && r.has(ctx, value) {
		return value
	}
	return r.initial
}

func (r rule) has(ctx context.Context, value string) bool {
	_, err := r.take(ctx, value)
	return err == nil
}

// take returns a value as it is kept, or says why it cannot be one.
func (r rule) take(ctx context.Context, value string) (string, error) {
	if r.options == nil {
		return r.accept(value)
	}
	if known := values(r.options(ctx)); !slices.Contains(known, value) {
		return "", &NotFoundError{What: "choice", Name: value, Known: known}
	}
	return value, nil
}

func values(options []Option) []string {
	all := make([]string, 0, len(options))
	for _, o := range options {
		all = append(all, o.Value)
	}
	return all
}

// heed has take effect what was set since this program last looked, by itself or by
// another.
func (g *Guide) heed(ctx context.Context) error {
	g.heeding.Lock()
	defer g.heeding.Unlock()
	kept, err := g.cfg.Store.Settings(ctx)
	if err != nil {
		return fmt.Errorf("reading the settings: %w", err)
	}
	g.mu.Lock()
	before := g.heeded
	g.heeded = kept
	g.mu.Unlock()
	news := false
	for _, r := range g.rules() {
		now := r.value(ctx, kept)
		if now == r.value(ctx, before) {
			continue
		}
		news = true
		if r.heed != nil {
			r.heed(ctx, now)
		}
	}
	if news {
		g.tellSet()
	}
	return nil
}

// tellSet has the faces read anew what was set, where they show anything.
func (g *Guide) tellSet() {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if g.open {
		g.tellChangedLocked()
	}
}
