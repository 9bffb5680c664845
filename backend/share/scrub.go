// Package share makes what leaves the machine: texts and bundles from which
// everything personal is stripped, shown before they are written.
//
// It decides nothing and observes nothing; what is to be shared is handed in.
package share

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Person is what may not leave the machine.
type Person struct {
	// Home is her home folder, which becomes ~.
	Home string
	// User is the name of her account, Host that of her machine.
	User, Host string
	// Names are what she is called, such as git's user.name.
	Names []string
}

// Scrubber takes what is personal out of texts. It is safe for concurrent use.
type Scrubber struct{ rules []rule }

type rule struct {
	pattern *regexp.Regexp
	with    string
}

// The marks that stand in place of what was taken out.
const (
	markName    = "‹name›"
	markUser    = "‹user›"
	markHost    = "‹host›"
	markEmail   = "‹e-mail›"
	markAddress = "‹address›"
)

// ordinary are account and machine names that tell nothing of anybody, and that
// stand in texts for other reasons.
var ordinary = []string{"root", "admin", "administrator", "user", "guest", "ubuntu", "debian", "localhost", "local", "home", "runner", "vagrant", "docker"}

var (
	emails = regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)
	// homes are the folders of other people, as in the paths that programs print.
	homes = regexp.MustCompile(`(/home/|/Users/|[A-Za-z]:\\Users\\)([^/\\\s:"']+)`)
	// addresses are IP numbers but for those of the machine to itself.
	addresses = regexp.MustCompile(`\b(?:\d{1,3}\.){3}\d{1,3}\b`)
	hardware  = regexp.MustCompile(`\b(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}\b`)
)

// NewScrubber returns a scrubber for one person's texts.
func NewScrubber(p Person) *Scrubber {
	s := &Scrubber{}
	if home := strings.TrimRight(p.Home, `/\`); len(home) > 1 {
		s.folder(home)
		if slashed := filepath.ToSlash(home); slashed != home {
			s.folder(slashed)
		}
	}
	s.rules = append(s.rules, rule{emails, markEmail})
	for _, name := range p.Names {
		s.word(name, markName)
	}
	s.word(p.Host, markHost)
	// A machine is often called by the first part of its full name.
	first, _, _ := strings.Cut(p.Host, ".")
	s.word(first, markHost)
	s.word(p.User, markUser)
	s.rules = append(s.rules, rule{homes, "${1}" + markUser}, rule{hardware, markAddress})
	return s
}

// folder has the home folder written as ~, but not one whose name only begins
// like it.
func (s *Scrubber) folder(home string) {
	s.add(regexp.QuoteMeta(home)+`($|[^\pL\pN_.-]|[.-](?:$|[^\pL\pN_.-]))`, "~${1}")
}

// word has a word taken out wherever it stands by itself, unless it tells
// nothing.
func (s *Scrubber) word(word, with string) {
	const least = 3
	word = strings.TrimSpace(word)
	if len(word) < least || slices.Contains(ordinary, strings.ToLower(word)) {
		return
	}
	s.add(`(?i)(^|[^\pL\pN])`+regexp.QuoteMeta(word)+`($|[^\pL\pN])`, "${1}"+with+"${2}")
}

func (s *Scrubber) add(pattern, with string) {
	s.rules = append(s.rules, rule{regexp.MustCompile(pattern), with})
}

// Scrub returns the text without what is personal in it.
func (s *Scrubber) Scrub(text string) string {
	for _, r := range s.rules {
		// Two of a word may share what stands between them.
		for range 2 {
			text = r.pattern.ReplaceAllString(text, r.with)
		}
	}
	return addresses.ReplaceAllStringFunc(text, func(ip string) string {
		if strings.HasPrefix(ip, "127.") || ip == "0.0.0.0" || tooLarge(ip) {
			return ip
		}
		return markAddress
	})
}

// tooLarge reports whether four numbers are no address, but a version.
func tooLarge(ip string) bool {
	return slices.ContainsFunc(strings.Split(ip, "."), func(n string) bool { return len(n) == 3 && n > "255" })
}
