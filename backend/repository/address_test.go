package repository

import (
	"strings"
	"testing"
)

func TestSameOrigin(t *testing.T) {
	alike := [][]string{
		{"https://github.com/acme/pay.git", "https://github.com/acme/pay", "https://github.com/acme/pay/", "https://GitHub.com/acme/pay.git",
			"https://github.com:443/acme/pay", "https://ada@github.com/acme/pay", "git@github.com:acme/pay.git", "github.com:acme/pay",
			"ssh://git@github.com/acme/pay.git", "ssh://github.com:22/acme/pay", "git@github.com:/acme/pay.git/"},
		{"https://github.com/acme/Pay"},
		{"https://github.com:8443/acme/pay"},
		{"ssh://git@github.com:2222/acme/pay"},
		{"https://gitlab.com/acme/pay"},
		{"https://github.com/acme/pay2"},
		{"file:///srv/pay.git", "/srv/pay.git", "/srv/pay", "file:///srv/pay/"},
		{"file:///srv/payments.git"},
		{""},
	}
	for i, group := range alike {
		for _, a := range group {
			for j, other := range alike {
				for _, b := range other {
					if got := SameOrigin(a, b); got != (i == j) {
						t.Errorf("SameOrigin(%q, %q) = %t", a, b, got)
					}
				}
			}
		}
	}
}

func TestAcceptable(t *testing.T) {
	for _, c := range []struct {
		address string
		local   bool
		want    error
	}{
		{"https://github.com/acme/pay.git", false, nil},
		{"https://ada@github.com/acme/pay.git", false, nil},
		{"ssh://git@github.com:2222/acme/pay.git", false, nil},
		{"ssh://git@[::1]:2222/pay.git", false, nil},
		{"git@github.com:acme/pay.git", false, nil},
		{"file:///srv/pay.git", true, nil},
		{"file:///srv/pay.git", false, errAddressScheme},
		{"/srv/pay.git", true, errAddressScheme},
		{`C:\srv\pay.git`, true, errAddressScheme},
		{"../pay", true, errAddressScheme},
		{"http://github.com/acme/pay.git", false, errAddressScheme},
		{"git://github.com/acme/pay.git", false, errAddressScheme},
		{"ext::sh -c date", false, errAddressScheme},
		{"ext::[sh] -c date", true, errAddressScheme},
		{"fd::17", true, errAddressScheme},
		{"https://ada:secret@github.com/acme/pay.git", false, errAddressPassword},
		{"https://0123456789abcdef0123456789abcdef01234567@github.com/acme/pay.git", false, errAddressPassword},
		{"https:///acme/pay.git", false, errAddressHost},
		{"ssh://-oProxyCommand=date/pay", false, errAddressHost},
		{"-oProxyCommand=date:pay", false, errAddressOption},
		{"--upload-pack=date", false, errAddressOption},
		{"https://github.com/acme\n/pay.git", false, errAddressOption},
		{"", false, errAddressOption},
	} {
		if got := acceptable(c.address, c.local); got != c.want {
			t.Errorf("acceptable(%q, %t) = %v, want %v", c.address, c.local, got, c.want)
		}
	}
}

func TestWithoutPassword(t *testing.T) {
	for address, want := range map[string]string{
		"https://ada:secret@example.com/x": "https://ada:xxxxx@example.com/x",
		"https://ada@example.com/x":        "https://ada@example.com/x",
		"git@example.com:x":                "git@example.com:x",
		"https://ada:se/cret@example.com":  "https://[redacted]@example.com",
	} {
		if got := withoutPassword(address); got != want {
			t.Errorf("withoutPassword(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestWhatAnAddressTellsOfThePerson(t *testing.T) {
	for address, want := range map[string][2]string{
		"https://git.acme.example/payments/api.git": {"git.acme.example", "payments"},
		"git@github.com:acme/api.git":               {"github.com", "acme"},
		"ssh://git@git.acme.example:2222/api":       {"git.acme.example:2222", ""},
		"file:///srv/git/api.git":                   {"", ""},
	} {
		hosts, owners := named(address)
		if got := [2]string{strings.Join(hosts, ","), strings.Join(owners, ",")}; got != want {
			t.Errorf("%s tells %q, want %q", address, got, want)
		}
	}
}
