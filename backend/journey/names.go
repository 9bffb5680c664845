package journey

import (
	"fmt"
	"path"
	"strconv"
	"strings"
)

// name gives every step its id: the one that was written or, where none was, one
// made from the claim that no other step has.
func (r *reader) name() {
	taken := map[string]*draft{}
	for _, d := range r.drafts {
		if d.ID == "" {
			continue
		}
		if first, twice := taken[d.ID]; twice {
			r.problems.add(d.node.child("id").at, join(d.path, "id"),
				fmt.Sprintf("the id %s is here twice; the step on line %d has it too", quote(d.ID), first.Position.Line), "an id of its own")
			continue
		}
		taken[d.ID] = d
	}
	for _, d := range r.drafts {
		if d.ID != "" {
			continue
		}
		base := d.defaultID()
		d.ID = base
		for i := 2; taken[d.ID] != nil; i++ {
			d.ID = fmt.Sprintf("%s-%d", base, i)
		}
		taken[d.ID] = d
	}
}

// defaultID returns an id made from the kind and the subject, such as "tool-go".
func (d *draft) defaultID() string {
	subject := ""
	switch c := d.Claim.(type) {
	case ToolClaim:
		subject = c.Name
	case PortClaim:
		subject = strconv.Itoa(c.Number)
	case SignInClaim:
		subject = c.Host
	case CloneClaim:
		subject = c.Into
	case RunClaim:
		subject, _, _ = strings.Cut(strings.TrimSpace(c.Command), "\n")
	case ComposeClaim:
		subject = path.Dir(first(c.Files))
	case ContainerClaim:
		if subject = c.Name; subject == "" {
			subject = imageName(c.Image)
		}
	case DevcontainerClaim:
		subject = path.Base(c.In)
		if c.File != "" {
			subject += "-" + path.Base(path.Dir(c.File))
		}
	case ImageClaim:
		subject = imageName(c.Image)
	case PickClaim:
		subject = path.Base(c.Repository)
	case AskClaim:
		subject = c.Text
	default:
		subject = Step{Claim: c}.Folder()
	}
	return strings.Trim(string(d.Kind)+"-"+slug(subject), "-")
}

// slug returns the letters and digits of a text as an id has them.
func slug(text string) string {
	const limit = 40
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		if b.Len() == limit {
			break
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		} else if !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}
