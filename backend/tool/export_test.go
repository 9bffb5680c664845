package tool

import (
	"regexp"
	"slices"

	"github.com/google/go-cmp/cmp"
)

// Differences says where two catalogues differ.
func Differences(a, b Catalogue) string {
	inside := cmp.AllowUnexported(tool{}, question{}, alike{}, shim{})
	patterns := cmp.Comparer(func(a, b *regexp.Regexp) bool {
		return a == b || a != nil && b != nil && a.String() == b.String()
	})
	return cmp.Diff(a.all(), b.all(), inside, patterns) + cmp.Diff(a.managers(), b.managers(), inside, patterns)
}

// IsAppleStub reports whether a file is one that macOS has in place of Apple's
// developer tools.
func IsAppleStub(c Catalogue, file string) bool {
	return slices.ContainsFunc(c.managers(), func(s shim) bool {
		return s.System == "darwin" && len(s.Behind) > 0 && s.file.MatchString(file)
	})
}
