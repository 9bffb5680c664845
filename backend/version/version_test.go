package version_test

import (
	"strings"
	"testing"

	"firstlight/backend/version"
)

func parsed(t *testing.T, text string) version.Version {
	t.Helper()
	v, err := version.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"1.26.8":                  "1.26.8",
		"1.26":                    "1.26.0",
		"21":                      "21.0.0",
		" 1.26 ":                  "1.26.0",
		"v20.11.1":                "20.11.1",
		"go1.26rc1":               "1.26.0-rc.1",
		"1.26rc1":                 "1.26.0-rc.1",
		"1.27-abc123":             "1.27.0",
		"1.27-devel_d8117459c5":   "1.27.0-devel",
		"3.14.0a3":                "3.14.0-alpha.3",
		"3.13.0b1":                "3.13.0-beta.1",
		"3.13.0.dev4":             "3.13.0-dev.4",
		"3.12.0+":                 "3.12.0",
		"3.4.0preview2":           "3.4.0-preview.2",
		"3.0.2p107":               "3.0.2",
		"1.80.0-nightly":          "1.80.0-nightly",
		"23.0.0-nightly20241014a": "23.0.0-nightly",
		"v20.11.1-nightly":        "20.11.1-nightly",
		"1.81.0-beta.2":           "1.81.0-beta.2",
		"27.0.0-RC01":             "27.0.0-rc.1",
		"6.0.0-M2":                "6.0.0-milestone.2",
		"4.0.0-SNAPSHOT":          "4.0.0-snapshot",
		"9.0.100-rc.2.24474.11":   "9.0.100-rc.2",
		"1.26~rc1-1":              "1.26.0-rc.1",
		"21.0.4":                  "21.0.4",
		"8.0_392":                 "8.0.392",
		"1.8.0_392":               "1.8.0.392",
		"8u392":                   "8.0.392",
		"8u392-b08":               "8.0.392",
		"24-ea":                   "24.0.0-ea",
		"17.0.15.1.2":             "17.0.15.1.2",
		"11.0.25.0":               "11.0.25",
		"1.7.1-apple":             "1.7.1",
		"2.39.5 (Apple Git-154)":  "2.39.5",
		"2.45.1.windows.1":        "2.45.1",
		"20.10.24+dfsg1":          "20.10.24",
		"1.2.3+dfsg1":             "1.2.3",
		"8.0.36-0ubuntu0.22.04.1": "8.0.36",
		"1.20.5+really1.2.0":      "1.20.5",
		"3.2.0.Final":             "3.2.0",
		"9.2p1":                   "9.2.0",
		"1.1.1w":                  "1.1.1w",
		"1.1.1":                   "1.1.1",
		"3.0.17":                  "3.0.17",
		"1.0.2zh-fips":            "1.0.2zh",
		"3.3a":                    "3.3.0a",
		"3.3b":                    "3.3.0b",
		"2024.10.1":               "2024.10.1",
		"24.04":                   "24.4.0",
		"2024-10-08T09-37-26Z":    "2024.10.8",
		"20240722":                "20240722.0.0",
		"007.08.09":               "7.8.9",
		"120.0.6099.109":          "120.0.6099.109",
		"1.7abc":                  "1.7.0",
	} {
		got, err := version.Parse(text)
		if err != nil || got.String() != want {
			t.Errorf("Parse(%q) = %v, %v; want %s", text, got, err, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{"", "latest", "go", "-1", "version 1", "99999999999999999999999.1", strings.Repeat("1", 300), "①"} {
		if got, err := version.Parse(text); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", text, got)
		}
	}
	_, err := version.Parse(strings.Repeat("9", 250))
	if err == nil || len(err.Error()) > 120 {
		t.Errorf("a long text: %v", err)
	}
}

// TestOrder holds versions from the oldest to the newest.
func TestOrder(t *testing.T) {
	for _, list := range [][]string{
		{"1.9", "1.26rc1", "1.26rc2", "1.26.0", "1.26.1", "1.27-devel_abc", "1.27"},
		{"0.9.8", "1.0.2", "1.0.2a", "1.0.2u", "1.0.2z", "1.0.2za", "1.0.2zh", "1.1.0", "1.1.1", "1.1.1a", "1.1.1w", "3.0.2", "3.0.17"},
		{"1.8.0_51", "1.8.0_392", "8", "8u51", "8.0_392", "11.0.25", "17-ea", "17", "17.0.15", "17.0.15.1.2", "21"},
		{"20.04", "22.04", "22.04.1", "22.10", "24.04", "2024.9.30", "2024.10.1", "2024.10.12", "20240722"},
		{"3.14.0a3", "3.14.0a10", "3.14.0b1", "3.14.0rc1", "3.14.0"},
		{"120.0.6099.99", "120.0.6099.109", "120.0.6100"},
		{"3.3", "3.3a", "3.4"},
		{"0", "0.0.1", "0.1"},
	} {
		for i, a := range list {
			for j, b := range list {
				want := 0
				if i < j {
					want = -1
				} else if i > j {
					want = 1
				}
				if got := parsed(t, a).Compare(parsed(t, b)); got != want {
					t.Errorf("%s against %s is %d, want %d", a, b, got, want)
				}
			}
		}
	}
	for _, same := range [][2]string{{"1.26", "1.26.0"}, {"11.0.25.0", "11.0.25"}, {"2.39.5.windows.1", "v2.39.5"}, {"24.04", "24.4"}} {
		if parsed(t, same[0]).Compare(parsed(t, same[1])) != 0 {
			t.Errorf("%s and %s are not the same", same[0], same[1])
		}
	}
}
