package main

import (
	"testing"

	"firstlight/backend/check"
)

func TestAdvance(t *testing.T) {
	for _, c := range []struct {
		p    check.Progress
		want string
	}{
		{check.Progress{Phase: "Building"}, "Building"},
		{check.Progress{Phase: "Counting objects", Done: 7}, "Counting objects 7"},
		{check.Progress{Phase: "Resolving deltas", Done: 1, Total: 4}, "Resolving deltas 25% (1 of 4)"},
		{check.Progress{Phase: "Pulling", Done: 2_000_000, Unit: check.Bytes}, "Pulling 2.0 MB"},
		{check.Progress{Phase: "Pulling", Done: 2_000_000, Total: 8_000_000, Unit: check.Bytes}, "Pulling 25% (2.0 MB of 8.0 MB)"},
		{
			check.Progress{Phase: "Receiving objects", Done: 450, Total: 1000, Bytes: 1_258_291, Rate: 2_411_724, Left: 75},
			"Receiving objects 45% (450 of 1000) · 1.3 MB · 2.4 MB/s · about 1m15s left",
		},
	} {
		if got := advance(c.p); got != c.want {
			t.Errorf("advance(%+v) = %q, want %q", c.p, got, c.want)
		}
	}
}
