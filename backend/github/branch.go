package github

import (
	"regexp"
	"strconv"
	"strings"
)

// The parts of a pattern of branch names.
const (
	partUser   = "{user}"
	partNumber = "{number}"
	partSlug   = "{slug}"
)

// branchPattern returns what tells a branch for an issue from others, of the form
// that a pattern gives the name; its one group is the number. The words of
// the title may have changed, or she chose others.
func branchPattern(pattern, user string) *regexp.Regexp {
	text := regexp.QuoteMeta(pattern)
	for part, form := range map[string]string{
		partUser: regexp.QuoteMeta(user), partNumber: "([0-9]{1,10})", partSlug: "[^/]*",
	} {
		text = strings.ReplaceAll(text, regexp.QuoteMeta(part), form)
	}
	return regexp.MustCompile("^" + text + "$")
}

// branchName returns the name of the branch for an issue.
func branchName(pattern, user string, number int, title string) string {
	return strings.NewReplacer(partUser, user, partNumber, strconv.Itoa(number), partSlug, slug(title)).Replace(pattern)
}

// slug returns the letters and digits of a title as the name of a branch has
// them.
func slug(title string) string {
	const limit = 40
	var b strings.Builder
	for _, r := range strings.ToLower(title) {
		switch {
		case b.Len() >= limit:
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if s := strings.Trim(b.String(), "-"); s != "" {
		return s
	}
	return "task"
}
