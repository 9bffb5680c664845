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
	var send, back int64
	cmd := &cobra.Command{
		Use:   "notes",
		Short: "Show what you said, send a note on, or take it back",
		Long: "Shows your notes and your thanks, the newest first. With --send one of them\n" +
			"goes to whoever helps with the journey, or as a comment to where you say, after\n" +
			"it was shown. With --take-back one of them is shown and exported no more; what\n" +
			"was sent or exported before stays where it is.",
		Example: "  firstlight notes\n" +
			"  firstlight notes --send 12 --by issue\n" +
			"  firstlight notes --send 12 --by comment --on acme/onboarding#7\n" +
			"  firstlight notes --take-back 12",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			taken, sent := cmd.Flags().Changed("take-back"), cmd.Flags().Changed("send")
			switch {
			case taken && sent:
				return usage("Choose one of them.", "--send and --take-back both say what becomes of a note")
			case taken && (out.by != "" || out.on != ""):
				return usage("Leave it out.", "--by and --on say how a note is sent, and none is with --take-back")
			case taken:
				return c.takeBack(cmd.Context(), o, back)
			}
			return c.listNotes(cmd.Context(), o, out, send)
		},
	}
	journeyFlags(cmd, &o)
	sendingFlags(cmd, &out)
	cmd.Flags().Int64Var(&send, "send", 0, "send the note with this `number` on")
	cmd.Flags().Int64Var(&back, "take-back", 0, "take the note with this `number` back")
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

// takeBack takes back a note, and shows what stands.
func (c *cli) takeBack(ctx context.Context, o guide.Options, seq int64) (err error) {
	v, _, err := c.open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.close(ctx)) }()
	if err := v.app.TakeBackNote(seq); err != nil {
		return err
	}
	if c.json {
		notes, err := v.app.Notes()
		if err != nil {
			return err
		}
		return c.encode(notesReport{reportVersion, notes.Own})
	}
	c.out.Text(0, "Taken back: it is shown and exported no more. What was sent or exported before stays where it is.")
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
