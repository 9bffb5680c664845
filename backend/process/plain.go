package process

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// shortestSecret is the length in bytes below which a value is not searched
	// for: it would be found in text that has nothing to do with it.
	shortestSecret = 8
	// longestWord is the length in bytes up to which a value that could be a word
	// is taken for one.
	longestWord = 11
)

// telling reports whether a value is a secret wherever it stands. A short one and
// a plain word are not, since they stand in much that has nothing to do with the
// variable: a password of a database is often "postgres".
func telling(value string) bool {
	return len(value) >= shortestSecret && (len(value) > longestWord || !wordlike(value))
}

// wordlike reports whether a value is a number, or a word as people write it: of
// letters alone, small, capital or capitalised.
func wordlike(value string) bool {
	if strings.Trim(value, "0123456789") == "" {
		return true
	}
	if strings.IndexFunc(value, func(r rune) bool { return !unicode.IsLetter(r) }) >= 0 {
		return false
	}
	_, first := utf8.DecodeRuneInString(value)
	rest := value[first:]
	return rest == strings.ToLower(rest) || value == strings.ToUpper(value)
}

// variable is a name with a value that is secret only beside it.
type variable struct{ name, value string }

// redact replaces the value where it is given to the name, as in a shell, in YAML
// and in JSON.
func (v variable) redact(text string) string {
	var clean strings.Builder
	for {
		_, after, found := strings.Cut(text, v.name)
		if !found {
			break
		}
		value := strings.TrimLeft(after, `"' `)
		given := strings.TrimLeft(value, ":=")
		if given != value {
			given = strings.TrimLeft(given, `"' `)
		}
		rest, same := strings.CutPrefix(given, v.value)
		next, _ := utf8.DecodeRuneInString(rest)
		same = same && given != value && (rest == "" || !unicode.IsLetter(next) && !unicode.IsDigit(next) && next != '_')
		if !same {
			clean.WriteString(text[:len(text)-len(after)])
			text = after
			continue
		}
		clean.WriteString(text[:len(text)-len(given)])
		clean.WriteString(redacted)
		text = rest
	}
	if clean.Len() == 0 {
		return text
	}
	clean.WriteString(text)
	return clean.String()
}
