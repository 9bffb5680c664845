package detect

import (
	"regexp"
	"sync"
)

// pattern returns a regular expression that is compiled when it is first asked
// for: there are many, and a start of the program should not wait for those that
// no file of this repository needs.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
