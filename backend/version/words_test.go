package version_test

import (
	"testing"

	"firstlight/backend/version"
)

func TestWords(t *testing.T) {
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
		">=20.0.0 <20.1.0-0":              "20.0",
		">=0.0.0-0 <23.0.0-0":             "below 23",
		">=0.0.0 <1.0.0-0":                "0",
		">=0.0.0-0 <3.12.0-0 || >=3.13.0": "below 3.12, or 3.13.0 or newer",
	} {
		if got, ok := version.Words(constraint); got != want || !ok {
			t.Errorf("%q reads %q, not %q", constraint, got, want)
		}
	}
	for _, involved := range []string{"~1.2", ">=1 || <0.3", ">=1.26.0-rc.1"} {
		if got, ok := version.Words(involved); ok {
			t.Errorf("%q reads %q, and is too involved for words", involved, got)
		}
	}
}
