package machine

import (
	"strings"
	"testing"

	"firstlight/backend/check"
)

func TestAMacThatTranslates(t *testing.T) {
	const native = "/opt/homebrew/bin/brew"
	for _, c := range []struct {
		name  string
		seen  translation
		codes string
		says  string
	}{
		{"all native", translation{apple: true, brew: native, native: native}, "", ""},
		{"an older Mac", translation{us: true, shell: "zsh", brew: intelBrew}, "", ""},
		{"this program", translation{apple: true, us: true}, "platform/translated", "Get the Firstlight for Apple silicon (arm64)"},
		{"the terminal", translation{apple: true, shell: "zsh"}, "platform/translated-terminal", "Find your terminal's application in the Finder, choose Get Info, turn off Open using Rosetta, and open it anew"},
		{"the terminal, and so this program", translation{apple: true, us: true, shell: "zsh"}, "platform/translated-terminal platform/translated", ""},
		{"only the other Homebrew", translation{apple: true, brew: intelBrew}, "platform/intel-homebrew", "Install the Homebrew for Apple silicon, which goes to /opt/homebrew, and with it what you need"},
		{"the other Homebrew first", translation{apple: true, brew: intelBrew, native: native}, "platform/intel-homebrew", `Have the other one come first on your PATH: add eval "$(/opt/homebrew/bin/brew shellenv)" to ~/.zprofile`},
	} {
		var codes []string
		troubles := c.seen.troubles()
		for _, t := range troubles {
			codes = append(codes, t.code)
		}
		if got := strings.Join(codes, " "); got != c.codes {
			t.Errorf("%s: %q, want %q", c.name, got, c.codes)
		}
		f, _ := judgePlatform("macOS", troubles)
		if (f.Status == check.OK) != (c.codes == "") || !strings.Contains(text(f), c.says) {
			t.Errorf("%s: %+v", c.name, f)
		}
	}
}

func text(f check.Finding) string {
	said := f.Summary
	for _, e := range f.Evidence {
		said += "\n" + e.Label + ": " + e.Value
	}
	return said
}
