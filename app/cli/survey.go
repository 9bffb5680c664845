package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"firstlight/app"
	"firstlight/backend/journey"
)

// survey looks at tools alone, whatever journey is open, and records nothing.
func (c *cli) survey(ctx context.Context, o doctorOptions) (err error) {
	tools, err := askedTools(o.tools)
	if err != nil {
		return err
	}
	g, err := c.assemble("terminal", true)(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.Close(context.WithoutCancel(ctx))) }()
	began := time.Now()
	var found []app.Step
	for _, one := range g.Survey(ctx, tools) {
		found = append(found, app.Surveyed(one))
	}
	took := time.Since(began)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return c.tell(g.Scrubber(ctx), diagnosis{title: "Tools", found: app.WorstFirst(found), took: took, options: o})
}

// askedTools reads a list such as "node,go@>=1.26 <2".
func askedTools(lists []string) ([]journey.Step, error) {
	var steps []journey.Step
	for _, list := range lists {
		for text := range strings.SplitSeq(list, ",") {
			name, version, _ := strings.Cut(text, "@")
			name, version = strings.TrimSpace(name), strings.TrimSpace(version)
			if name == "" {
				return nil, usage("Write it as --tools 'node,go@>=1.26'.", "--tools %q has an empty place", list)
			}
			title := name
			if version != "" {
				title += " " + version
			}
			steps = append(steps, journey.Step{
				ID: "tool-" + name, Kind: journey.Tool, Title: title, Claim: journey.ToolClaim{Name: name, Version: version},
			})
		}
	}
	return steps, nil
}
