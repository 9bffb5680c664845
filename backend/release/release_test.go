package release_test

import (
	"runtime/debug"
	"testing"

	"firstlight/backend/release"
)

func TestName(t *testing.T) {
	const commit = "4017ee2a6e1f0c1d2b3a49586776655443322110"
	built := func(version string, settings ...debug.BuildSetting) *debug.BuildInfo {
		return &debug.BuildInfo{Main: debug.Module{Version: version}, Settings: settings}
	}
	revision := debug.BuildSetting{Key: "vcs.revision", Value: commit}
	for name, test := range map[string]struct {
		linked string
		info   *debug.BuildInfo
		want   string
	}{
		"named by the build":           {"v1.2.0-3-g4017ee2", built("(devel)", revision), "v1.2.0-3-g4017ee2"},
		"a released module":            {"", built("v1.2.0"), "v1.2.0"},
		"a commit":                     {"", built("(devel)", revision), "4017ee2a6e1f"},
		"a commit with changes":        {"", built("", revision, debug.BuildSetting{Key: "vcs.modified", Value: "true"}), "4017ee2a6e1f-dirty"},
		"a commit without changes":     {"", built("", revision, debug.BuildSetting{Key: "vcs.modified", Value: "false"}), "4017ee2a6e1f"},
		"a short commit":               {"", built("", debug.BuildSetting{Key: "vcs.revision", Value: "4017"}), "4017"},
		"nothing is known":             {"", built("(devel)"), release.Development},
		"not even how it was built":    {"", nil, release.Development},
		"named though nothing's known": {"v1.2.0", nil, "v1.2.0"},
	} {
		if got := release.NameOf(test.linked, test.info); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
	if release.Name() == "" {
		t.Error("this program has no name")
	}
}
