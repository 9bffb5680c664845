package guide

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"firstlight/backend/github"
	"firstlight/backend/share"
)

// Channel is a way on which a letter goes.
type Channel string

// The channels.
const (
	// ByIssue opens an issue in the helper's repository: in the person's name where
	// she is signed in there, or else as a page that she sends herself.
	ByIssue Channel = "issue"
	// ByComment comments on an issue or a pull request that she names.
	ByComment Channel = "comment"
	// ByMail opens a draft in her mail program.
	ByMail Channel = "mail"
	// ByText is text that she copies.
	ByText Channel = "text"
)

// Letter is a message that is shown before it is sent, with the ways that it can go.
type Letter struct {
	share.Letter
	// To is what the helper is called; empty where the journey names nobody.
	To   string
	Ways []Reach
}

// Reach is one way to the helper.
type Reach struct {
	By Channel
	// To is where it leads: a repository, an address, or in words where to paste.
	To string
}

// Sent says what became of a letter.
type Sent struct {
	By Channel
	// Page is where it stands now; empty where it is still for the person to send.
	Page string
	// Link opens the draft with which she sends it; empty where there is none.
	Link string
}

// letter returns a letter as it may leave the machine, with the ways to the helper.
func (g *Guide) letter(ctx context.Context, title, text string, channels ...Channel) Letter {
	l := Letter{Letter: share.Letter{Title: title, Text: text}.Scrubbed(g.Scrubber(ctx))}
	g.mu.RLock()
	helper := g.journey.Helper
	g.mu.RUnlock()
	l.To = helper.Name
	for _, by := range channels {
		switch {
		case by == ByIssue && helper.Repository != "":
			l.Ways = append(l.Ways, Reach{by, helper.Host + "/" + helper.Repository})
		case by == ByMail && helper.Mail != "":
			l.Ways = append(l.Ways, Reach{by, helper.Mail})
		case by == ByComment:
			l.Ways = append(l.Ways, Reach{By: by})
		case by == ByText:
			l.Ways = append(l.Ways, Reach{by, helper.How})
		}
	}
	return l
}

// send sends a letter that the person was shown: the one with that hash. on names
// the issue or the pull request to comment on.
func (g *Guide) send(ctx context.Context, l Letter, by Channel, on, hash string) (Sent, error) {
	if l.Hash() != hash {
		return Sent{}, ErrLetterChanged
	}
	way := Reach{}
	for _, w := range l.Ways {
		if w.By == by {
			way = w
		}
	}
	switch way.By {
	case ByIssue:
		host, repository, _ := strings.Cut(way.To, "/")
		page, err := g.cfg.Rooms.OpenIssue(ctx, host, repository, l.Title, l.Text)
		var known *github.Error
		if errors.As(err, &known) && known.Code == github.CodeSignedOut {
			return Sent{By: by, Link: l.IssueLink(host, repository)}, nil
		}
		return Sent{By: by, Page: page}, ofHub("It was not sent. ", err)
	case ByComment:
		host, repository, number, err := talkAt(on)
		if err != nil {
			return Sent{}, err
		}
		page, err := g.cfg.Rooms.Comment(ctx, host, repository, number, "**"+l.Title+"**\n\n"+l.Text)
		return Sent{By: by, Page: page}, ofHub("It was not sent. ", err)
	case ByMail:
		return Sent{By: by, Link: l.MailLink(way.To)}, nil
	case ByText:
		return Sent{By: by}, nil
	default:
		return Sent{}, &NotFoundError{What: "way to send it", Name: string(by), Known: l.channels()}
	}
}

func (l Letter) channels() []string {
	names := make([]string, 0, len(l.Ways))
	for _, w := range l.Ways {
		names = append(names, string(w.By))
	}
	return names
}

// talkAt returns which issue or pull request a page or "acme/payments#12" names.
func talkAt(on string) (host, repository string, number int, err error) {
	wrong := fmt.Errorf("%w: %.200q", ErrNoTalk, on)
	on = strings.TrimSpace(on)
	if repository, digits, ok := strings.Cut(on, "#"); ok && strings.Count(repository, "/") == 1 && !strings.Contains(repository, ":") {
		if number, err = strconv.Atoi(digits); err != nil || number < 1 || !named(repository) {
			return "", "", 0, wrong
		}
		return "github.com", repository, number, nil
	}
	page, err := url.Parse(on)
	if err != nil || page.Scheme != "https" || page.Host == "" {
		return "", "", 0, wrong
	}
	parts := strings.Split(strings.Trim(page.Path, "/"), "/")
	if len(parts) < 4 || parts[2] != "issues" && parts[2] != "pull" {
		return "", "", 0, wrong
	}
	repository = parts[0] + "/" + parts[1]
	if number, err = strconv.Atoi(parts[3]); err != nil || number < 1 || !named(repository) {
		return "", "", 0, wrong
	}
	return page.Host, repository, number, nil
}

// named reports whether a text is an owner and the name of a repository.
func named(repository string) bool {
	owner, name, _ := strings.Cut(repository, "/")
	return plainName(owner) && plainName(name)
}

func plainName(text string) bool {
	return text != "" && text != "." && text != ".." && !strings.ContainsFunc(text, func(r rune) bool {
		return !(r == '-' || r == '_' || r == '.' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z')
	})
}
