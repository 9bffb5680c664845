package share

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"sort"
	"strings"
	"unicode/utf8"
)

// Letter is a message from the person to somebody, as she is shown it before it is
// sent: exactly this leaves the machine, and nothing else.
type Letter struct {
	// Title is one line, Text all the rest.
	Title, Text string
}

// titleLimit is how many bytes a title may have; GitHub takes 256 characters.
const titleLimit = 200

// Scrubbed returns the letter without what is personal in it.
func (l Letter) Scrubbed(s *Scrubber) Letter {
	return Letter{Title: cut(plain(s.Scrub(l.Title)), titleLimit), Text: lines(s.Scrub(l.Text))}
}

// lines returns a text without what a terminal would act on, its line breaks kept.
func lines(text string) string {
	kept := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i := range kept {
		kept[i] = plain(kept[i])
	}
	return strings.Join(kept, "\n")
}

// Hash tells this letter from any other.
func (l Letter) Hash() string {
	sum := sha256.Sum256([]byte(l.Title + "\n" + l.Text))
	return hex.EncodeToString(sum[:16])
}

// The most bytes that a link may have: some systems hand no longer one to the mail
// program, and GitHub reads none.
const (
	mailLimit = 2000
	pageLimit = 7000
)

// cutOff ends a text that does not fit whole into a link.
const cutOff = "\n\n(The rest did not fit: please ask me for it.)\n"

// MailLink returns a link that opens a draft of the letter in the person's mail
// program.
func (l Letter) MailLink(address string) string {
	start := "mailto:" + strings.ReplaceAll(url.PathEscape(address), "%40", "@") + "?subject=" + escaped(l.Title) + "&body="
	// Mail has its lines end so.
	return start + fitted(l.Text, mailLimit-len(start), func(text string) string {
		return escaped(strings.ReplaceAll(text, "\n", "\r\n"))
	})
}

// IssueLink returns a link to the page on which the letter can be sent as an issue of
// a repository, filled in.
func (l Letter) IssueLink(host, repository string) string {
	start := "https://" + host + "/" + repository + "/issues/new?title=" + escaped(l.Title) + "&body="
	return start + fitted(l.Text, pageLimit-len(start), escaped)
}

// escaped writes a text for a part of a link. A space as a plus would be shown as
// one in a mail.
func escaped(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

// fitted returns as much of a text, escaped, as fits into so many bytes.
func fitted(text string, room int, escape func(string) string) string {
	if whole := escape(text); len(whole) <= room {
		return whole
	}
	part := func(end int) string {
		for end > 0 && !utf8.RuneStart(text[end]) {
			end--
		}
		return escape(text[:end] + cutOff)
	}
	// A byte becomes at least one byte, so no more than room of them can fit.
	return part(max(0, sort.Search(min(len(text), room), func(end int) bool { return len(part(end)) > room })-1))
}
