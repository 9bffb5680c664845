package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/guide"
)

// sending says how a letter is to go.
type sending struct {
	by, on string
	yes    bool
}

// letterReport is the document of a letter.
type letterReport struct {
	Version int        `json:"version"`
	Letter  app.Letter `json:"letter"`
	// Sent is null where it was only shown.
	Sent *app.Sent `json:"sent"`
}

func sendingFlags(cmd *cobra.Command, o *sending) {
	cmd.Flags().StringVar(&o.by, "by", "", "how it goes: as an `issue`, mail or text; without it, you choose")
	cmd.Flags().BoolVar(&o.yes, "yes", false, "send it without being asked")
}

// letter shows a letter, has the person choose how it goes, sends it, and reports
// whether it was.
func (w *walk) letter(ctx context.Context, l app.Letter, o sending, send func(by, on, hash string) (app.Sent, error)) (bool, error) {
	c := w.c
	if !c.json {
		showLetter(c.out, l)
	}
	var sent *app.Sent
	way, err := w.way(ctx, l, o)
	if err != nil {
		return false, err
	}
	if way != "" {
		done, err := send(way, o.on, l.Hash)
		if err != nil {
			return false, err
		}
		sent = &done
	}
	switch {
	case c.json:
		return sent != nil, c.encode(letterReport{Version: reportVersion, Letter: l, Sent: sent})
	case sent == nil:
		c.notes.Text(0, "Nothing was sent. To send it without being asked, add --by issue, mail or text, and --yes.")
		return false, nil
	}
	w.tellSent(ctx, *sent)
	return true, nil
}

// way returns the way on which a letter is to go; empty where the person does not
// want it sent.
func (w *walk) way(ctx context.Context, l app.Letter, o sending) (string, error) {
	ways := make([]string, 0, len(l.Ways))
	for _, way := range l.Ways {
		ways = append(ways, string(way.By))
	}
	switch {
	case o.by != "" && !slices.Contains(ways, o.by):
		return "", usage("There is "+strings.Join(ways, ", ")+".", "It cannot go by %q", o.by)
	case o.yes && o.by == "":
		return "", usage("Add --by "+strings.Join(ways, " or --by "), "--yes needs to be told how it goes")
	case o.by == string(guide.ByComment) && o.on == "":
		return "", usage("Add --on, with the page of an issue or a pull request.", "A comment needs to be told where it goes")
	case o.yes:
		return o.by, nil
	case w.c.json || !w.c.person:
		return "", nil
	}
	if o.by != "" {
		yes, err := w.agrees(ctx, "Send it?", app.Step{})
		if err != nil || !yes {
			return "", err
		}
		return o.by, nil
	}
	return w.asksWay(ctx, l.Ways)
}

// asksWay has the person choose; a comment needs to be told where, and is not among
// what is offered.
func (w *walk) asksWay(ctx context.Context, all []app.Reach) (string, error) {
	ways := slices.DeleteFunc(slices.Clone(all), func(way app.Reach) bool { return way.By == guide.ByComment })
	w.s.Gap()
	for i, way := range ways {
		w.s.Hang(fmt.Sprintf("  %s  ", w.s.Accent(strconv.Itoa(i+1))), wayText(way))
	}
	for {
		answer, err := w.ask(ctx, "How shall it go? Enter sends nothing › ", app.Step{})
		if err != nil || answer == "" {
			return "", err
		}
		if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(ways) {
			return string(ways[n-1].By), nil
		}
	}
}

// wayText says what a way does.
func wayText(way app.Reach) string {
	to := wording.Clean(way.To)
	switch way.By {
	case guide.ByIssue:
		return "As an issue at " + to + ", where everyone who sees the repository can read it"
	case guide.ByMail:
		return "As a draft of a mail to " + to
	case guide.ByText:
		if to != "" {
			return "As text that you copy. " + to
		}
		return "As text that you copy"
	default:
		return string(way.By)
	}
}

func showLetter(s *screen.Screen, l app.Letter) {
	if l.To != "" {
		s.Faint("", "To "+wording.Clean(l.To)+". This is all that is sent:")
	}
	s.Gap()
	s.Line(s.Bold(wording.Clean(l.Title)))
	s.Gap()
	for line := range strings.Lines(l.Text) {
		s.Text(0, wording.Clean(strings.TrimRight(line, "\n")))
	}
}

// tellSent says what became of a letter, and opens its draft.
func (w *walk) tellSent(ctx context.Context, sent app.Sent) {
	notes := w.c.notes
	switch {
	case sent.Page != "":
		notes.Text(0, "Sent: "+wording.Clean(sent.Page))
	case sent.Link == "":
		notes.Text(0, "Copy the text above, and paste it where it is read.")
	case w.c.person && !w.c.alone:
		notes.Text(0, "The draft opens now; you send it yourself.")
		w.c.show(ctx, sent.Link)
	default:
		notes.Text(0, "Send it yourself with this draft:")
		notes.Line(wording.Clean(sent.Link))
	}
}
