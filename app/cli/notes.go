package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/guide"
)

// notesReport is the document of notes.
type notesReport struct {
	Version int        `json:"version"`
	Notes   []app.Note `json:"notes"`
}

func notesCommand(c *cli) *cobra.Command {
	var o guide.Options
	var out sending
	var send int64
	cmd := &cobra.Command{
		Use:   "notes",
		Short: "Show what you said, and send a note on",
		Long: "Shows your notes and your thanks, the newest first. With --send one of them\n" +
			"goes to whoever helps with the journey, or as a comment to where you say, after\n" +
			"it was shown.",
		Example: "  firstlight notes\n" +
			"  firstlight notes --send 12 --by issue\n" +
			"  firstlight notes --send 12 --by comment --on acme/onboarding#7",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return c.listNotes(cmd.Context(), o, out, send) },
	}
	journeyFlags(cmd, &o)
	sendingFlags(cmd, &out)
	cmd.Flags().Int64Var(&send, "send", 0, "send the note with this `number` on")
	cmd.Flags().StringVar(&out.on, "on", "", "what to comment on, with --by comment: a `page`, or such as acme/payments#12")
	return cmd
}

func (c *cli) listNotes(ctx context.Context, o guide.Options, out sending, send int64) (err error) {
	o.ReadOnly = true
	v, state, err := c.open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.close(ctx)) }()
	if send != 0 {
		l, err := v.app.NoteLetter(send)
		if err != nil {
			return err
		}
		_, err = c.walk(v, state).letter(ctx, l, out, func(by, on, hash string) (app.Sent, error) { return v.app.SendNote(send, by, on, hash) })
		return err
	}
	notes, err := v.app.Notes()
	if err != nil {
		return err
	}
	if c.json {
		return c.encode(notesReport{reportVersion, notes.Own})
	}
	showNotes(c.out, notes.Own)
	return nil
}

// showNotes prints what the person said.
func showNotes(s *screen.Screen, notes []app.Note) {
	if len(notes) == 0 {
		s.Text(0, "You have said nothing yet: firstlight note TEXT keeps what hurts, firstlight thank TEXT a thank-you note.")
		return
	}
	for _, n := range notes {
		what := "Hurt"
		if n.Thanks {
			what = "Thanks"
		}
		s.Hang(fmt.Sprintf("%6d  %-6s  ", n.Seq, what), wording.Clean(n.Text))
		s.Faint("                ", wording.Clean(cmp.Or(n.Title, n.Step, "The journey"))+", "+minute(n.At))
	}
}
