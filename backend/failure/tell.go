package failure

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"firstlight/backend/check"
)

// tell returns what is known of the failure, with the words of its match in
// their places. A command that has a word in it which cannot be given to a
// shell is left out.
func (s sighting) tell(text, goos string) check.KnownFailure {
	e := s.entry
	value := func(place string) string {
		i := 2 * s.pattern.SubexpIndex(place[1:len(place)-1])
		return text[s.at[i]:s.at[i+1]]
	}
	words := func(text string) string {
		return place.ReplaceAllStringFunc(text, func(p string) string { return inWords(value(p)) })
	}
	safe := true
	command := place.ReplaceAllStringFunc(e.Command, func(p string) string {
		word, ok := shellWord(value(p), goos)
		safe = safe && ok
		return word
	})
	if !safe {
		command = ""
	}
	return check.KnownFailure{ID: e.ID, Cause: words(e.Cause), Next: words(e.Next), Command: command, Owner: e.Owner, Docs: e.Docs}
}

// signIn is the part of an address that may have a password in it.
var signIn = regexp.MustCompile(`//[^/\s]*@`)

// inWords returns a word of the output for a sentence: on one line, without a
// password or anything that a terminal would act on, and cut where it is long.
func inWords(value string) string {
	const limit = 120
	value = signIn.ReplaceAllString(strings.ToValidUTF8(value, "�"), "//…@")
	value = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, value)
	value = strings.TrimSpace(value)
	if utf8.RuneCountInString(value) > limit {
		value = string([]rune(value)[:limit]) + "…"
	}
	return value
}
