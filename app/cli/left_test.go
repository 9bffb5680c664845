package main

import (
	"strings"
	"testing"

	"firstlight/app"
	"firstlight/backend/check"
)

func TestWhyTellsTheCauseThatIsKnown(t *testing.T) {
	step := app.Step{Summary: "The image is not here yet", LastFix: &app.Run{Outcome: "failed", Reason: `Get "https://r.example/v2/": EOF`}}
	if got := why(step); !strings.HasSuffix(got, `The last try ended with: Get "https://r.example/v2/": EOF`) {
		t.Errorf("a failure that nobody knows is told as %q", got)
	}
	step.LastFix.Known = &check.KnownFailure{Cause: "The registry r.example was not reached."}
	if got := why(step); !strings.HasSuffix(got, "The last try ended with: The registry r.example was not reached.") || strings.Contains(got, "EOF") {
		t.Errorf("a failure that is known is told as %q", got)
	}
}
