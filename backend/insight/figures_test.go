package insight

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// TestMediansAreDrawnAsABootstrapDrawsThem holds the short way against the long
// one, which draws as many durations and takes their median.
func TestMediansAreDrawnAsABootstrapDrawsThem(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 2, 9, 20, 101} {
		sorted := make([]time.Duration, n)
		for i := range sorted {
			sorted[i] = time.Duration(r.ExpFloat64() * float64(time.Hour))
		}
		slices.Sort(sorted)
		const times = 20_000
		short, long := make([]time.Duration, times), make([]time.Duration, times)
		d := newDrawer()
		sample := make([]time.Duration, n)
		for i := range times {
			short[i] = d.median(sorted)
			for k := range sample {
				sample[k] = sorted[r.IntN(n)]
			}
			slices.Sort(sample)
			long[i] = quantile(sample, 0.5)
		}
		slices.Sort(short)
		slices.Sort(long)
		var mean [2]float64
		for i := range times {
			mean[0] += short[i].Hours() / times
			mean[1] += long[i].Hours() / times
		}
		if off := mean[0] - mean[1]; off > 0.02 || off < -0.02 {
			t.Errorf("of %d the medians are %.3f h on average, and drawn the long way %.3f h", n, mean[0], mean[1])
		}
		// As many of each lie below any value: the greatest difference between the
		// two, as Kolmogorov and Smirnov measure it.
		worst := 0.0
		for _, at := range long {
			a, _ := slices.BinarySearch(short, at+1)
			b, _ := slices.BinarySearch(long, at+1)
			worst = max(worst, max(float64(a-b), float64(b-a))/times)
		}
		if worst > 0.02 {
			t.Errorf("of %d the two differ by %.3f", n, worst)
		}
	}
}
