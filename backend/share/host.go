package share

import (
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// host has a machine taken out, and all that is below its domain.
func (s *Scrubber) host(text string) {
	name := hostName(text)
	if _, err := netip.ParseAddr(name); err == nil || name == "" {
		return // Numbers are taken out wherever they stand.
	}
	if !strings.Contains(name, ".") {
		s.word(name, markHost)
		return
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(name)
	if err != nil {
		domain = name
	}
	if slices.Contains(everybodys(), domain) {
		return
	}
	s.add(`(?i)(^|[^\pL\pN_-])(?:[\pL\pN_-]+\.)*`+regexp.QuoteMeta(domain)+`($|[^\pL\pN_-])`, "${1}"+markHost+"${2}")
}

// hostName returns the name in HOST, HOST:PORT, .DOMAIN, *.DOMAIN or an address,
// in lower case.
func hostName(text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	if _, rest, ok := strings.Cut(text, "://"); ok {
		text = rest
	}
	// What url.Parse takes for the host is what stands behind the two strokes.
	u, err := url.Parse("//" + strings.TrimLeft(text, "*."))
	if err != nil {
		return ""
	}
	return strings.Trim(u.Hostname(), ".")
}

// everybodys are domains that tell nothing of who reaches for them.
func everybodys() []string {
	return []string{
		"github.com", "githubusercontent.com", "ghcr.io", "gitlab.com", "bitbucket.org", "codeberg.org",
		"npmjs.org", "npmjs.com", "yarnpkg.com", "nodejs.org", "pypi.org", "pythonhosted.org", "python.org",
		"golang.org", "go.dev", "crates.io", "rust-lang.org", "rubygems.org", "maven.org", "apache.org", "gradle.org", "nuget.org",
		"docker.io", "docker.com", "quay.io", "debian.org", "ubuntu.com", "fedoraproject.org", "archlinux.org", "alpinelinux.org", "brew.sh",
		"google.com", "microsoft.com", "apple.com", "cloudflare.com",
	}
}
