package journey

import "testing"

func TestVersionWords(t *testing.T) {
	for constraint, want := range map[string]string{
		"":                    "",
		"1.26":                "1.26",
		">=1.26":              "1.26 or newer",
		">= 1.26.0":           "1.26.0 or newer",
		">=4.11.0 <4.11.1-0":  "4.11.0",
		">=22.0.0 <23.0.0-0":  "22",
		">=3.12.0 <3.13.0-0":  "3.12",
		">=3.9, <4.0":         "3.9 or newer, below 4",
		">=24.0.0 <24.17.0-0": "24 below 24.17",
		">=2.0.0 <20.0.0-0":   "2 or newer, below 20",
		">=20.12.0 <21.0.0-0 || >=22.0.0 <23.0.0-0 || >=26.0.0": "20.12 or newer, below 21, or 22, or 26.0.0 or newer",
		"~1.2":        "in version ~1.2",
		">=1 || <0.3": "in version >=1 || <0.3",
	} {
		if got := versionWords(constraint); got != want {
			t.Errorf("%q reads %q, not %q", constraint, got, want)
		}
	}
}
