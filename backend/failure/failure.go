// Package failure recognises known failures: an authored pattern of output, with
// the plain cause, what to do next and who owns it.
//
// The package is pure: what is known comes as YAML, what is looked at as text.
package failure

import (
	"regexp"
	"slices"
)

// Catalogue is a list of known failures. The zero Catalogue knows none.
type Catalogue struct{ entries []entry }

// IDs returns the ids of the known failures in the order of their file; what
// was added by With comes after.
func (c Catalogue) IDs() []string {
	ids := make([]string, len(c.entries))
	for i, e := range c.entries {
		ids[i] = e.ID
	}
	return ids
}

// With returns the known failures of both: one of other takes the place of the
// one of c with its id, and those of other come before all of c where both
// match, for their author knows the place better.
func (c Catalogue) With(other Catalogue) Catalogue {
	layer := 0
	for _, e := range c.entries {
		layer = max(layer, e.layer+1)
	}
	joined := slices.DeleteFunc(slices.Clone(c.entries), func(e entry) bool {
		return slices.Contains(other.IDs(), e.ID)
	})
	for _, e := range other.entries {
		e.layer += layer
		joined = append(joined, e)
	}
	return Catalogue{entries: joined}
}

// entry is one known failure, as its author writes it.
type entry struct {
	ID      string   `yaml:"id"`
	Pattern texts    `yaml:"pattern"`
	OS      []string `yaml:"os"`
	Over    []string `yaml:"over"`
	Cause   string   `yaml:"cause"`
	Next    string   `yaml:"next"`
	Command string   `yaml:"command"`
	Owner   string   `yaml:"owner"`
	Docs    string   `yaml:"docs"`

	patterns []pattern
	// layer is how often With has put the entry before others.
	layer int
}

// pattern is one way to recognise a failure.
type pattern struct {
	*regexp.Regexp
	// needles are texts of which every match has at least one; nil where none
	// is known.
	needles []string
}

// texts are written as one text or as a list.
type texts []string

// UnmarshalYAML reads one text or a list of texts.
func (t *texts) UnmarshalYAML(decode func(any) error) error {
	var one string
	if decode(&one) == nil {
		*t = texts{one}
		return nil
	}
	var many []string
	if err := decode(&many); err != nil {
		return err
	}
	*t = many
	return nil
}

// on reports whether the failure can happen on the system.
func (e entry) on(goos string) bool {
	return len(e.OS) == 0 || slices.Contains(e.OS, goos)
}
