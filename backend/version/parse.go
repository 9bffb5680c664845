package version

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// textLimit bounds the text of a version or of a constraint, in bytes.
const textLimit = 256

// spelled is how programs write versions: one to many numbers, and perhaps a
// letter or a pre-release that may touch them, as in "1.26rc1". What follows
// after that, such as ".windows.1" or "+dfsg1", says how it was built.
var spelled = regexp.MustCompile(`^(?i:v|go)?(?P<numbers>\d+(?:[._]\d+)*)(?i:` +
	`u(?P<update>\d+)` +
	`|(?P<letter>[a-z]{1,2})(?:[^a-z0-9]|$)` +
	`|(?P<touching>a|b)(?P<nth>\d+)(?:[^a-z0-9]|$)` +
	`|[-.~_]?(?P<stage>alpha|beta|rc|preview|pre|devel|dev|nightly|canary|next|snapshot|milestone|m|ea)[-.]?(?P<number>\d*)(?:[^a-z0-9]|$)` +
	`|[-.](?P<built>nightly|dev|canary)` +
	`)?`)

// dated is how programs write a day that is their version.
var dated = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})(?:\D|$)`)

// written is a version in the parts that it was spelled in.
type written struct {
	version Version
	// given is how many numbers there were.
	given int
}

// Parse reads a version as a program spells it: "1.26rc1", "1.1.1w", "8u392",
// "2024-10-08". What it does not know at the end, such as a vendor's suffix, is
// left out. A leading v or go is allowed.
func Parse(text string) (Version, error) {
	w, err := parse(strings.TrimSpace(text))
	return w.version, err
}

func parse(text string) (written, error) {
	parts := spelled.FindStringSubmatch(text)
	if len(text) > textLimit || parts == nil {
		return written{}, fmt.Errorf("%s is no version", quoted(text))
	}
	part := func(name string) string { return parts[spelled.SubexpIndex(name)] }
	digits := strings.FieldsFunc(part("numbers"), func(r rune) bool { return r == '.' || r == '_' })
	letter, pre := stage(strings.ToLower(part("letter")), strings.ToLower(part("touching")+part("stage")+part("built")), part("nth")+part("number"))
	if update := part("update"); update != "" {
		// Java's 8u392 is 8.0.392, as its 1.8.0_392 is.
		for len(digits) < coreNumbers-1 {
			digits = append(digits, "0")
		}
		digits = append(digits, update)
	}
	if day := dated.FindStringSubmatch(text); day != nil {
		digits, pre, letter = day[1:], "", ""
	}
	numbers := make([]uint64, 0, len(digits))
	for _, d := range digits {
		n, err := strconv.ParseUint(d, 10, 63)
		if err != nil {
			return written{}, fmt.Errorf("%s is no version: its numbers are too large", quoted(text))
		}
		numbers = append(numbers, n)
	}
	return written{build(numbers, pre, letter), len(numbers)}, nil
}

// stage tells a revision's letter from a pre-release, which it returns as a
// semantic version has it.
func stage(letter, name, number string) (revision, pre string) {
	switch letter {
	case "":
	case "rc", "ea":
		name = letter
	default:
		return letter, ""
	}
	long := map[string]string{"a": "alpha", "b": "beta", "m": "milestone"}
	switch {
	case name == "m" && number == "":
		return "", "" // Such as the "m" of a build for one kind of machine.
	case long[name] != "":
		name = long[name]
	}
	if number == "" {
		return "", name
	}
	if number = strings.TrimLeft(number, "0"); number == "" {
		number = "0"
	}
	return "", name + "." + number
}

// quoted returns a text in quotes, and no more of it than one wants to read.
func quoted(text string) string {
	const most = 40
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return strconv.Quote(text)
}
