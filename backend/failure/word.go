package failure

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestWord is the most bytes of output that go into a command as one word.
const longestWord = 200

const lettersAndDigits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

// shellWord returns a word of the output as one word of a command, quoted where
// the system's shells would otherwise read more into it. ok is false where the
// word cannot be given to a shell, or would be read as an option.
func shellWord(value, goos string) (word string, ok bool) {
	if value == "" || len(value) > longestWord || value[0] == '-' || signIn.MatchString(value) || !utf8.ValidString(value) {
		return "", false
	}
	if goos == "windows" {
		return windowsWord(value)
	}
	return posixWord(value)
}

// posixWord quotes for sh, bash, zsh and fish; of these only fish reads a
// backslash inside single quotes.
func posixWord(value string) (string, bool) {
	if madeOf(value, lettersAndDigits+"._/:@+,-") {
		return value, true
	}
	if strings.Contains(value, `\`) || strings.ContainsFunc(value, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return "", false
	}
	return `'` + strings.ReplaceAll(value, `'`, `'\''`) + `'`, true
}

// windowsWord quotes for both PowerShell and cmd, so it takes only what neither
// reads more into between double quotes.
func windowsWord(value string) (string, bool) {
	if madeOf(value, lettersAndDigits+`._/:\+-`) {
		return value, true
	}
	if !madeOf(value, lettersAndDigits+`._/:\+- ,@()~=`) || strings.HasSuffix(value, `\`) {
		return "", false
	}
	return `"` + value + `"`, true
}

func madeOf(value, letters string) bool {
	return strings.Trim(value, letters) == ""
}
