package machine

import (
	"runtime/debug"
	"testing"
	"time"
)

func TestADayAfterWhichTheProgramWasBuilt(t *testing.T) {
	module := func(version string) *debug.Module { return &debug.Module{Version: version} }
	for _, c := range []struct {
		name string
		info debug.BuildInfo
		want string
	}{
		{"its commit", debug.BuildInfo{Settings: []debug.BuildSetting{{Key: "vcs.time", Value: "2026-11-24T12:55:00Z"}}}, "2026-11-24"},
		{"its youngest module", debug.BuildInfo{Deps: []*debug.Module{
			module("v1.2.3"), module("v0.0.0-20261006220739-8c912ac31dd4"), module("v1.5.4-0.20250319132907-e064f32e3674"), module("v28.5.2+incompatible"),
		}}, "2026-10-06"},
		{"a module before a release", debug.BuildInfo{Deps: []*debug.Module{module("v2.0.0-rc.1.0.20250319132907-e064f32e3674"), module("v1.0.0-rc.5")}}, "2025-03-19"},
		{"nothing", debug.BuildInfo{}, "0001-01-01"},
	} {
		if got := builtAfter(&c.info, true).Format(time.DateOnly); got != c.want {
			t.Errorf("by %s: %s, want %s", c.name, got, c.want)
		}
	}
}
