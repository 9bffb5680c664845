package guide

// Theme is how Firstlight looks.
type Theme string

// The themes.
const (
	// ThemeSystem is light or dark as the system is, as long as nothing else was chosen.
	ThemeSystem Theme = "system"
	ThemeLight  Theme = "light"
	ThemeDark   Theme = "dark"
)

const settingTheme = "theme"

func themes() []Option {
	return []Option{{string(ThemeSystem), "as the system does"}, {string(ThemeLight), "light"}, {string(ThemeDark), "dark"}}
}

// QuitOptions are what may become of the services when a face is closed, as people call it
// in a sentence that begins with those services.
func QuitOptions() []Option {
	return []Option{{string(QuitStay), "keep running"}, {string(QuitStop), "are stopped"}}
}

// themeLocked returns the theme that was chosen. The caller holds g.mu.
func (g *Guide) themeLocked() Theme {
	switch t := Theme(g.heeded[settingTheme]); t {
	case ThemeLight, ThemeDark:
		return t
	default:
		return ThemeSystem
	}
}

// Theme returns how Firstlight is to look, whether a journey is open or not.
func (g *Guide) Theme() Theme {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.themeLocked()
}
