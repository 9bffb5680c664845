package process

import (
	"regexp"
	"strings"
)

// SetIn is where a person sets a variable of her environment for good, and takes it
// away again: setx can only do the first.
const SetIn = "the environment variables of your account (System Properties, Environment Variables)"

// beforeQuote matches the backslashes that a program would take to escape a quote.
var beforeQuote = regexp.MustCompile(`(\\*)("|$)`)

// Setting returns the command that sets a variable there, as she would write it.
func Setting(name, value string) string {
	escaped := beforeQuote.ReplaceAllStringFunc(value, func(found string) string {
		slashes := strings.TrimSuffix(found, `"`)
		return slashes + strings.ReplaceAll(found, `"`, `\"`)
	})
	return "setx " + name + ` "` + escaped + `"`
}
