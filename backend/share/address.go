package share

import (
	"net/netip"
	"regexp"
	"strings"
)

var (
	// numbers are four of them in a row, with what stands around them.
	numbers = regexp.MustCompile(`(?i)((?:\b(?:version|release|build|jdk|java|openjdk)[\s"':]*|[=<>]=\s*|~>?\s*|\^|\bv|\d\.)?)\b((?:\d{1,3}\.){3}\d{1,3})\b(\.\d|\+\d)?`)
	// groups may be an address of the newer kind.
	groups = regexp.MustCompile(`(?i)[0-9a-f]*(?::[0-9a-f]*){2,}(?:[0-9.]*[0-9])?`)
)

// withoutAddresses takes the numbers of other machines out of a text. Numbers
// that the text calls a version are none.
func withoutAddresses(text string) string {
	text = numbers.ReplaceAllStringFunc(text, func(match string) string {
		parts := numbers.FindStringSubmatch(match)
		if parts[1] != "" || parts[3] != "" || !foreign(parts[2]) {
			return match
		}
		return markAddress
	})
	return groups.ReplaceAllStringFunc(text, func(match string) string {
		// A colon may only end what is said before it.
		address := strings.TrimRight(match, ":")
		if strings.HasSuffix(match, "::") {
			address = match
		}
		if !strings.ContainsAny(address, "0123456789") || !foreign(address) {
			return match
		}
		return markAddress + strings.TrimPrefix(match, address)
	})
}

// foreign reports whether the text is the address of another machine.
func foreign(text string) bool {
	address, err := netip.ParseAddr(text)
	return err == nil && !address.IsLoopback() && !address.IsUnspecified()
}
