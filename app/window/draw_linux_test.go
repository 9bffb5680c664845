package window

import (
	"os"
	"testing"
)

func TestDrawPlainlyLeavesWhatThePersonHasSet(t *testing.T) {
	const way, device = "WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_WEB_RENDER_DEVICE_FILE"
	for name, c := range map[string]struct{ before, want map[string]string }{
		"nothing set":  {nil, map[string]string{way: "1", device: "/dev/null"}},
		"another way":  {map[string]string{way: "0"}, map[string]string{way: "0"}},
		"another card": {map[string]string{device: "/dev/dri/renderD129"}, map[string]string{way: "1", device: "/dev/dri/renderD129"}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, v := range []string{way, device} {
				t.Setenv(v, "") // So that it is as before once the test has ended.
				if err := os.Unsetenv(v); err != nil {
					t.Fatal(err)
				}
			}
			for v, value := range c.before {
				t.Setenv(v, value)
			}
			if err := drawPlainly(); err != nil {
				t.Fatal(err)
			}
			for _, v := range []string{way, device} {
				got, set := os.LookupEnv(v)
				if want, wanted := c.want[v]; got != want || set != wanted {
					t.Errorf("%s is %q, %t; want %q, %t", v, got, set, want, wanted)
				}
			}
		})
	}
}
