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
	for name, c := range map[string]struct{ before, want map[string]string }{
		"nothing set":   {nil, map[string]string{plain: "1", device: "/dev/null", optimize: "0"}},
		"another way":   {map[string]string{plain: "0"}, map[string]string{optimize: "0"}},
		"another card":  {map[string]string{device: "/dev/dri/renderD129"}, map[string]string{plain: "1", optimize: "0"}},
		"all compilers": {map[string]string{optimize: "1"}, map[string]string{plain: "1", device: "/dev/null"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := tuning(func(name string) (string, bool) { value, ok := c.before[name]; return value, ok })
			if !maps.Equal(got, c.want) {
				t.Errorf("sets %v, want %v", got, c.want)
			}
		})
	}
}

func TestProgramsOfAJourneyDoNotGetWhatWebKitIsTold(t *testing.T) {
	before := os.Environ()
	if err := tuneWebKit(); err != nil {
		t.Fatal(err)
	}
	if after := os.Environ(); !slices.Equal(before, after) {
		t.Errorf("the environment for other programs became %v, was %v", after, before)
	}
}
