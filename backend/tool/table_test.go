package tool_test

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"firstlight/backend/tool"
)

var update = flag.Bool("update", false, "write the table of tools in docs/journey-file.md anew")

// TestTheTableOfTools keeps docs/journey-file.md at what the catalogue has.
func TestTheTableOfTools(t *testing.T) {
	const file, begin, end = "../../docs/journey-file.md", "<!-- tools -->\n", "<!-- /tools -->\n"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(text), begin)
	was, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		t.Fatalf("%s has no place for the table, between %q and %q", file, begin, end)
	}
	want := table(shipped(t))
	if was == want {
		return
	}
	if !*update {
		t.Fatalf("the table of tools in %s is not that of the catalogue; write it anew with: go test ./backend/tool -run Table -update", file)
	}
	if err := os.WriteFile(file, []byte(before+begin+want+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// table returns the tools as the rows of a table, in alphabetical order.
func table(c tool.Catalogue) string {
	var b strings.Builder
	b.WriteString("| `tool` | asks for | told apart from |\n| --- | --- | --- |\n")
	for _, name := range c.Names() {
		e := c.Entry(name)
		title := e.Title
		if !slices.Equal(e.Commands, []string{name}) {
			title += ": `" + strings.Join(e.Commands, "`, or else `") + "`"
		}
		b.WriteString("| `" + name + "` | " + title + " | " + strings.TrimRight(strings.Join(e.Alike, "; "), ",") + " |\n")
	}
	return b.String()
}
