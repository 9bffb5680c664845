package guardrail

import (
	"context"
	"fmt"
	"strings"

	"firstlight/backend/check"
)

// Leak is one place that looks like a secret. The secret itself is in none of it.
type Leak struct {
	// Rule is the rule that it meets, such as "aws-access-token".
	Rule string
	// Commit is the hash of the commit that brings it; File and Line say where.
	Commit, File string
	Line         int
	// allowed is the reason for which it is let through; empty without one.
	allowed string
}

// Place returns the file and the line.
func (l Leak) Place() string { return fmt.Sprintf("%s:%d", l.File, l.Line) }

// print is what the ignore file of gitleaks calls it.
func (l Leak) print() string { return fmt.Sprintf("%s:%s:%d", l.File, l.Rule, l.Line) }

// Finder finds secrets.
type Finder interface {
	// Open makes ready for a search and returns it. Own is what a repository's own
	// file of rules says, in the form of gitleaks; it may be empty.
	Open(own string) (Search, error)
}

// Search looks through texts. It is used by several goroutines at once.
type Search interface {
	// In returns the leaks in a text of a file, whose first line has the number.
	In(file, text string, line int) []Leak
}

// secrets returns the trouble that commits hold what looks like secrets. Each
// commit is looked through once.
func (g *Guardrail) secrets(ctx context.Context, spec Spec, s *seen, now *sight) ([]trouble, error) {
	rules, err := textOf(rulesFile(spec.Dir), mostIgnored)
	if err != nil {
		return nil, err
	}
	if rules != s.rules {
		s.rules, s.leaks = rules, nil
	}
	var fresh []string
	for _, c := range now.out.Commits {
		if _, known := s.leaks[c.Hash]; !known {
			fresh = append(fresh, c.Hash)
		}
	}
	found, err := g.search(ctx, spec.Dir, rules, fresh)
	if err != nil {
		return nil, err
	}
	ignored, err := readIgnored(ignoreFile(spec.Dir))
	if err != nil {
		return nil, err
	}
	known := map[string][]Leak{}
	var open []Leak
	for _, c := range now.out.Commits {
		leaks, isFresh := found[c.Hash]
		if !isFresh {
			leaks = s.leaks[c.Hash]
		}
		known[c.Hash] = leaks
		for _, l := range leaks {
			if reason, ok := spec.Policy.allows(l); ok {
				l.allowed = reason
			} else if reason, ok := ignored.reason(l); ok {
				l.allowed = reason
			} else {
				open = append(open, l)
			}
			now.leaks = append(now.leaks, l)
		}
	}
	s.leaks = known
	if len(open) == 0 {
		return nil, nil
	}
	var facts []check.Evidence
	for _, l := range open[:min(len(open), mostShown)] {
		facts = append(facts, check.Literal("Found", fmt.Sprintf("%s in %s, commit %s", l.Rule, l.Place(), shortOf(now.out, l.Commit))))
	}
	if more := len(open) - mostShown; more > 0 {
		facts = append(facts, check.Fact("And", counted(more, "more", "more")))
	}
	summary := "What looks like a secret is in " + open[0].Place()
	if len(open) > 1 {
		summary = fmt.Sprintf("%d places look like secrets, the newest in %s", len(open), open[0].Place())
	}
	return []trouble{{code: "guardrail/secret", summary: summary, facts: append(facts, check.Fact("What to do", advice(now.out, open)))}}, nil
}

// advice says what to do about leaks: what an origin holds is no secret any more.
func advice(out Outgoing, open []Leak) string {
	for _, c := range out.Commits {
		for _, l := range open {
			if l.Commit == c.Hash && c.Published {
				return "It has left this machine already: have it replaced at once, by whoever gave it to you, and then take it out"
			}
		}
	}
	return "Take the commit back, take the secret out of the file, and commit again; taking it out in a further commit leaves it in the history"
}

// search looks through commits and returns what each holds.
func (g *Guardrail) search(ctx context.Context, dir, rules string, commits []string) (map[string][]Leak, error) {
	found := map[string][]Leak{}
	if len(commits) == 0 {
		return found, nil
	}
	search, err := g.finder.Open(rules)
	if err != nil {
		return nil, fmt.Errorf("making ready to look for secrets: %w", err)
	}
	p := newPatch(search)
	err = g.clones.Patch(ctx, dir, commits, p)
	broken := p.close()
	if err == nil {
		err = broken
	}
	if err != nil {
		return nil, err
	}
	for _, hash := range commits {
		found[hash] = nil
		if !p.commits[hash] {
			return nil, fmt.Errorf("git did not show the commit %s", hash)
		}
	}
	for _, l := range p.leaks {
		found[l.Commit] = append(found[l.Commit], l)
	}
	return found, nil
}

// mask takes a secret out of a text.
func mask(text, secret string) string {
	if secret == "" {
		return text
	}
	return strings.ReplaceAll(text, secret, "[redacted]")
}
