package journey_test

import (
	"errors"
	"strings"
	"testing"

	"firstlight/backend/journey"
)

// Each of these is short to write and, without a bound, long or deep to read.
func TestHostileFilesAreRefused(t *testing.T) {
	const mib = 1 << 20
	fill := func(unit string) string { return strings.Repeat(unit, mib/len(unit)) }
	var stairs strings.Builder
	for i := 0; stairs.Len() < mib-2000; i++ {
		stairs.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	long := strings.Repeat("k", mib/2)
	const deep, much = "lists and keys lie more than 32 deep", "the file has too much in it"
	tests := []struct{ name, text, want string }{
		{"too large", strings.Repeat("#", mib+1), "1:1: the file is larger than 1 MiB"},
		{"brackets", fill("["), much},
		{"brackets, fewer", strings.Repeat("[", 1000), "1:33: " + deep},
		{"braces", strings.Repeat("{a: ", 1000), deep},
		{"brackets over lines", strings.Repeat("[\n", 10000), "33:1: " + deep},
		{"dashes", strings.Repeat("- ", 20000), "1:65: " + deep},
		{"dashes and brackets", strings.Repeat("- [", 5000), "1:49: " + deep},
		{"stairs", stairs.String(), "33:33: " + deep},
		{"question marks", fill("? "), much},
		{"tags", strings.Repeat("!a ", 1000), "1:1: the tag"},
		{"anchors", strings.Repeat("&a ", 1000), "a value cannot have two anchors"},
		{"documents", strings.Repeat("---\n", 1000), "2:1: a second document"},
		{"blank lines in a text", "a: |\n  b" + fill("\n")[:mib-100], "35:1: more than 32 blank lines"},
		{"blank Windows lines in a text", "a: |\n  b" + fill("\r\n")[:mib-100], "more than 32 blank lines"},
		{"lines of spaces", "a: |\n  b" + fill("  \n")[:mib-100], "more than 32 blank lines"},
		{"tabs in quotes", "a: \"" + fill("\tb")[:mib-100], "1:1: more than 64 tabs in a line"},
		{"angles", "a: " + fill("<")[:mib-100], "more than 64 < in a row"},
		{"a long key over many", long + ":\n" + strings.Repeat("  - a: b\n", 10000), "a key is longer than 256 characters"},
		{"many keys", strings.Repeat("a: b\n", 10000), "257:1: more than 256 keys"},
		{"many keys without commas", "[" + strings.Repeat("\na: ", 10000), "258:1: more than 256 keys"},
		{"many steps", head + strings.Repeat("      - ask: a\n", 501), "505:9: the journey has more than 500 steps"},
		{"many flow keys", "{" + strings.Repeat("a: b,", 100000) + "}", much},
		{"aliases", "a: &a [" + strings.Repeat("x,", 1000) + "]\nb: [" + strings.Repeat("*a,", 1000) + "]\n", "with its aliases written out the file has more than 50000 values"},
		{"a number of a million digits", head + "      - port: " + strings.Repeat("9", mib-200) + "\n", "5:15: port"},
		{"an exponent", head + "      - port: 1.0e999999999\n", "5:15: port"},
		{"a long word", head + "      - " + strings.Repeat("t", 250) + ": a\n", "is not a kind of step"},
		{"a pattern that repeats", head + "      - identity: true\n        email: ((a{1000}){1000}){1000}\n", "6:16: email"},
	}
	p := mustParser(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := p.Parse("journey.yaml", []byte(tt.text))
			var wrong journey.Errors
			if !errors.As(err, &wrong) {
				t.Fatalf("got %v, want Errors", err)
			}
			if got := wrong.Error(); !strings.Contains(got, tt.want) || len(got) > 20000 {
				t.Errorf("got %.300q, want %q", got, tt.want)
			}
		})
	}
}

func TestLargeJourneysAreRead(t *testing.T) {
	text := head + strings.Repeat("      - run: |\n          echo one\n          echo two\n        needs: []\n        why: It has to be done.\n", 500)
	j, err := mustParser(t).Parse("journey.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if got := len(j.Steps()); got != 500 {
		t.Errorf("got %d steps, want 500", got)
	}
}
