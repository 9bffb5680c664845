package insight

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// Fewest is how many people a figure needs before anything is concluded from it.
const Fewest = 8

// Spread is how long something took many people.
type Spread struct {
	// People is how many that were.
	People int
	// Sum adds them up. Half of them took at most Median, nine in ten at most P90.
	Sum, Median, P90 time.Duration
}

// TooFew reports whether it is of too few people to conclude anything.
func (s Spread) TooFew() bool { return s.People < Fewest }

// spreadOf returns the spread of durations, which it sorts.
func spreadOf(took []time.Duration) Spread {
	slices.Sort(took)
	s := Spread{People: len(took), Median: quantile(took, 0.5), P90: quantile(took, 0.9)}
	for _, d := range took {
		s.Sum += d
	}
	return s
}

// quantile returns the value below which a part of sorted durations lies, between
// two of them where it falls there; zero for none.
func quantile(sorted []time.Duration, part float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	at := part * float64(len(sorted)-1)
	low := int(at)
	high := min(low+1, len(sorted)-1)
	return sorted[low] + time.Duration((at-float64(low))*float64(sorted[high]-sorted[low]))
}

// Interval is where a figure lies with 95 % confidence.
type Interval struct{ Low, High time.Duration }

// draws is how many times a bootstrap draws.
const draws = 2000

// medianOf returns the interval of the median of sorted durations, and
// differenceOf that of the difference of two medians, after less before.
func medianOf(sorted []time.Duration) Interval {
	d := newDrawer()
	return d.interval(func() time.Duration { return d.median(sorted) })
}

func differenceOf(before, after []time.Duration) Interval {
	d := newDrawer()
	return d.interval(func() time.Duration { return d.median(after) - d.median(before) })
}

// drawer draws medians as a bootstrap does. It draws the same each time, so that
// the same people give the same figures.
type drawer struct{ r *rand.Rand }

func newDrawer() drawer { return drawer{rand.New(rand.NewPCG(19, 65))} }

func (d drawer) interval(draw func() time.Duration) Interval {
	drawn := make([]time.Duration, draws)
	for i := range drawn {
		drawn[i] = draw()
	}
	slices.Sort(drawn)
	return Interval{Low: quantile(drawn, 0.025), High: quantile(drawn, 0.975)}
}

// median returns the median of as many durations, drawn with replacement from the
// sorted ones. It need not draw them: which rank is in the middle of n draws from n
// follows a beta distribution.
func (d drawer) median(sorted []time.Duration) time.Duration {
	n := len(sorted)
	if n == 0 {
		return 0
	}
	at := func(u float64) time.Duration { return sorted[min(int(u*float64(n)), n-1)] }
	if n%2 == 1 {
		return at(d.beta(float64(n+1)/2, float64(n+1)/2))
	}
	half := float64(n) / 2
	low := d.beta(half, half+1)
	high := low + (1-low)*d.beta(1, half)
	return (at(low) + at(high)) / 2
}

func (d drawer) beta(a, b float64) float64 {
	x, y := d.gamma(a), d.gamma(b)
	return x / (x + y)
}

// gamma draws from a gamma distribution of a shape of at least 1, after Marsaglia
// and Tsang.
func (d drawer) gamma(shape float64) float64 {
	base := shape - 1.0/3
	scale := 1 / math.Sqrt(9*base)
	for {
		x := d.r.NormFloat64()
		v := 1 + scale*x
		if v <= 0 {
			continue
		}
		v *= v * v
		if math.Log(1-d.r.Float64()) < x*x/2+base*(1-v+math.Log(v)) {
			return base * v
		}
	}
}
