package tool

import (
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"unicode"
)

// answer is what was learnt of a program by asking it its version.
type answer struct {
	// Version is how it spells its version; empty where it is no such tool.
	Version string `json:"version,omitempty"`
	// Alike is the code of the look-alike that it is.
	Alike string `json:"alike,omitempty"`
	// Other is the name of the other tool that it says to be.
	Other string `json:"other,omitempty"`
	// Shim is the manager whose shim it is, with nothing behind it.
	Shim string `json:"shim,omitempty"`
}

// definite reports whether the answer says what the program is.
func (a answer) definite() bool { return a != answer{} }

// read finds out what a program is by what it printed. The answer is empty where
// that does not tell.
func (c Catalogue) read(t tool, p place, output string) answer {
	output = plain(output)
	if !legible(output) {
		return answer{}
	}
	for _, a := range t.Alike {
		if version, yes := a.is(output); yes {
			return answer{Version: version, Alike: a.Code}
		}
	}
	// Some print a version and end with an error all the same, such as for want
	// of a server.
	if parts := t.Version.pattern.FindStringSubmatch(output); parts != nil {
		return answer{Version: parts[1]}
	}
	for _, s := range c.managers() {
		if s.nothing != nil && s.nothing.MatchString(output) && (s.stands(p) || strings.Contains(s.Nothing, s.Manager)) {
			return answer{Shim: s.Manager}
		}
	}
	for _, other := range c.all() {
		if other.Name == t.Name {
			continue
		}
		if parts := other.Version.pattern.FindStringSubmatch(output); parts != nil && names(parts[0], parts[1]) {
			return answer{Version: parts[1], Other: other.Name}
		}
	}
	return answer{}
}

// word finds a word that can be a program's name.
var word = regexp.MustCompile(`[A-Za-z]{3,}`)

// names reports whether an answer has more than a version in it, so that whoever
// gave it can be told by it.
func names(text, version string) bool {
	return word.MatchString(strings.NewReplacer(version, "", "version", "", "Version", "").Replace(text))
}

// byFile returns the look-alike that a program's file shows it to be.
func (t tool) byFile(p place) (answer, bool) {
	for _, a := range t.Alike {
		if a.file != nil && a.file.MatchString(filepath.ToSlash(p.real)) {
			return answer{Alike: a.Code}, true
		}
	}
	return answer{}, false
}

// is reports whether what a program printed is of this look-alike, and the
// version that it told.
func (a alike) is(output string) (version string, yes bool) {
	if a.pattern == nil {
		return "", false
	}
	parts := a.pattern.FindStringSubmatch(output)
	if len(parts) > 1 {
		version = parts[1]
	}
	return version, parts != nil
}

// stands reports whether a file is a shim of the manager.
func (s shim) stands(p place) bool {
	if s.System != "" && s.System != runtime.GOOS || strings.TrimSuffix(filepath.Base(p.file), ".exe") == s.Manager {
		return false
	}
	return s.file.MatchString(filepath.ToSlash(p.file)) || p.real != p.file && s.file.MatchString(filepath.ToSlash(p.real))
}

// escapes are what sets colours on a terminal.
var escapes = regexp.MustCompile("\x1b\\[[0-9;?]*[A-Za-z]")

func plain(output string) string {
	if !strings.ContainsRune(output, '\x1b') {
		return output
	}
	return escapes.ReplaceAllString(output, "")
}

// legible reports whether a text is one that a person can read.
func legible(text string) bool {
	strange, all := 0, 0
	for _, c := range text {
		all++
		if c == unicode.ReplacementChar || !unicode.IsPrint(c) && !unicode.IsSpace(c) {
			strange++
		}
	}
	const most = 20 // One in so many may be strange.
	return strange*most <= all
}
