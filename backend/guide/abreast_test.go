package guide_test

import (
	"slices"
	"testing"

	"firstlight/backend/journey"
)

func TestAbreastOfACloneAreTheOtherClones(t *testing.T) {
	clone := func(id string) journey.Step {
		return journey.Step{ID: id, Kind: journey.Clone, Claim: journey.CloneClaim{URL: "https://host/" + id, Into: id}}
	}
	g := newWorld(t, clone("one"), step("tool"), clone("two"), clone("three")).face()
	for id, want := range map[string][]string{"two": {"one", "three"}, "tool": nil, "none": nil} {
		if got := g.Abreast(id); !slices.Equal(got, want) {
			t.Errorf("abreast of %s: %v, want %v", id, got, want)
		}
	}
}
