package insight

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
)

// VersionBefore has a Choice compared with the version that people met before.
const VersionBefore = "before"

// Choice says of whom figures are, and with whom they are compared.
type Choice struct {
	Filter
	// Against is the beginning of the hash of the version to compare with, or
	// VersionBefore, or a month such as "2026-03"; empty for none.
	Against string
}

// Of returns those that are chosen, and those to compare with: whoever met the
// other version of the same journey on the same track, in whichever month, or began
// in the other month, with whichever version. Nobody is among both.
func (c Choice) Of(all []Onboarding) (chosen, before []Onboarding) {
	if c.Against == VersionBefore {
		c = c.latest(all)
	}
	chosen = c.Filter.Of(all)
	if c.Against == "" {
		return chosen, nil
	}
	earlier := c.Filter
	if _, err := time.Parse("2006-01", c.Against); err == nil {
		earlier.Version, earlier.Month = "", c.Against
		return slices.DeleteFunc(chosen, func(o Onboarding) bool { return o.Month() == c.Against }), earlier.Of(all)
	}
	earlier.Version, earlier.Month = c.Against, ""
	chosen = slices.DeleteFunc(chosen, func(o Onboarding) bool { return strings.HasPrefix(o.Version, c.Against) })
	return chosen, earlier.Of(all)
}

// latest names the version that is chosen, or else the last one, and the version
// that people met before it; none to compare with where there is none.
func (c Choice) latest(all []Onboarding) Choice {
	c.Against = ""
	met := Filter{Journey: c.Journey, Track: c.Track}.Of(all)
	if c.Journey == "" && len(met) > 0 {
		c.Journey = Offers(met)[0].Journey
	}
	versions := Versions(met, c.Journey)
	for i := len(versions) - 1; i > 0; i-- {
		if strings.HasPrefix(versions[i].Hash, c.Version) {
			c.Version, c.Against = versions[i].Hash, versions[i-1].Hash
			break
		}
	}
	return c
}

// Offer is a journey that onboardings are of, and what can be chosen among them.
type Offer struct {
	Journey string
	People  int
	// Versions stand in the order in which people began with them, Tracks and Months
	// in their own; onboardings on no track are on none of Tracks.
	Versions []Version
	Tracks   []string
	Months   []string
	// Before and After are the hashes of the versions whose comparison says whether
	// the last change helped; empty where there is only one.
	Before, After string
}

// Offers returns the journeys that there are, the one that most people met first.
func Offers(all []Onboarding) []Offer {
	people := map[string]int{}
	for i := range all {
		people[all[i].Journey]++
	}
	offers := []Offer{}
	for _, name := range slices.SortedFunc(maps.Keys(people), func(a, b string) int {
		return cmp.Or(cmp.Compare(people[b], people[a]), cmp.Compare(a, b))
	}) {
		o := Offer{Journey: name, People: people[name], Versions: Versions(all, name)}
		if last := len(o.Versions) - 1; last > 0 {
			o.Before, o.After = o.Versions[last-1].Hash, o.Versions[last].Hash
		}
		tracks, months := map[string]bool{}, map[string]bool{}
		for i := range all {
			if all[i].Journey != name {
				continue
			}
			months[all[i].Month()] = true
			if all[i].Track != "" {
				tracks[all[i].Track] = true
			}
		}
		o.Tracks, o.Months = slices.Sorted(maps.Keys(tracks)), slices.Sorted(maps.Keys(months))
		offers = append(offers, o)
	}
	return offers
}
