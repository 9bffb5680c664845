package window

import (
	"maps"
	"os"
	"slices"
	"testing"
)

func TestTuningLeavesWhatThePersonHasSet(t *testing.T) {
	t.Parallel()
	const plain, device, optimize = "WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_WEB_RENDER_DEVICE_FILE", "JSC_useDFGJIT"
	for name, c := range map[string]struct {
		before []string
		want   map[string]string
	}{
		"nothing set":   {nil, map[string]string{plain: "1", device: "/dev/null", optimize: "0"}},
		"another way":   {[]string{plain}, map[string]string{optimize: "0"}},
		"another card":  {[]string{device}, map[string]string{plain: "1", optimize: "0"}},
		"all compilers": {[]string{optimize}, map[string]string{plain: "1", device: "/dev/null"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := tuning(func(name string) bool { return slices.Contains(c.before, name) })
			if !maps.Equal(got, c.want) {
				t.Errorf("sets %v, want %v", got, c.want)
			}
		})
	}
}

func TestWebKitIsToldAndTheProgramsOfAJourneyAreNot(t *testing.T) {
	before := os.Environ()
	if err := tuneWebKit(); err != nil {
		t.Fatal(err)
	}
	if left := tuning(isSetForLibraries); len(left) > 0 {
		t.Errorf("WebKit is not told of %v", left)
	}
	if after := os.Environ(); !slices.Equal(before, after) {
		t.Errorf("the environment for other programs became %v, was %v", after, before)
	}
}
