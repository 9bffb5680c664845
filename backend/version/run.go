package version

// cut is a place between versions: before one of them, or after it.
type cut struct {
	at    Version
	after bool
}

func (c cut) compare(other cut) int {
	if order := c.at.Compare(other.at); order != 0 || c.after == other.after {
		return order
	}
	if c.after {
		return 1
	}
	return -1
}

// run is a run of versions, from one cut to another or without an end.
type run struct {
	low, high cut
	endless   bool
}

func (r run) holds(v Version) bool {
	return r.low.compare(cut{at: v}) <= 0 && (r.endless || r.high.compare(cut{v, true}) >= 0)
}

func (r run) empty() bool { return !r.endless && r.low.compare(r.high) >= 0 }

// start is the cut before every version.
func start() cut { return cut{at: build(nil, "0", "")} }

// all is the run of every version.
func all() run { return run{low: start(), endless: true} }

func from(v Version) run { return run{low: cut{at: v}, endless: true} }

func until(end cut) run { return run{low: start(), high: end} }

// first is the cut before a version and its pre-releases: whoever wants less
// than 21 does not want 21.0.0-rc.1 either.
func first(v Version) cut {
	if !v.Prerelease() && v.letter == "" {
		v = build(v.numbers(), "0", "")
	}
	return cut{at: v}
}

// next returns the version that follows the series of the first count numbers:
// after 1.26.3 it is 2 for one number, 1.27 for two and 1.26.4 for three.
func next(v Version, count int) Version {
	numbers := v.numbers()
	for len(numbers) < count {
		numbers = append(numbers, 0)
	}
	numbers = numbers[:count]
	numbers[count-1]++
	return build(numbers, "", "")
}

// series is the run of the versions from v on that share its first count
// numbers.
func series(v Version, count int) run {
	return run{low: cut{at: v}, high: first(next(v, count))}
}

// exactly is the run of what v stands for, with so many numbers given: one
// version where it is a pre-release or has a letter, otherwise a series.
func exactly(v Version, given int) run {
	if v.Prerelease() || v.letter != "" {
		return run{low: cut{at: v}, high: cut{v, true}}
	}
	return series(v, given)
}

// without returns what is left of all versions without those that v stands for.
func without(v Version, given int) []run {
	return []run{until(first(v)), {low: exactly(v, given).high, endless: true}}
}

// both returns the runs of the versions that are in a run of either list.
func both(a, b []run) []run {
	var common []run
	for _, x := range a {
		for _, y := range b {
			if r := x.and(y); !r.empty() {
				common = append(common, r)
			}
		}
	}
	return common
}

func (r run) and(other run) run {
	if r.low.compare(other.low) < 0 {
		r.low = other.low
	}
	if !other.endless && (r.endless || other.high.compare(r.high) < 0) {
		r.high, r.endless = other.high, false
	}
	return r
}
