package tool

import (
	"regexp"

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
