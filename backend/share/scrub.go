// Package share makes what leaves the machine: texts and bundles from which
// everything personal is stripped, shown before they are written.
//
// It decides nothing and observes nothing; what is to be shared is handed in.
package share

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"firstlight/backend/progress"
)

// Person is what may not leave the machine.
type Person struct {
	// Home is her home folder, which becomes ~.
	Home string
	// User is the name of her account, Host that of her machine.
	User, Host string
	// Names are what she and her company are called, such as git's user.name.
	Names []string
	// Hosts are machines that tell where she works, such as a proxy, each
	// perhaps with a port or as an address. All that is below the same domain
	// goes with them; what everybody uses, such as github.com, stays.
	Hosts []string
}

// With returns the person with whom and what findings named, too.
func (p Person) With(n progress.Named) Person {
	p.Names, p.Hosts = slices.Concat(p.Names, n.Names), slices.Concat(p.Hosts, n.Hosts)
	return p
}

// Scrubber takes what is personal out of texts. It is safe for concurrent use.
type Scrubber struct{ rules []rule }

// rule replaces what a pattern matches. Where keep is set, what it reports true
// for stays.
type rule struct {
	pattern *regexp.Regexp
	with    string
	keep    func(match string) bool
}

// The marks that stand in place of what was taken out.
const (
	markName    = "‹name›"
	markUser    = "‹user›"
	markHost    = "‹host›"
	markEmail   = "‹e-mail›"
	markAddress = "‹address›"
)

var (
	emails = regexp.MustCompile(`[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}`)
	// homes are the folders of other people, as in the paths that programs print.
	homes    = regexp.MustCompile(`(/home/|/Users/|[A-Za-z]:\\Users\\)([^/\\\s:"']+)`)
	hardware = regexp.MustCompile(`\b(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}\b`)
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
	// How git signs in to a server is no address of anybody's.
	isGit := func(email string) bool { return strings.HasPrefix(email, "git@") }
	s.rules = append(s.rules, rule{pattern: emails, with: markEmail, keep: isGit})
	for _, name := range p.Names {
		s.word(name, markName)
	}
	for _, host := range append(slices.Clone(p.Hosts), p.Host) {
		s.host(host)
	}
	// A machine is often called by the first part of its full name.
	first, _, _ := strings.Cut(p.Host, ".")
	s.word(first, markHost)
	s.word(p.User, markUser)
	s.rules = append(s.rules, rule{pattern: homes, with: "${1}" + markUser}, rule{pattern: hardware, with: markAddress})
	return s
}

// folder has the home folder written as ~, but not one whose name only begins
// or ends like it.
func (s *Scrubber) folder(home string) {
	s.add(`(^|[^\pL\pN_.-])`+regexp.QuoteMeta(home)+`($|[^\pL\pN_.-]|[.-](?:$|[^\pL\pN_.-]))`, "${1}~${2}")
}

// word has a word taken out wherever it stands by itself, unless it tells
// nothing.
func (s *Scrubber) word(word, with string) {
	const least = 3
	word = strings.TrimSpace(word)
	if len(word) < least || slices.Contains(ordinary(), strings.ToLower(word)) {
		return
	}
	s.add(`(?i)(^|[^\pL\pN])`+regexp.QuoteMeta(word)+`($|[^\pL\pN])`, "${1}"+with+"${2}")
}

func (s *Scrubber) add(pattern, with string) {
	s.rules = append(s.rules, rule{pattern: regexp.MustCompile(pattern), with: with})
}

// Scrub returns the text without what is personal in it. A nil Scrubber takes nothing
// out.
func (s *Scrubber) Scrub(text string) string {
	if s == nil {
		return text
	}
	for _, r := range s.rules {
		// Two of a word may share what stands between them.
		for range 2 {
			text = r.replace(text)
		}
	}
	return withoutAddresses(text)
}

// quoted are the strings of a JSON text.
var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// ScrubJSON returns a JSON text, or some one after the other, without what is personal in
// their strings. What they escape is read as it is meant, and they stay JSON.
func (s *Scrubber) ScrubJSON(text string) string {
	return quoted.ReplaceAllStringFunc(text, func(match string) string {
		var said string
		if err := json.Unmarshal([]byte(match), &said); err != nil {
			return s.Scrub(match)
		}
		var b strings.Builder
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(s.Scrub(said)); err != nil {
			return s.Scrub(match)
		}
		return strings.TrimSuffix(b.String(), "\n")
	})
}

func (r rule) replace(text string) string {
	if r.keep == nil {
		return r.pattern.ReplaceAllString(text, r.with)
	}
	return r.pattern.ReplaceAllStringFunc(text, func(match string) string {
		if r.keep(match) {
			return match
		}
		return r.with
	})
}

// ordinary are names of accounts and machines that tell nothing of anybody, and
// that stand in texts for other reasons: those that systems, images and build
// servers come with, and those that are names of programs.
func ordinary() []string {
	return []string{
		"root", "admin", "administrator", "user", "guest", "home", "local", "localhost",
		"ubuntu", "debian", "fedora", "alpine", "arch", "runner", "vagrant", "docker", "podman", "jenkins", "gitlab",
		"node", "vscode", "code", "coder", "codespace", "gitpod", "dev", "developer", "development", "devcontainer",
		"git", "github", "app", "api", "web", "www", "test", "build", "builder", "deploy", "server", "client",
		"host", "laptop", "desktop", "machine", "workstation", "proxy", "registry", "mail", "postgres", "mysql", "redis",
		"python", "ruby", "rust", "java", "golang", "linux", "windows", "macbook", "mac", "pip", "npm", "yarn", "bun", "deno",
		"make", "cmake", "bash", "zsh", "fish", "curl", "brew", "mise", "asdf", "kubectl", "helm", "terraform",
	}
}
