package tool

import "testing"

func TestReadVersionOfAPackage(t *testing.T) {
	for version, want := range map[string]string{
		"2:1.19~1": "1.19", "1:2.39.5-0+deb12u2": "2.39.5", "20.10.24+dfsg1-1+deb12u1+b6": "20.10.24",
		"3.11.2-1+b1": "3.11.2", "(none)": "", "9.2.0~ds1-1": "9.2.0",
	} {
		if got := upstream(version); got != want {
			t.Errorf("upstream(%q) = %q, want %q", version, got, want)
		}
	}
}
