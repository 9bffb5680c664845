package failure_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the table of docs/known-failures.md anew")

func TestDocsListEveryFailure(t *testing.T) {
	const file, begin, end = "../../docs/known-failures.md", "<!-- ids -->\n", "<!-- /ids -->\n"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(text), begin)
	got, after, ok := strings.Cut(rest, end)
	if !ok {
		t.Fatalf("%s has no place for the table, between %q and %q", file, begin, end)
	}
	catalogue := known(t)
	var want strings.Builder
	fmt.Fprintf(&want, "\n%d failures are known.\n\n| id | cause |\n| --- | --- |\n", len(catalogue.IDs()))
	for _, id := range catalogue.IDs() {
		cause, _, _, _ := catalogue.Words(id)
		fmt.Fprintf(&want, "| `%s` | %s |\n", id, strings.ReplaceAll(cause, "|", `\|`))
	}
	want.WriteString("\n")
	switch {
	case got == want.String():
	case *update:
		if err := os.WriteFile(file, []byte(before+begin+want.String()+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the table of %s is not that of assets/failures.yaml; go test ./backend/failure -update writes it anew", file)
	}
}
