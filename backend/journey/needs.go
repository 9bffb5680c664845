package journey

import (
	"fmt"
	"slices"
	"strings"
)

// connect adds the needs that follow from the claims, and refuses needs that no
// step meets and those that go round in a circle.
func (r *reader) connect() {
	for _, d := range r.drafts {
		for _, other := range r.drafts {
			// What stands aside holds nobody up unless an author says so.
			if because := follows(d.Claim, other.Claim); because != "" && d != other && !other.aside {
				d.implied = append(d.implied, implied{other.ID, because})
			}
		}
	}
	r.checkFolders()
	r.checkNeeds()
	r.checkCircles()
}

// follows says why a step with the claim c needs one with the claim other; empty
// where it does not.
func follows(c, other Claim) string {
	switch o := other.(type) {
	case ToolClaim:
		if _, ok := c.(CloneClaim); ok && o.Name == "git" {
			return "it is cloned with git"
		}
	case IdentityClaim:
		if _, ok := c.(CommitClaim); ok {
			return "a commit says who it is by"
		}
	case SigningClaim:
		if c, ok := c.(CommitClaim); ok && c.Signed {
			return "the commit is to be signed"
		}
	case DockerClaim:
		switch c.(type) {
		case ComposeClaim:
			return "its services run in Docker"
		case ContainerClaim, DevcontainerClaim:
			return "it runs in Docker"
		case ImageClaim:
			return "Docker keeps it"
		}
	case ImageClaim:
		if c, ok := c.(ContainerClaim); ok && c.Image == o.Image {
			return "it is made of that image"
		}
	case CommitClaim:
		if p, ok := c.(PushClaim); ok && p.In == o.In {
			return "it pushes that commit"
		}
		if g, ok := c.(GuardrailClaim); ok && g.In == o.In {
			return "it looks at that commit"
		}
	case PickClaim:
		if p, ok := c.(CommitClaim); ok && p.In == o.In {
			return "it is for that task"
		}
	case GuardrailClaim:
		if p, ok := c.(PushClaim); ok && p.In == o.In {
			return "what is pushed is looked at first"
		}
	case PushClaim:
		if p, ok := c.(PullClaim); ok && p.In == o.In {
			return "it is about the branch that was pushed"
		}
	case PullClaim:
		switch c.(type) {
		case ChecksClaim, ReviewClaim, MergeClaim:
			if slices.Equal(folders(c), []string{o.In}) {
				return "it is about that pull request"
			}
		}
	case SignInClaim:
		switch c := c.(type) {
		case PullClaim, ChecksClaim, ReviewClaim, MergeClaim:
			return "GitHub is asked in her name"
		case PickClaim:
			if strings.EqualFold(c.Host, o.Host) {
				return "GitHub is asked in her name"
			}
		}
	case CloneClaim:
		if inner, ok := c.(CloneClaim); ok && inner.Into == o.Into {
			return ""
		}
		if o.Into != "" && slices.ContainsFunc(folders(c), func(folder string) bool { return below(folder, o.Into) }) {
			return "it lies in that folder"
		}
	}
	return ""
}

// folders returns the folders or files of the workspace that a claim is about.
func folders(c Claim) []string {
	switch c := c.(type) {
	case CloneClaim:
		return []string{c.Into}
	case ComposeClaim:
		return slices.Concat(c.Files, c.EnvFiles)
	default:
		return []string{Step{Claim: c}.Folder()}
	}
}

// checkFolders refuses two clones for the same people in one folder.
func (r *reader) checkFolders() {
	for i, d := range r.drafts {
		c, ok := d.Claim.(CloneClaim)
		if !ok || c.Into == "" {
			continue
		}
		for _, first := range r.drafts[:i] {
			other, ok := first.Claim.(CloneClaim)
			// Some systems do not tell capitals from small letters.
			if ok && strings.EqualFold(other.Into, c.Into) && sharePeople(d.For, first.For) {
				r.problems.add(d.Position, d.path,
					fmt.Sprintf("two steps clone into %s; the other is on line %d", quote(c.Into), first.Position.Line), "a folder of its own, with into")
				break
			}
		}
	}
}

func sharePeople(a, b []string) bool {
	return len(a) == 0 || len(b) == 0 || slices.ContainsFunc(a, func(track string) bool { return slices.Contains(b, track) })
}

// checkNeeds refuses needs that name no step. While the id of a step is not known,
// nothing is said.
func (r *reader) checkNeeds() {
	if r.nameless {
		return
	}
	ids := slices.Clone(r.lost)
	for _, d := range r.drafts {
		ids = append(ids, d.ID)
	}
	for _, d := range r.drafts {
		for i, need := range items(d.node.child("needs")) {
			if !slices.Contains(ids, need.text) {
				r.problems.suggest(need.at, fmt.Sprintf("%s.needs[%d]", d.path, i),
					"there is no step "+quote(need.text), "the id of a step", Closest(need.text, ids))
			}
		}
	}
}
