package wording_test

import (
	"strings"
	"testing"
	"time"

	"firstlight/app/wording"
)

func TestCleanTakesAwayWhatATerminalWouldActOn(t *testing.T) {
	for text, want := range map[string]string{
		"plain":                              "plain",
		"\x1b[31mred\x1b[0m":                 "red",
		"\x1b]0;title\x07after":              "after",
		"\x1b]8;;http://x\x1b\\link":         "link",
		"two\nlines\tand a tab":              "two\nlines and a tab",
		"back\bspace\rand return\x00\u009b3": "backspaceand return3",
		"right\u202eto left":                 "rightto left",
		"\x1b":                               "",
		"\x1b[2J\x1b[Hcleared":               "cleared",
	} {
		if got := wording.Clean(text); got != want {
			t.Errorf("Clean(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestTookAndSizeAreAsPeopleSayThem(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0:                                 "0s",
		1400 * time.Millisecond:           "1s",
		19*time.Second + 600e6:            "19s",
		59*time.Second + 600e6:            "59s",
		time.Hour - time.Millisecond:      "59m59s",
		200 * time.Second:                 "3m20s",
		2*time.Hour + 5*time.Minute + 1e9: "2h5m",
		76 * time.Hour:                    "3d4h",
	} {
		if got := wording.Took(d); got != want {
			t.Errorf("Took(%v) = %q, want %q", d, got, want)
		}
	}
	for bytes, want := range map[int64]string{
		0: "0 bytes", 999: "999 bytes", 1500: "1.5 kB", 12_345_678: "12 MB", 3_000_000_000: "3.0 GB", 5e15: "5000 TB",
	} {
		if got := wording.Size(bytes); got != want {
			t.Errorf("Size(%d) = %q, want %q", bytes, got, want)
		}
	}
}

func TestPartsAddUpToWhatIsSaidOfTheWhole(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	for whole, c := range map[time.Duration]struct {
		parts []time.Duration
		want  string
	}{
		0:                           {[]time.Duration{0, 0}, "0s|0s"},
		9 * time.Second:             {[]time.Duration{4600 * time.Millisecond, 3300 * time.Millisecond, 1100 * time.Millisecond}, "5s|3s|1s"},
		9900 * time.Millisecond:     {[]time.Duration{4600 * time.Millisecond, 3300 * time.Millisecond, 2 * time.Second}, "4s|3s|2s"},
		2*time.Hour + 5*time.Minute: {[]time.Duration{time.Hour + 50*time.Second, time.Hour + 3*time.Minute + 55*time.Second, 15 * time.Second}, "1h1m|1h4m|15s"},
		2 * time.Hour:               {[]time.Duration{10 * time.Minute, time.Hour + 50*time.Minute}, "10m0s|1h50m"},
		3*day + 4*time.Hour:         {[]time.Duration{45 * time.Minute, day + 20*time.Hour + 40*time.Minute, day + 6*time.Hour + 35*time.Minute}, "45m0s|1d21h|1d7h"},
		// What is counted in milliseconds may be a little less than the whole.
		9 * time.Minute: {[]time.Duration{4 * time.Minute, 5*time.Minute - time.Millisecond}, "4m0s|5m0s"},
	} {
		if got := strings.Join(wording.Parts(whole, c.parts...), "|"); got != c.want {
			t.Errorf("%v of %s reads %q, want %q", c.parts, whole, got, c.want)
		}
	}
}

func TestASentenceWithinAnotherStartsSmallWhereItIsOurs(t *testing.T) {
	for text, want := range map[string]string{
		"It was killed": "it was killed", "Italic is no font": "Italic is no font", "OCI runtime failed": "OCI runtime failed", "": "",
	} {
		if got := wording.Within(text); got != want {
			t.Errorf("%q reads %q, want %q", text, got, want)
		}
	}
}
