package journey_test

import (
	"testing"

	"firstlight/backend/journey"
)

func TestWhatAStepRestsOnAsideFromTheWay(t *testing.T) {
	for _, test := range []struct {
		step, aside journey.Kind
		rests       bool
	}{
		{journey.Clone, journey.Proxy, true},
		{journey.Clone, journey.Network, true},
		{journey.Clone, journey.SSH, true},
		{journey.Clone, journey.Keyring, false},
		{journey.SignIn, journey.Keyring, true},
		{journey.Merge, journey.Keyring, true},
		{journey.Merge, journey.Proxy, true},
		{journey.Commit, journey.Identity, true},
		{journey.Commit, journey.Proxy, false},
		{journey.Run, journey.Disk, true},
		{journey.Ask, journey.Disk, false},
		{journey.Tool, journey.Locale, false},
	} {
		if got := (journey.Step{Kind: test.step}).Rests(journey.Step{Kind: test.aside}); got != test.rests {
			t.Errorf("a %s step rests on %s: %t, want %t", test.step, test.aside, got, test.rests)
		}
	}
}
