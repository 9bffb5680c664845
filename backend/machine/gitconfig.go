package machine

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// setting is one value of git's configuration.
type setting struct {
	value string
	// origin is the file that it stands in.
	origin string
}

// fact returns the value as evidence.
func (s setting) fact(label string) check.Evidence {
	if s.value == "" {
		return check.Fact(label, "not set")
	}
	return check.Literal(label, s.value)
}

// yes reports whether the value turns something on.
func (s setting) yes() bool {
	switch strings.ToLower(s.value) {
	case "true", "yes", "on", "1":
		return true
	default:
		return false
	}
}

// gitSettings asks git for the values whose names match the pattern, as they
// hold outside of any repository. Names are in lower case where git does not
// tell cases apart.
func (m *Machine) gitSettings(ctx context.Context, pattern string) (map[string]setting, error) {
	const limit = 5 * time.Second
	outside := os.TempDir()
	result, err := m.runner.Run(ctx, process.Spec{
		Args: []string{"git", "config", "--null", "--show-origin", "--get-regexp", pattern},
		Dir:  outside, Limit: limit,
		Env: []string{"LC_ALL=C", "GIT_CEILING_DIRECTORIES=" + filepath.Dir(outside)},
	})
	found := map[string]setting{}
	var exit *process.ExitError
	if errors.As(err, &exit) && exit.Code == 1 {
		return found, nil // Git's answer where no value is set.
	}
	if err != nil {
		return nil, err
	}
	parts := strings.Split(result.Stdout, "\x00")
	for i := 0; i+1 < len(parts); i += 2 {
		name, value, valued := strings.Cut(parts[i+1], "\n")
		if !valued {
			value = "true" // What a name alone means.
		}
		origin := strings.TrimPrefix(strings.TrimSpace(parts[i]), "file:")
		found[strings.TrimSpace(name)] = setting{value: strings.TrimSpace(value), origin: origin}
	}
	return found, nil
}

// gitConfigs returns the files that git reads a person's settings from.
func (m *Machine) gitConfigs() []string {
	if file := m.variable("GIT_CONFIG_GLOBAL"); filepath.IsAbs(file) {
		return []string{file}
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return nil
	}
	folder := m.variable("XDG_CONFIG_HOME")
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(home, ".config")
	}
	return []string{filepath.Join(home, ".gitconfig"), filepath.Join(folder, "git", "config")}
}

// undoSetting returns the command that gives a setting its former value.
func undoSetting(name string, before setting) string {
	if before.value == "" {
		return check.Run("git", "config", "--global", "--unset", name).String()
	}
	return check.Run("git", "config", "--global", name, before.value).String()
}
