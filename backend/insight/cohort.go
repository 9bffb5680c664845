package insight

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// Filter chooses onboardings; an empty field chooses all.
type Filter struct {
	Journey string
	// Version is the beginning of the hash of a version.
	Version string
	Track   string
	// Month is when they began, such as "2026-03", in UTC.
	Month string
}

// Of returns those that it chooses.
func (f Filter) Of(all []Onboarding) []Onboarding {
	var chosen []Onboarding
	for _, o := range all {
		if (f.Journey == "" || o.Journey == f.Journey) && (len(o.Version) >= len(f.Version) && o.Version[:len(f.Version)] == f.Version) &&
			(f.Track == "" || o.Track == f.Track) && (f.Month == "" || o.Month() == f.Month) {
			chosen = append(chosen, o)
		}
	}
	return chosen
}

// Month returns the month in which the onboarding began, such as "2026-03".
func (o Onboarding) Month() string { return o.StartedAt.UTC().Format("2006-01") }

// Cohort is the people who met one version of a journey, on one track, and began in
// one month.
type Cohort struct {
	Journey, Version, Track, Month string
	People, Finished               int
}

// Cohorts returns the cohorts that there are, by journey and then by month.
func Cohorts(all []Onboarding) []Cohort {
	by := map[Cohort]Cohort{}
	for _, o := range all {
		key := Cohort{Journey: o.Journey, Version: o.Version, Track: o.Track, Month: o.Month()}
		c, ok := by[key]
		if !ok {
			c = key
		}
		c.People++
		if !o.FinishedAt.IsZero() {
			c.Finished++
		}
		by[key] = c
	}
	return slices.SortedFunc(maps.Values(by), func(a, b Cohort) int {
		return cmp.Or(cmp.Compare(a.Journey, b.Journey), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Version, b.Version), cmp.Compare(a.Track, b.Track))
	})
}

// Version is one version of a journey.
type Version struct {
	Hash string
	// First is when the first person began with it.
	First  time.Time
	People int
}

// Versions returns the versions of a journey in the order in which people began
// with them.
func Versions(all []Onboarding, journey string) []Version {
	by := map[string]Version{}
	for _, o := range all {
		if o.Journey != journey {
			continue
		}
		v, ok := by[o.Version]
		if !ok || o.StartedAt.Before(v.First) {
			v.Hash, v.First = o.Version, o.StartedAt
		}
		v.People++
		by[o.Version] = v
	}
	return slices.SortedFunc(maps.Values(by), func(a, b Version) int { return cmp.Or(a.First.Compare(b.First), cmp.Compare(a.Hash, b.Hash)) })
}
