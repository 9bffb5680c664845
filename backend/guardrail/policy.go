package guardrail

import (
	"fmt"
	"path"
	"strings"

	"github.com/goccy/go-yaml"
)

// Policy is what the guards go by.
type Policy struct {
	// Protected are the branches that nobody pushes to; a star stands for any
	// letters but a slash.
	Protected []string `yaml:"protected"`
	// Size is how many bytes a file may have.
	Size int64 `yaml:"size"`
	// Email is a regular expression in RE2 syntax that the person's address must
	// match whole; empty means any.
	Email string `yaml:"-"`
	// Allow are what looks like secrets and is none.
	Allow []Allowance `yaml:"-"`
}

// Allowance lets something through that looks like a secret.
type Allowance struct {
	// Path is where it may stand: a file, a folder or a pattern with stars; empty
	// means anywhere.
	Path string
	// Rule is the rule that it may meet; empty means any.
	Rule string
	// Reason says why it is none.
	Reason string
}

// ParsePolicy reads a policy as it ships with Firstlight.
func ParsePolicy(text []byte) (Policy, error) {
	var p Policy
	if err := yaml.UnmarshalWithOptions(text, &p, yaml.Strict()); err != nil {
		return Policy{}, fmt.Errorf("reading the guardrail policy: %w", err)
	}
	for _, pattern := range p.Protected {
		if _, err := path.Match(pattern, ""); err != nil {
			return Policy{}, fmt.Errorf("reading the guardrail policy: the branch %q: %w", pattern, err)
		}
	}
	if p.Size <= 0 {
		return Policy{}, fmt.Errorf("reading the guardrail policy: the size %d is none", p.Size)
	}
	return p, nil
}

// Protects reports whether nobody pushes to the branch.
func (p Policy) Protects(branch string) bool {
	for _, pattern := range p.Protected {
		if ok, err := path.Match(pattern, branch); ok && err == nil {
			return true
		}
	}
	return false
}

// allows returns the reason for which a leak is let through, if there is one.
func (p Policy) allows(l Leak) (reason string, ok bool) {
	for _, a := range p.Allow {
		if (a.Rule == "" || a.Rule == l.Rule) && within(a.Path, l.File) {
			return a.Reason, true
		}
	}
	return "", false
}

// within reports whether a file is at a path, below it, or fits it as a pattern,
// by its whole path or by its name.
func within(place, file string) bool {
	place = strings.TrimSuffix(place, "/")
	if place == "" || place == file || strings.HasPrefix(file, place+"/") {
		return true
	}
	whole, err := path.Match(place, file)
	if whole && err == nil {
		return true
	}
	name, err := path.Match(place, path.Base(file))
	return name && err == nil && !strings.Contains(place, "/")
}
