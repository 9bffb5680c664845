package progress_test

import (
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// TestWhatCannotBeToldForAMomentCarriesOn has a claim found several ways, one
// after another, and asks whether what needs it can be looked at then.
func TestWhatCannotBeToldForAMomentCarriesOn(t *testing.T) {
	unknown := check.CannotTell("test/unknown", "It could not be told")
	blocked := check.Finding{Status: check.Blocked, Code: "blocked/needs"}
	tests := []struct {
		name  string
		kind  journey.Kind
		found []check.Finding
		want  bool
	}{
		{"never looked at", journey.SignIn, nil, false},
		{"holds", journey.SignIn, []check.Finding{holds}, true},
		{"fails", journey.SignIn, []check.Finding{holds, fails}, false},
		{"never told", journey.SignIn, []check.Finding{unknown}, false},
		{"told of before", journey.SignIn, []check.Finding{fails, holds, unknown}, true},
		{"told against before", journey.SignIn, []check.Finding{holds, fails, unknown}, false},
		{"blocked meanwhile", journey.SignIn, []check.Finding{holds, blocked}, false},
		{"blocked on the way", journey.SignIn, []check.Finding{holds, blocked, unknown}, true},
		{"a guardrail that holds", journey.Guardrail, []check.Finding{holds}, true},
		{"a guardrail that cannot tell", journey.Guardrail, []check.Finding{holds, unknown}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := begun(progress.PlanStep{ID: "need", Kind: test.kind})
			for i, f := range test.found {
				h.found(time.Duration(i+1)*m, "need", f)
			}
			if got := h.stateAt(time.Hour).Carries("need"); got != test.want {
				t.Errorf("carries: %v, want %v", got, test.want)
			}
		})
	}
	if begun(tool).stateAt(m).Carries("another") {
		t.Error("a step that is not there carries")
	}
}
