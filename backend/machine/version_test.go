package machine

import "testing"

func TestReadVersion(t *testing.T) {
	for text, want := range map[string]string{
		"1.26.8":             "1.26.8",
		"1.26":               "1.26.0",
		"1.26rc1":            "1.26.0-rc.1",
		"1.27-abc123":        "1.27.0",
		"2.39.5.windows.1":   "2.39.5",
		"20.10.24+dfsg1":     "20.10.24",
		"v20.11.1":           "20.11.1",
		"3.14.0a3":           "3.14.0-a.3",
		"3.13.0b1":           "3.13.0-b.1",
		"3.12.0+":            "3.12.0",
		"1.80.0-nightly":     "1.80.0-nightly",
		"1.81.0-beta.2":      "1.81.0-beta.2",
		"21.0.4":             "21.0.4",
		"8.0_392":            "8.0.0",
		"24-ea":              "24.0.0-ea",
		"1.7.1-apple":        "1.7.1",
		"1.20.5+really1.2.0": "1.20.5",
		"007.08.09":          "7.8.9",
		"17.0.15.1.2":        "17.0.15",
	} {
		got, err := readVersion(text)
		if err != nil || got.String() != want {
			t.Errorf("readVersion(%q) = %v, %v; want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "latest", "go1.26", "-1", "99999999999999999999999.1"} {
		if got, err := readVersion(text); err == nil {
			t.Errorf("readVersion(%q) = %v, want an error", text, got)
		}
	}
}

func TestWanted(t *testing.T) {
	for _, c := range []struct {
		constraint, version string
		allows, above       bool
	}{
		{"", "0.1.0", true, true},
		{">=1.26", "1.26.0", true, false},
		{">=1.26", "1.25.9", false, true},
		{">=1.26", "1.26rc1", false, true},
		{">=1.26", "1.27rc1", true, false},
		{"20", "20.11.1", true, false},
		{"20", "18.0.0", false, true},
		{"^20", "22.1.0", false, false},
		{">=18 <20", "21.0.0", false, false},
		{">=18 <20", "16.0.0", false, true},
		{"~1.26", "1.27.0", false, false},
	} {
		w, err := readWanted(c.constraint)
		if err != nil {
			t.Fatal(err)
		}
		v, err := readVersion(c.version)
		if err != nil {
			t.Fatal(err)
		}
		if w.allows(v) != c.allows || w.above(v) != c.above {
			t.Errorf("%q and %s: allows %t, above %t", c.constraint, c.version, w.allows(v), w.above(v))
		}
	}
	if _, err := readWanted("newest"); err == nil {
		t.Error("a constraint that is none was read")
	}
}

func TestRequest(t *testing.T) {
	for constraint, want := range map[string]string{
		"": "latest", ">=1.26": "latest", ">=18 <20": "latest",
		"20": "20", "^20.1": "20.1", "~1.26": "1.26", "1.26.x": "1.26", "=1.26.3": "1.26.3", "20.*": "20",
	} {
		w, err := readWanted(constraint)
		if err != nil {
			t.Fatal(err)
		}
		if got := w.request(); got != want {
			t.Errorf("%q asks for %q, want %q", constraint, got, want)
		}
	}
}

func TestAmount(t *testing.T) {
	for bytes, want := range map[int64]string{
		0: "0 kB", 1500: "1 kB", 999_999_999: "999 MB", 1_000_000_000: "1 GB", 1_050_000_000: "1 GB", 1_900_000_000: "1.9 GB",
		9_999_999_999: "9.9 GB", 12_700_000_000: "12 GB", 128_000_000_000: "120 GB",
	} {
		if got := amount(bytes); got != want {
			t.Errorf("amount(%d) = %q, want %q", bytes, got, want)
		}
	}
}

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
