package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/app/wording"
	"firstlight/backend/guide"
	"firstlight/backend/share/otlp"
)

// telemetryReport is the document of telemetry, of on and of off.
type telemetryReport struct {
	Version int `json:"version"`
	app.Telemetry
}

// previewReport is the document of telemetry preview.
type previewReport struct {
	Version  int          `json:"version"`
	Requests []bodyReport `json:"requests"`
}

// bodyReport is one request; Body is all of it in the JSON of OTLP.
type bodyReport struct {
	Signal otlp.Signal     `json:"signal"`
	URL    string          `json:"url"`
	Items  int             `json:"items"`
	Bytes  int             `json:"bytes"`
	SHA256 string          `json:"sha256"`
	Queued bool            `json:"queued"`
	Body   json.RawMessage `json:"body"`
}

// sentReport is the document of telemetry send.
type sentReport struct {
	Version int `json:"version"`
	app.TelemetrySent
}

// telemetryOptions say what a command of telemetry does.
type telemetryOptions struct {
	guide.Options
	allow []string
	yes   bool
}

func telemetryCommand(c *cli) *cobra.Command {
	var o telemetryOptions
	cmd := &cobra.Command{
		Use:   "telemetry",
		Short: "See and say what leaves as OpenTelemetry",
		Long: "Shows what of your onboarding would be sent where, as OpenTelemetry, what you\n" +
			"answered to that, and what waits. Nothing is sent, or kept to be sent, unless\n" +
			"you say yes to what you were shown. docs/telemetry.md names everything that\n" +
			"leaves.",
		Example: "  firstlight telemetry preview\n" +
			"  firstlight telemetry on --allow titles\n" +
			"  firstlight telemetry off",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.telemetry(cmd.Context(), o, func(v *visit, _ app.State) error { return c.showTelemetry(v) })
		},
	}
	journeyFlags(cmd, &o.Options)
	cmd.AddCommand(telemetryPreviewCommand(c), telemetryOnCommand(c), telemetryOffCommand(c), telemetrySendCommand(c))
	return cmd
}

func telemetryPreviewCommand(c *cli) *cobra.Command {
	var o telemetryOptions
	cmd := &cobra.Command{
		Use:   "preview",
		Short: "Show exactly what would be sent",
		Long:  "Shows the requests that a yes would send: all that is in them, as JSON. It sends\nnothing and keeps nothing.",
		Args:  takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.telemetry(cmd.Context(), o, func(v *visit, _ app.State) error {
				_, err := c.preview(v, o, c.json)
				return err
			})
		},
	}
	journeyFlags(cmd, &o.Options)
	allowFlag(cmd, &o)
	return cmd
}

func telemetryOnCommand(c *cli) *cobra.Command {
	var o telemetryOptions
	cmd := &cobra.Command{
		Use:   "on",
		Short: "Have your onboarding sent, after showing all of it",
		Long: "Shows exactly what would be sent, and has it sent when you agree: that, and from\n" +
			"then on what ends. Another place, header or attribute asks you again.",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.telemetry(cmd.Context(), o, func(v *visit, s app.State) error { return c.telemetryOn(cmd.Context(), v, s, o) })
		},
	}
	journeyFlags(cmd, &o.Options)
	allowFlag(cmd, &o)
	cmd.Flags().BoolVar(&o.yes, "yes", false, "agree without being asked")
	return cmd
}

func telemetryOffCommand(c *cli) *cobra.Command {
	var o telemetryOptions
	cmd := &cobra.Command{
		Use:   "off",
		Short: "Have nothing sent any more",
		Long: "Has nothing sent any more, and gives up what waits. What was sent is with\n" +
			"whoever took it.",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.telemetry(cmd.Context(), o, func(v *visit, _ app.State) error {
				if err := v.app.EndTelemetry(); err != nil {
					return err
				}
				return c.showTelemetry(v)
			})
		},
	}
	journeyFlags(cmd, &o.Options)
	return cmd
}

func telemetrySendCommand(c *cli) *cobra.Command {
	var o telemetryOptions
	cmd := &cobra.Command{
		Use:   "send",
		Short: "Send what waits now",
		Long: "Sends everything that waits and what has ended since, also what was put off or\n" +
			"refused before. It is sent by itself while Firstlight is open; this does not\n" +
			"wait.",
		Args: takes(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.telemetry(cmd.Context(), o, func(v *visit, _ app.State) error { return c.telemetrySend(v) })
		},
	}
	journeyFlags(cmd, &o.Options)
	return cmd
}

func allowFlag(cmd *cobra.Command, o *telemetryOptions) {
	cmd.Flags().StringSliceVar(&o.allow, "allow", nil, "what may leave beyond what always does: titles, said or notes, with commas between `NAMES`")
}

// telemetry opens the journey only to read what was recorded, and does something.
func (c *cli) telemetry(ctx context.Context, o telemetryOptions, do func(*visit, app.State) error) (err error) {
	o.ReadOnly = true
	v, state, err := c.open(ctx, o.Options)
	if err != nil {
		return err
	}
	return errors.Join(do(v, state), v.close(ctx))
}

func (c *cli) showTelemetry(v *visit) error {
	t, err := v.app.Telemetry()
	if err != nil {
		return err
	}
	if c.json {
		return c.encode(telemetryReport{Version: reportVersion, Telemetry: t})
	}
	showTelemetry(c.out, t)
	return nil
}

// preview shows the requests, as one document where that is asked for.
func (c *cli) preview(v *visit, o telemetryOptions, document bool) (app.TelemetryPreview, error) {
	p, err := v.app.PreviewTelemetry(o.allow)
	if err != nil {
		return p, err
	}
	if document {
		r := previewReport{Version: reportVersion, Requests: []bodyReport{}}
		for _, q := range p.Requests {
			r.Requests = append(r.Requests, bodyReport{Signal: q.Signal, URL: q.URL, Items: q.Items, Bytes: q.Bytes, SHA256: q.SHA256, Queued: q.Queued, Body: json.RawMessage(q.Text)})
		}
		return p, c.encode(r)
	}
	showPreview(c.say(), p)
	return p, nil
}

func (c *cli) telemetryOn(ctx context.Context, v *visit, state app.State, o telemetryOptions) error {
	t, err := v.app.Telemetry()
	if err != nil {
		return err
	}
	p, err := c.preview(v, o, false)
	if err != nil {
		return err
	}
	c.say().Gap()
	showDestinations(c.say(), t)
	if !o.yes && c.person && !c.json {
		if o.yes, err = c.walk(v, state).agrees(ctx, "Send it, and what ends from now on?", app.Step{}); err != nil {
			return err
		}
	}
	if !o.yes {
		c.notes.Text(0, "Nothing was sent, and nothing is kept to be sent. To agree: firstlight telemetry on --yes")
		if c.json {
			return c.encode(telemetryReport{Version: reportVersion, Telemetry: t})
		}
		return nil
	}
	if err := v.app.AgreeTelemetry(p.Token); err != nil {
		return err
	}
	sent, err := v.app.SendTelemetry()
	if err != nil {
		return err
	}
	showSent(c.notes, sent)
	if !c.json {
		return nil
	}
	if t, err = v.app.Telemetry(); err != nil {
		return err
	}
	return c.encode(telemetryReport{Version: reportVersion, Telemetry: t})
}

func (c *cli) telemetrySend(v *visit) error {
	sent, err := v.app.SendTelemetry()
	if err != nil {
		return err
	}
	if c.json {
		err = c.encode(sentReport{Version: reportVersion, TelemetrySent: sent})
	} else {
		showSent(c.out, sent)
	}
	if sent.Refused+sent.Later > 0 {
		return errors.Join(err, errDoesNotHold)
	}
	return err
}

func showSent(s *screen.Screen, sent app.TelemetrySent) {
	if sent.Taken+sent.Refused+sent.Later == 0 {
		s.Text(0, "There was nothing to send.")
		return
	}
	text := "Nothing was sent."
	if sent.Taken > 0 {
		text = fmt.Sprintf("%s sent, with %s in them.", plural(sent.Taken, "request was", "requests were"), plural(sent.Items, "span or figure", "spans and figures"))
	}
	if sent.Rejected > 0 {
		text += fmt.Sprintf(" %d of them were not taken.", sent.Rejected)
	}
	if sent.Later > 0 {
		text += " What was not sent waits, and is sent as soon as it can be."
	}
	if sent.Refused > 0 {
		text += fmt.Sprintf(" %s refused, and wait until you send them again.", plural(sent.Refused, "request was", "requests were"))
	}
	s.Text(0, text)
	if sent.Said != "" {
		s.Text(0, "What was said: "+wording.Clean(sent.Said)+".")
	}
}

func showPreview(s *screen.Screen, p app.TelemetryPreview) {
	bytes := 0
	for _, r := range p.Requests {
		where := r.URL
		if where == "" {
			where = "nowhere, as nothing is configured"
		}
		s.Line(s.Bold(fmt.Sprintf("%s, to %s", strings.ToUpper(string(r.Signal[:1]))+string(r.Signal[1:]), wording.Clean(where))))
		s.Line(wording.Clean(strings.TrimRight(r.Text, "\n")))
		s.Gap()
		bytes += r.Bytes
	}
	if len(p.Requests) == 0 {
		s.Text(0, "There is nothing to send: all of the onboarding was sent.")
		return
	}
	s.Text(0, fmt.Sprintf("This is all that would be sent now: %s, in %s.", count(len(p.Requests), "request"), wording.Size(int64(bytes))))
}
