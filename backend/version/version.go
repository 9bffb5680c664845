// Package version reads versions and constraints on them as people and programs
// write them, and compares them.
//
// The package is pure: it performs no I/O, reads no clock and starts no
// goroutine.
package version

import (
	"fmt"
	"slices"
	"strings"

	"github.com/Masterminds/semver/v3"
)

// Version is one version of a program. Unlike a semantic version it may have
// more than three numbers, and a letter for a later revision such as OpenSSL's
// 1.1.1w. The zero Version is 0.0.0.
type Version struct {
	// core are the first three numbers and the pre-release.
	core semver.Version
	// more are the numbers after the third, without zeros at the end.
	more []uint64
	// letter is the revision that follows the numbers, such as "w".
	letter string
}

// coreNumbers is how many numbers a semantic version has.
const coreNumbers = 3

func build(numbers []uint64, pre, letter string) Version {
	var first [coreNumbers]uint64
	copy(first[:], numbers)
	v := Version{core: *semver.New(first[0], first[1], first[2], pre, ""), letter: letter}
	if len(numbers) > coreNumbers {
		v.more = slices.Clone(numbers[coreNumbers:])
		for len(v.more) > 0 && v.more[len(v.more)-1] == 0 {
			v.more = v.more[:len(v.more)-1]
		}
	}
	return v
}

// Compare returns -1 when v is before other, 1 when it is after, and 0 when both
// are the same version.
func (v Version) Compare(other Version) int {
	if c := slices.Compare(v.numbers(), other.numbers()); c != 0 {
		return c
	}
	if c := v.core.Compare(&other.core); c != 0 {
		return c
	}
	// A revision goes from a to z, and then from za on.
	if len(v.letter) != len(other.letter) {
		return sign(len(v.letter) - len(other.letter))
	}
	return strings.Compare(v.letter, other.letter)
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return min(n, 1)
}

// numbers are all the numbers of the version, three at least.
func (v Version) numbers() []uint64 {
	return append([]uint64{v.core.Major(), v.core.Minor(), v.core.Patch()}, v.more...)
}

// Prerelease reports whether v came before the release of its numbers.
func (v Version) Prerelease() bool { return v.core.Prerelease() != "" }

// String returns the version with three numbers at least, such as "1.26.0-rc.1",
// "1.1.1w" or "120.0.6099.109".
func (v Version) String() string {
	var text strings.Builder
	for i, n := range v.numbers() {
		if i > 0 {
			text.WriteByte('.')
		}
		fmt.Fprint(&text, n)
	}
	text.WriteString(v.letter)
	if pre := v.core.Prerelease(); pre != "" {
		text.WriteString("-" + pre)
	}
	return text.String()
}
