package version_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/Masterminds/semver/v3"

	"firstlight/backend/version"
)

// constraints holds for each constraint versions that will do, versions that
// are too old, that are too new, and that are neither but will not do.
var constraints = []struct {
	text                     string
	allows, old, young, none []string
}{
	{"", []string{"0.0.1", "99"}, nil, nil, nil},
	{"*", []string{"0.0.1", "99", "1.0.0-rc1"}, nil, nil, nil},
	{"17", []string{"17.0.0", "17.0.15.1.2"}, []string{"11.0.25", "17-ea"}, []string{"18", "21.0.4", "18-ea"}, nil},
	{"1.26", []string{"1.26.0", "1.26.8"}, []string{"1.25.9", "1.26rc1"}, []string{"1.27rc1", "1.27", "2"}, nil},
	{"v20.11.1", []string{"20.11.1"}, []string{"20.11.0", "20.11.1-nightly"}, []string{"20.11.2"}, nil},
	{"1.26.x", []string{"1.26.0", "1.26.8"}, []string{"1.25.9"}, []string{"1.27"}, nil},
	{"20.*", []string{"20.0.0", "20.11.1"}, []string{"18.0.0"}, []string{"21"}, nil},
	{"1.X.X", []string{"1.0", "1.99"}, []string{"0.9"}, []string{"2"}, nil},
	{"=1.26", []string{"1.26.4"}, []string{"1.25"}, []string{"1.27"}, nil},
	{">=1.26", []string{"1.26.0", "1.27rc1", "2"}, []string{"1.25.9", "1.26rc1"}, nil, nil},
	{">= 1.26", []string{"1.26.0"}, []string{"1.25.9"}, nil, nil},
	{"=>1.26", []string{"1.26.0"}, []string{"1.25.9"}, nil, nil},
	{">=1.26rc1", []string{"1.26rc1", "1.26rc2", "1.26"}, []string{"1.26beta1", "1.25.9"}, nil, nil},
	{">1.26", []string{"1.27", "1.27rc1"}, []string{"1.26.8", "1.25"}, nil, nil},
	{">1.26.3", []string{"1.26.4", "1.27"}, []string{"1.26.3", "1.25"}, nil, nil},
	{"<21", []string{"20.19.0", "1"}, nil, []string{"21.0.0", "21.0.0-rc.1", "22"}, nil},
	{"<21.0.0-rc.2", []string{"20", "21.0.0-rc.1"}, nil, []string{"21.0.0-rc.2", "21"}, nil},
	{"<=3.1", []string{"3.1.9", "2"}, nil, []string{"3.2", "3.2.0-rc1"}, nil},
	{"<=3.1.4", []string{"3.1.4", "2"}, nil, []string{"3.1.5"}, nil},
	{"!=3.12.*", []string{"3.11.9", "3.13.0"}, nil, nil, []string{"3.12.0", "3.12.7"}},
	{">=20 <21 || 22", []string{"20.0.0", "20.11.1", "22.1.0"}, []string{"18.20"}, []string{"23.0.0", "23.0.0-nightly"}, []string{"21.7.0"}},
	{"^3.9 | ^4.1", []string{"3.13", "4.1"}, []string{"3.8"}, []string{"5"}, []string{"4.0.9"}},
	{">=18 <20", []string{"18.0.0", "19.9.9"}, []string{"16.0.0"}, []string{"20.0.0", "21.0.0"}, nil},
	{">=18<20", []string{"18.0.0", "19.9.9"}, []string{"16.0.0"}, []string{"20.0.0"}, nil},
	{">=3.11,<3.13", []string{"3.11.2", "3.12.9"}, []string{"3.10.14"}, []string{"3.13.0", "3.13.0rc2"}, nil},
	{">=2.7, !=3.0.*, !=3.1.*, <4", []string{"2.7.18", "3.2.0", "3.13"}, []string{"2.6"}, []string{"4.0"}, []string{"3.0.1", "3.1.5"}},
	{"^20.1", []string{"20.1.0", "20.19.1"}, []string{"20.0.9"}, []string{"21.0.0", "21.0.0-rc.1"}, nil},
	{"^0.2.3", []string{"0.2.3", "0.2.9"}, []string{"0.2.2"}, []string{"0.3.0"}, nil},
	{"^0.0.3", []string{"0.0.3"}, []string{"0.0.2"}, []string{"0.0.4"}, nil},
	{"^0", []string{"0.0.0", "0.9.9"}, nil, []string{"1.0.0"}, nil},
	{"~1.26", []string{"1.26.0", "1.26.8"}, []string{"1.25.9"}, []string{"1.27.0"}, nil},
	{"~1.26.3", []string{"1.26.3", "1.26.8"}, []string{"1.26.2"}, []string{"1.27.0"}, nil},
	{"~2", []string{"2.0.0", "2.9"}, []string{"1.9"}, []string{"3"}, nil},
	{"~> 3.2", []string{"3.2.0", "3.9.9"}, []string{"3.1.9"}, []string{"4.0.0", "4.0.0.rc1"}, nil},
	{"~> 3.2.1", []string{"3.2.1", "3.2.9"}, []string{"3.2.0"}, []string{"3.3.0"}, nil},
	{"~>3", []string{"3.0", "3.9"}, []string{"2.9"}, []string{"4"}, nil},
	{"~> 1.0, != 1.4.0, < 1.9", []string{"1.3.9", "1.4.1"}, []string{"0.9"}, []string{"1.9.0"}, []string{"1.4.0"}},
	{"~=3.11", []string{"3.11.0", "3.13.1"}, []string{"3.10"}, []string{"4.0"}, nil},
	{"~=3.11.2", []string{"3.11.2", "3.11.9"}, []string{"3.11.1"}, []string{"3.12"}, nil},
	{"==3.11.*", []string{"3.11.0", "3.11.9"}, []string{"3.10"}, []string{"3.12"}, nil},
	{"==3.11", []string{"3.11.0"}, []string{"3.10"}, []string{"3.11.1"}, nil},
	{"===3.11.2", []string{"3.11.2"}, []string{"3.11.1"}, []string{"3.11.3"}, nil},
	{"1.2 - 1.4", []string{"1.2.0", "1.4.9"}, []string{"1.1"}, []string{"1.5"}, nil},
	{"1.2.3 - 1.4.5", []string{"1.2.3", "1.4.5"}, []string{"1.2.2"}, []string{"1.4.6"}, nil},
	{"17+", []string{"17.0.1", "21"}, []string{"11"}, nil, nil},
	{">=1.1.1k", []string{"1.1.1k", "1.1.1w", "3.0.2"}, []string{"1.1.1", "1.1.1j", "1.0.2zh"}, nil, nil},
	{"1.1.1", []string{"1.1.1", "1.1.1w"}, []string{"1.1.0l"}, []string{"1.1.2", "3.0"}, nil},
	{"=1.1.1w", []string{"1.1.1w"}, []string{"1.1.1v"}, []string{"1.1.1x"}, nil},
	{"<1.1.1w", []string{"1.1.1v", "1.1.1"}, nil, []string{"1.1.1w", "3"}, nil},
	{">=3.3a", []string{"3.3a", "3.4"}, []string{"3.3"}, nil, nil},
	{">=120.0.6099.109", []string{"120.0.6099.109", "121"}, []string{"120.0.6099.99"}, nil, nil},
	{"17.0.15.1", []string{"17.0.15.1.2"}, []string{"17.0.15"}, []string{"17.0.15.2"}, nil},
	{"24.04", []string{"24.04", "24.04.1"}, []string{"22.04"}, []string{"24.10"}, nil},
	{">=2024.10.1", []string{"2024.10.1", "2025.1"}, []string{"2024.9.30"}, nil, nil},
	{"=1.26rc1", []string{"1.26rc1"}, []string{"1.26beta1"}, []string{"1.26rc2", "1.26"}, nil},
	{">=1.2.3-0", []string{"1.2.3-rc.1", "1.2.3"}, []string{"1.2.2"}, nil, nil},
	{"^1.0.0-dev.5+build", []string{"1.0.0-dev.5", "1.9"}, []string{"1.0.0-dev.4"}, []string{"2.0"}, nil},
}

func TestAllows(t *testing.T) {
	for _, row := range constraints {
		t.Run(row.text, func(t *testing.T) {
			c, err := version.ParseConstraint(row.text)
			if err != nil {
				t.Fatal(err)
			}
			if c.Text() != strings.TrimSpace(row.text) {
				t.Errorf("the text became %q", c.Text())
			}
			for _, group := range []struct {
				versions             []string
				allows, after, befor bool
			}{
				{row.allows, true, false, false}, {row.old, false, true, false},
				{row.young, false, false, true}, {row.none, false, false, false},
			} {
				for _, text := range group.versions {
					v := parsed(t, text)
					if c.Allows(v) != group.allows || c.After(v) != group.after || c.Before(v) != group.befor {
						t.Errorf("%s: allows %t, after %t, before %t", text, c.Allows(v), c.After(v), c.Before(v))
					}
				}
			}
		})
	}
}

var beyondSemver = regexp.MustCompile(`\d[a-z]$|\d+(\.\d+){3}`)

// TestStringIsOfSemver holds the constraint as printed against the library that
// is to read it.
func TestStringIsOfSemver(t *testing.T) {
	for _, row := range constraints {
		c, err := version.ParseConstraint(row.text)
		if err != nil {
			t.Fatal(err)
		}
		// A letter or a fourth number is more than a semantic version has.
		whole := !beyondSemver.MatchString(row.text)
		read, err := semver.NewConstraint(c.String())
		if err != nil {
			t.Errorf("%q prints %q: %v", row.text, c, err)
			continue
		}
		read.IncludePrerelease = true
		for _, other := range constraints {
			for _, list := range [][]string{other.allows, other.old, other.young, other.none} {
				for _, text := range list {
					v := parsed(t, text)
					theirs, err := semver.StrictNewVersion(v.String())
					if err != nil || !whole {
						continue
					}
					if c.Allows(v) != read.Check(theirs) {
						t.Errorf("%q allows %s: %t; as %q: %t", row.text, text, c.Allows(v), c, read.Check(theirs))
					}
				}
			}
		}
		if again, err := version.ParseConstraint(c.String()); whole && (err != nil || again.String() != c.String()) {
			t.Errorf("%q is read back as %q, %v", c, again, err)
		}
	}
}

func TestParseConstraintRefuses(t *testing.T) {
	for text, says := range map[string]string{
		"newest":                        "number",
		"lts/*":                         "number",
		"lts/iron":                      "number",
		"latest":                        "number",
		">=stable":                      "number",
		">=":                            "missing",
		"||":                            "alternatives",
		">=1 || ,":                      "missing",
		"1 2":                           "no version can be",
		">=2 <1":                        "no version can be",
		">*":                            "no version can be",
		"<0":                            "no version can be",
		"one":                           "no version",
		"1.x.3":                         "no version",
		"1..2":                          "no version",
		"1.2.3.":                        "no version",
		"!1":                            "missing",
		"1.26!":                         "missing",
		"- 2":                           "no version",
		"1.26 or newer":                 "no version",
		">=1.26; drop":                  "no version",
		"[1.8,)":                        "no version",
		"1.2.3-":                        "no version",
		"999999999999999999999":         "too large",
		strings.Repeat("1 ", 200):       "too long",
		strings.Repeat(">=1 ", 20):      "comparisons",
		strings.Repeat("1||", 20) + "1": "alternatives",
		"1 || 2 || nine":                "nine",
		">=1.0 - 2.0":                   "no version",
		"1.0 - ":                        "missing",
	} {
		c, err := version.ParseConstraint(text)
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("ParseConstraint(%q) = %v, %v; want an error about %q", text, c, err, says)
		}
	}
}

func TestRequest(t *testing.T) {
	for text, want := range map[string]string{
		"": "", ">=1.26": "", "*": "", "!=3.12": "",
		"20": "20", "^20.1": "20", "~1.26": "1.26", "1.26.x": "1.26", "=1.26.3": "1.26.3", "20.*": "20",
		">=18 <20": "19", ">=3.11,<3.13": "3.12", "~> 3.2": "3", ">=20 <21 || 22": "22", "22 || 20": "22",
		"<=1.4": "1.4", "<2.5.3": "2.5.2", "=1.26rc1": "1.26rc1", "<10": "9", "1.0.0": "1.0.0", "==3.11": "3.11.0",
	} {
		c, err := version.ParseConstraint(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Request(); got != want {
			t.Errorf("%q asks for %q, want %q", text, got, want)
		}
	}
}

func FuzzConstraint(f *testing.F) {
	for _, row := range constraints {
		f.Add(row.text, "1.26rc1")
		for _, v := range row.allows {
			f.Add(row.text, v)
		}
	}
	f.Add("<0", "0-0")
	f.Add("!=0.0.0 || 1.1.1w", "1.1.1")
	f.Fuzz(func(t *testing.T, text, at string) {
		c, err := version.ParseConstraint(text)
		if err != nil {
			return
		}
		read, err := semver.NewConstraint(c.String())
		if err != nil {
			t.Fatalf("%q prints %q: %v", text, c, err)
		}
		v, err := version.Parse(at)
		if err != nil {
			return
		}
		if v.Compare(v) != 0 {
			t.Errorf("%s is not the same as itself", v)
		}
		if again, err := version.Parse(v.String()); err != nil || again.Compare(v) != 0 {
			t.Errorf("%q is %s, which is read back as %s, %v", at, v, again, err)
		}
		allows, after, before := c.Allows(v), c.After(v), c.Before(v)
		if allows && (after || before) || after && before {
			t.Errorf("%q and %s: allows %t, after %t, before %t", text, v, allows, after, before)
		}
		theirs, err := semver.StrictNewVersion(v.String())
		if err != nil {
			return
		}
		read.IncludePrerelease = true
		if allows && !read.Check(theirs) {
			t.Errorf("%q allows %s; as %q it does not", text, v, c)
		}
	})
}
