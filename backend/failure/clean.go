package failure

import (
	"regexp"
	"strings"
)

// escape is a sequence that a terminal acts on rather than shows: colours and
// the moves of its cursor, titles and links, and the few shorter ones.
var escape = regexp.MustCompile(`\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|[ -/]*[0-~])`)

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// clean returns a text as a person would read it: without colours, and with
// lines that end in a line feed, also those that a progress bar overwrote.
func clean(text string) string {
	if strings.Contains(text, "\x1b") {
		text = escape.ReplaceAllString(text, "")
	}
	if strings.Contains(text, "\r") {
		text = lineEnds.Replace(text)
	}
	return text
}
