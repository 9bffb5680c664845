package journey_test

import (
	"strings"
	"testing"
)

func TestAFolderThatNothingPutsThereIsWarnedOf(t *testing.T) {
	for name, test := range map[string]struct {
		steps string
		line  int
	}{
		"nothing clones it":            {"- run: make test\n        in: payments", 4},
		"another is cloned":            {"- clone: https://acme.example/ledger.git\n      - run: make test\n        in: payments", 5},
		"a name that starts alike":     {"- clone: https://acme.example/payments.git\n      - run: make\n        in: payments-web", 5},
		"services":                     {"- compose: payments/compose.yaml", 4},
		"a commit":                     {"- commit: payments", 4},
		"it is cloned":                 {"- clone: https://acme.example/payments.git\n      - run: make test\n        in: payments/web\n      - compose: payments/compose.yaml", 0},
		"it is cloned further down":    {"- run: make test\n        in: payments\n      - clone: https://acme.example/payments.git", 0},
		"it is cloned into that":       {"- clone: https://acme.example/x.git\n        into: payments\n      - commit: payments", 0},
		"a command makes it":           {"- run: ./unpack\n        creates: payments\n      - run: make\n        in: payments/web", 0},
		"a command makes it elsewhere": {"- clone: https://acme.example/x.git\n      - run: ./unpack\n        in: x\n        creates: payments\n      - run: make\n        in: payments", 8},
		"the workspace itself":         {"- run: make test\n      - compose: compose.yaml", 0},
	} {
		t.Run(name, func(t *testing.T) {
			j, err := mustParser(t).Parse("journey.yaml", []byte("name: Small\nstages:\n  - {name: All, steps: [{ask: Hello.}]}\n  - name: Code\n    steps:\n      "+test.steps+"\n"))
			if err != nil {
				t.Fatal(err)
			}
			warnings := j.Warnings("")
			if there := j.Warnings("payments"); name == "nothing clones it" && len(there) > 0 {
				t.Errorf("of a folder that is there it warns: %v", there)
			}
			switch {
			case test.line == 0 && len(warnings) > 0:
				t.Errorf("it warns: %v", warnings)
			case test.line > 0 && (len(warnings) != 1 || warnings[0].Line != test.line+2 || warnings[0].File != "journey.yaml" || !strings.Contains(warnings[0].Problem, "payments")):
				t.Errorf("it warns of %v, want one on line %d", warnings, test.line+2)
			}
		})
	}
}
