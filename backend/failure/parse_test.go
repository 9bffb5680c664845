package failure_test

import (
	"errors"
	"strings"
	"testing"

	"firstlight/backend/failure"
)

func TestParseReadsAListAndAFile(t *testing.T) {
	sources := map[string]string{
		"a file":             "failures:\n  - {id: a, pattern: it broke, cause: It broke., next: Mend it.}\n",
		"a list":             "- {id: a, pattern: it broke, cause: It broke., next: Mend it.}\n",
		"JSON":               `[{"id":"a","pattern":"it broke","cause":"It broke.","next":"Mend it."}]`,
		"a list of patterns": "- {id: a, pattern: [never seen, it broke], cause: It broke., next: Mend it.}\n",
	}
	for name, source := range sources {
		t.Run(name, func(t *testing.T) {
			catalogue, err := failure.Parse([]byte(source))
			if err != nil {
				t.Fatal(err)
			}
			if got, ok := catalogue.Match("then it broke\n", "linux"); !ok || got.Cause != "It broke." || got.Next != "Mend it." {
				t.Errorf("got %+v, %t", got, ok)
			}
		})
	}
}

func TestParseOfNothingKnowsNothing(t *testing.T) {
	for _, source := range []string{"", "failures: []\n", "[]"} {
		catalogue, err := failure.Parse([]byte(source))
		if err != nil || len(catalogue.IDs()) > 0 {
			t.Errorf("%q: got %v, %v", source, catalogue.IDs(), err)
		}
	}
}

func TestParseSaysTheLine(t *testing.T) {
	const good = "  - id: good\n    pattern: it broke\n    cause: It broke.\n    next: Mend it.\n"
	cases := []struct {
		name, entry string
		line        int
		reason      string
	}{
		{"no id", "  - pattern: x y z\n    cause: C.\n    next: N.\n", 6, "an id is small letters"},
		{"an id that is none", "  - id: Not One\n    pattern: x y z\n    cause: C.\n    next: N.\n", 6, `not "Not One"`},
		{"no pattern", "  - id: a\n    cause: C.\n    next: N.\n", 6, "needs a pattern"},
		{"an empty pattern", "  - id: a\n    pattern: ['x y', '']\n    cause: C.\n    next: N.\n", 7, "needs a pattern"},
		{"no regular expression", "  - id: a\n    pattern: '(['\n    cause: C.\n    next: N.\n", 7, "not a regular expression in RE2 syntax"},
		{"backtracking", "  - id: a\n    pattern: '(x+)\\1'\n    cause: C.\n    next: N.\n", 7, "not a regular expression in RE2 syntax"},
		{"anything", "  - id: a\n    pattern: 'x*'\n    cause: C.\n    next: N.\n", 7, "matches anything"},
		{"a long pattern", "  - id: a\n    pattern: " + strings.Repeat("x", 1001) + "\n    cause: C.\n    next: N.\n", 7, "more than 1000 characters"},
		{"no cause", "  - id: a\n    pattern: x y z\n    next: N.\n", 6, "needs a cause"},
		{"no next", "  - id: a\n    pattern: x y z\n    cause: C.\n    next: ' '\n", 9, "what to do next"},
		{"an unknown system", "  - id: a\n    pattern: x y z\n    os: [macos]\n    cause: C.\n    next: N.\n", 8, `not "macos"`},
		{"two commands", "  - id: a\n    pattern: x y z\n    cause: C.\n    next: N.\n    command: |\n      one\n      two\n", 10, "more than one line"},
		{"no address", "  - id: a\n    pattern: x y z\n    cause: C.\n    next: N.\n    docs: javascript:alert(1)\n", 10, "address of a page"},
		{"the same twice", "  - id: good\n    pattern: x y z\n    cause: C.\n    next: N.\n", 6, "stands here twice"},
		{"over what is not there", "  - id: a\n    pattern: x y z\n    over: [b]\n    cause: C.\n    next: N.\n", 8, `over "b", which is not in this list`},
		{"over itself", "  - id: a\n    pattern: x y z\n    over: [a]\n    cause: C.\n    next: N.\n", 8, "over itself"},
		{"a place without a group", "  - id: a\n    pattern: x y z\n    cause: C {file}.\n    next: N.\n", 7, "no group (?P<file>…)"},
		{"a group that may be left out", "  - id: a\n    pattern: 'x y(?: (?P<file>\\w+))?'\n    cause: C {file}.\n    next: N.\n", 7, "can be left out"},
		{"a group in one of two ways", "  - id: a\n    pattern: 'x (?P<file>\\w+)|y'\n    cause: C.\n    next: N {file}.\n", 7, "can be left out"},
		{"a group that may be empty", "  - id: a\n    pattern: 'x (?P<file>\\w*) y'\n    cause: C {file}.\n    next: N.\n", 7, "can be left out"},
		{"a place that one pattern lacks", "  - id: a\n    pattern: ['x (?P<file>\\w+)', y y y]\n    cause: C.\n    next: N {file}.\n", 7, "no group (?P<file>…)"},
		{"a place in quotes", "  - id: a\n    pattern: 'x (?P<file>\\w+)'\n    cause: C.\n    next: N.\n    command: rm '{file}'\n", 10, "in quotes"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := failure.Parse([]byte("failures:\n" + good + c.entry))
			var wrong *failure.Error
			if !errors.As(err, &wrong) {
				t.Fatalf("got %v", err)
			}
			if wrong.Line != c.line || wrong.Index != 1 || !strings.Contains(wrong.Reason, c.reason) {
				t.Errorf("got line %d of failure %d: %s; want line %d of 1: …%s…", wrong.Line, wrong.Index, wrong.Reason, c.line, c.reason)
			}
		})
	}
}

func TestParseRefusesWhatIsNotAList(t *testing.T) {
	for _, source := range []string{
		"failures: 5\n",
		"failure: []\n",
		"failures:\n  - {id: a, patern: x, cause: C., next: N.}\n",
		"failures: [\n",
		"just a text\n",
	} {
		if _, err := failure.Parse([]byte(source)); err == nil {
			t.Errorf("%q was taken", source)
		}
	}
}

func TestPlacesOfOtherLanguagesAreLeftAlone(t *testing.T) {
	catalogue, err := failure.Parse([]byte(`- {id: a, pattern: it broke, cause: C., next: N., command: "docker ps --format '{{.Names}}' ${HOME}"}`))
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := catalogue.Match("it broke", "linux"); got.Command != "docker ps --format '{{.Names}}' ${HOME}" {
		t.Errorf("got %q", got.Command)
	}
}
