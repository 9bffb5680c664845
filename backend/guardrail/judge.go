package guardrail

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"firstlight/backend/check"
)

// inOrder returns each guard once, in the order of their findings.
func inOrder(guards []Guard) []Guard {
	var sorted []Guard
	for _, g := range []Guard{Secrets, Branch, Identity, Size, Signed} {
		if slices.Contains(guards, g) {
			sorted = append(sorted, g)
		}
	}
	return sorted
}

// protected returns the trouble that the branch is one that nobody pushes to.
func protected(spec Spec, out Outgoing) []trouble {
	if !spec.Policy.Protects(out.Branch) {
		return nil
	}
	return []trouble{{
		code: "guardrail/branch", summary: fmt.Sprintf("Your commits are on %s, which nobody pushes to", out.Branch),
		facts: []check.Evidence{
			check.Literal("Branch", out.Branch), check.Fact("Commits", strconv.Itoa(len(out.Commits))),
			check.Fact("What to do", "Take them to a branch of your own: git switch -c and a name for it"),
		},
	}}
}

// foreign returns the trouble that commits were made here under an address that
// is not the person's, or that she commits under one which is not asked for.
func foreign(spec Spec, out Outgoing) ([]trouble, error) {
	asked := out.Email
	if spec.Policy.Email != "" {
		pattern, err := regexp.Compile(`^(?:` + spec.Policy.Email + `)$`)
		if err != nil {
			return nil, fmt.Errorf("reading the pattern %s: %w", spec.Policy.Email, err)
		}
		if !pattern.MatchString(out.Email) {
			return []trouble{{
				code: "guardrail/address", summary: "Your commits here carry another address than this project asks for",
				facts: []check.Evidence{
					check.Literal("Yours is", out.Email), check.Literal("Asked for", spec.Policy.Email),
					check.Fact("What to do", "Tell git the address that your company gave you: git config user.email"),
				},
			}}, nil
		}
	}
	wrong := strangers(out)
	if len(wrong) == 0 {
		return nil, nil
	}
	next := "Put your name on the last commit: git commit --amend --reset-author"
	if len(wrong) > 1 || wrong[0].Hash != out.Commits[0].Hash {
		next = "Put your name on each with git rebase --interactive, and ask a colleague if you have not done that before"
	}
	return []trouble{{
		code: "guardrail/identity", summary: counted(len(wrong), "commit was", "commits were") + " made here under another address than yours",
		facts: append(commitFacts(wrong), check.Literal("By", wrong[0].Committer), check.Literal("You are", asked), check.Fact("What to do", next)),
	}}, nil
}

// strangers returns the commits that no origin holds and that somebody else made,
// going by the address. What she applied for somebody else has her as committer.
func strangers(out Outgoing) []Commit {
	return slices.DeleteFunc(slices.Clone(out.Commits), func(c Commit) bool {
		return c.Published || strings.EqualFold(c.Committer, out.Email)
	})
}

// large returns the trouble that commits bring files over the size.
func (g *Guardrail) large(ctx context.Context, spec Spec, out Outgoing) ([]trouble, error) {
	files, err := g.clones.LargeFiles(ctx, spec.Dir, hashes(out.Commits), spec.Policy.Size)
	if err != nil || len(files) == 0 {
		return nil, err
	}
	slices.SortFunc(files, func(a, b LargeFile) int { return int(b.Size - a.Size) })
	var facts []check.Evidence
	for _, f := range files[:min(len(files), mostShown)] {
		facts = append(facts, check.Literal("File", fmt.Sprintf("%s (%s)", f.Name, megabytes(f.Size))))
	}
	return []trouble{{
		code: "guardrail/size", summary: counted(len(files), "file is", "files are") + " larger than the " + megabytes(spec.Policy.Size) + " that a file may have",
		facts: append(facts, check.Literal("Commit", shortOf(out, files[0].Commit)),
			check.Fact("What to do", "Take it out of the commit and keep it elsewhere, such as in Git LFS: once pushed, it makes every clone slower for good")),
	}}, nil
}

// unsigned returns the trouble that commits have no good signature.
func (g *Guardrail) unsigned(ctx context.Context, spec Spec, s *seen, out Outgoing) ([]trouble, error) {
	var unknown, own []string
	for _, c := range out.Commits {
		if c.Published {
			continue
		}
		own = append(own, c.Hash)
		if s.verdicts[c.Hash] == "" {
			unknown = append(unknown, c.Hash)
		}
	}
	found, err := g.clones.Verdicts(ctx, spec.Dir, unknown)
	if err != nil {
		return nil, err
	}
	kept := map[string]string{}
	var wrong []Commit
	for _, c := range out.Commits {
		if !slices.Contains(own, c.Hash) {
			continue
		}
		verdict := found[c.Hash]
		if verdict == "" {
			verdict = s.verdicts[c.Hash]
		}
		if verdict != "G" && verdict != "U" {
			wrong = append(wrong, c)
			continue
		}
		// A bad verdict may change with the person's keys, a good one stays.
		kept[c.Hash] = verdict
	}
	s.verdicts = kept
	if len(wrong) == 0 {
		return nil, nil
	}
	next := "Sign the last commit: git commit --amend --no-edit -S"
	if len(wrong) > 1 || wrong[0].Hash != out.Commits[0].Hash {
		next = "Sign them all: git rebase --force-rebase --gpg-sign and the branch that yours began at"
	}
	return []trouble{{
		code: "guardrail/unsigned", summary: counted(len(wrong), "commit has", "commits have") + " no good signature",
		facts: append(commitFacts(wrong), check.Fact("What to do", next)),
	}}, nil
}

// mostShown bounds how many of many things a finding names.
const mostShown = 5

func commitFacts(commits []Commit) []check.Evidence {
	var facts []check.Evidence
	for _, c := range commits[:min(len(commits), mostShown)] {
		facts = append(facts, check.Literal("Commit", c.Short+" "+c.Subject))
	}
	return facts
}

func hashes(commits []Commit) []string {
	list := make([]string, len(commits))
	for i, c := range commits {
		list[i] = c.Hash
	}
	return list
}

// shortOf returns the short hash of a commit.
func shortOf(out Outgoing, hash string) string {
	if i := slices.IndexFunc(out.Commits, func(c Commit) bool { return c.Hash == hash }); i >= 0 {
		return out.Commits[i].Short
	}
	return hash
}

func megabytes(bytes int64) string {
	const mega = 1e6
	return strconv.FormatFloat(float64(bytes)/mega, 'f', -1, 64) + " MB"
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
