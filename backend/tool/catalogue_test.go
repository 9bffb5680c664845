package tool_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"firstlight/assets"
	"firstlight/backend/tool"
)

func TestShippedCatalogue(t *testing.T) {
	catalogue, err := tool.ParseCatalogue(assets.ToolCatalogue())
	if err != nil {
		t.Fatal(err)
	}
	// What is read bit by bit is what is read at once.
	shipped := tool.ShippedCatalogue(string(assets.ToolCatalogue()))
	if diff := tool.Differences(catalogue, shipped); diff != "" {
		t.Error(diff)
	}
	const least = 80
	if names := catalogue.Names(); len(names) < least {
		t.Errorf("only %d tools: %v", len(names), names)
	}
}

const sound = `tools:
  - name: harbour
    title: Harbour
    commands: [harbour]
    version: { args: [--version], pattern: 'harbour (\S+)' }
    docs: https://example.com/harbour
    install: { apt: harbour, brew: [harbour, harbour-lamps] }
`

func TestParseCatalogueRefuses(t *testing.T) {
	if _, err := tool.ParseCatalogue([]byte(sound)); err != nil {
		t.Fatalf("a sound catalogue: %v", err)
	}
	for _, c := range []struct {
		name, from, to string
		line           int
		says           string
	}{
		{"a name with a space", "name: harbour", "name: The harbour", 2, "The harbour"},
		{"no title", "title: Harbour", "title: ''", 3, "title"},
		{"no commands", "[harbour]\n", "[]\n", 4, "commands"},
		{"no arguments", "[--version]", "[]", 5, "arguments"},
		{"a broken pattern", `(\S+)`, `(\S+`, 5, "pattern"},
		{"a pattern without a group", `(\S+)`, `\S+`, 5, "pattern"},
		{"a pattern with two groups", `(\S+)`, `(\S)(\S+)`, 5, "pattern"},
		{"docs that are not https", "https://", "http://", 6, "https"},
		{"an unknown package manager", "apt: harbour", "apd: harbour", 7, "apd"},
		{"a package that is an option", "apt: harbour", "apt: --harbour", 7, "package"},
		{"an empty list of packages", "[harbour, harbour-lamps]", "[]", 7, "package"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := tool.ParseCatalogue([]byte(strings.Replace(sound, c.from, c.to, 1)))
			var e *tool.CatalogueError
			if !errors.As(err, &e) {
				t.Fatalf("error %v, want one with a line", err)
			}
			if e.Line != c.line || !strings.Contains(e.Reason, c.says) {
				t.Errorf("line %d: %s; want line %d and %q", e.Line, e.Reason, c.line, c.says)
			}
		})
	}
	t.Run("twice", func(t *testing.T) {
		_, err := tool.ParseCatalogue([]byte(sound + strings.TrimPrefix(sound, "tools:\n")))
		var e *tool.CatalogueError
		if !errors.As(err, &e) || e.Line != 8 {
			t.Errorf("error %v, want one for line 8", err)
		}
	})
	for name, text := range map[string]string{
		"an unknown key": strings.Replace(sound, "docs:", "documents:", 1),
		"no YAML":        "tools: [",
		"another shape":  "tools: harbour",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := tool.ParseCatalogue([]byte(text))
			if err == nil || !regexp.MustCompile(`\[\d+:\d+\]`).MatchString(err.Error()) {
				t.Errorf("error %v, want one with a line and column", err)
			}
		})
	}
}
