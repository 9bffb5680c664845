package journey_test

import (
	"testing"

	"firstlight/backend/journey"
)

func TestTitleOfATool(t *testing.T) {
	for want, claim := range map[string]journey.ToolClaim{
		"Git":                  {Name: "git"},
		"Node.js 22":           {Name: "node", Version: ">=22.0.0 <23.0.0-0"},
		"pnpm 9.1.0":           {Name: "pnpm", Version: ">=9.1.0 <9.1.1-0"},
		"Go 1.26 or newer":     {Name: "go", Version: ">=1.26"},
		"Ruby in version ~3.2": {Name: "ruby", Version: "~3.2"},
	} {
		if got := claim.Title(); got != want {
			t.Errorf("%v is called %q, not %q", claim, got, want)
		}
	}
}
