package guide

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"firstlight/backend/process"
)

// Setting is something that the person may choose about Firstlight itself, and what
// she chose.
type Setting struct {
	// Name is what it is kept and called by, such as "theme".
	Name string
	// About says in a sentence what it is for.
	About string
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
	options func() []Option
	accept  func(text string) (string, error)
	// read and keep are for what the system keeps and not the record; nil otherwise.
	read func(context.Context) (string, error)
	keep func(ctx context.Context, value string) error
	// now says what holds without a choice; nil where that needs no saying.
	now func(context.Context) string
	// heed has a value take effect in this program, at once; nil where it is asked for
	// whenever it matters. surrounds says that programs start otherwise with it,
	// which takes as long as the person's shell does.
	heed      func(value string)
	surrounds bool
}

// rules returns the settings that there are, in the order in which they are shown.
func (g *Guide) rules() []rule {
	rules := []rule{
		{name: settingTheme, initial: string(ThemeSystem), options: themes},
		{name: SettingAtQuit, initial: string(QuitStay), options: QuitOptions, heed: func(string) { g.subscribers.tell(Notice{Services: true}) }},
		{name: settingManager, initial: asItIs, options: sync.OnceValue(g.managers), heed: g.chooseManager},
		{name: settingProxy, accept: proxyAddress, now: g.proxyNow, surrounds: true},
		{name: settingExcept, accept: exceptions, now: g.exceptNow, surrounds: true},
		{name: settingWord, initial: wordOn, options: onOff},
	}
	if g.cfg.Autostart != nil {
		rules = append(rules, rule{name: settingStart, initial: wordOff, options: onOff, read: g.starts, keep: g.setStarts})
	}
	if there := process.Shells(); len(there) > 0 {
		rules = append(rules, rule{
			name: settingShell, initial: asItIs, options: func() []Option { return shells(there) }, now: shellNow, surrounds: true,
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
		s := Setting{Name: r.name, About: aboutOf(r.name), Value: r.value(kept), Initial: r.initial}
		if r.read != nil {
			s.Value = g.asRead(ctx, r)
		}
		if r.options != nil {
			s.Options = r.options()
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
	if value, err = r.take(value); err != nil {
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
	return g.heedNow(ctx)
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
func (r rule) value(kept map[string]string) string {
	if value, ok := kept[r.name]; ok && r.has(value) {
		return value
	}
	return r.initial
}

func (r rule) has(value string) bool {
	_, err := r.take(value)
	return err == nil
}

// take returns a value as it is kept, or says why it cannot be one.
func (r rule) take(value string) (string, error) {
	if r.options == nil {
		return r.accept(value)
	}
	if known := values(r.options()); !slices.Contains(known, value) {
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
// another. It reports whether programs are to start otherwise, which the caller has
// take effect by chooseSurroundings: it waits for the person's shell.
func (g *Guide) heed(ctx context.Context) (surrounds bool, err error) {
	g.heeding.Lock()
	defer g.heeding.Unlock()
	kept, err := g.cfg.Store.Settings(ctx)
	if err != nil {
		return false, fmt.Errorf("reading the settings: %w", err)
	}
	g.mu.Lock()
	before := g.heeded
	g.heeded = kept
	g.mu.Unlock()
	changed := g.changed(before, kept)
	for _, r := range changed {
		surrounds = surrounds || r.surrounds
		if r.heed != nil {
			r.heed(r.value(kept))
		}
	}
	if len(changed) > 0 {
		g.tellSet()
	}
	return surrounds, nil
}

// changed returns the settings whose value is another after than before.
func (g *Guide) changed(before, after map[string]string) []rule {
	return slices.DeleteFunc(g.rules(), func(r rule) bool {
		// What is to be chosen among is looked for only where something was set.
		return after[r.name] == before[r.name] || r.value(after) == r.value(before)
	})
}

// heedNow is heed for a caller that can wait for the person's shell. What was set
// holds when it returns, also where this program came to heed it elsewhere before.
func (g *Guide) heedNow(ctx context.Context) error {
	if _, err := g.heed(ctx); err != nil {
		return err
	}
	g.chooseSurroundings(ctx)
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
