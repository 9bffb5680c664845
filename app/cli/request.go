package main

import (
	"context"
	"errors"

	"firstlight/backend/check"
)

// requestReport is the document of fix --request.
type requestReport struct {
	Version int    `json:"version"`
	Text    string `json:"text"`
}

// request prints a message that asks an administrator to run a fix.
func (c *cli) request(ctx context.Context, o fixOptions) (err error) {
	v, state, err := c.open(ctx, o.Options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.close(ctx)) }()
	step, err := c.walk(v, state).named(ctx, o.Step)
	if err != nil {
		return err
	}
	if o.fix == "" {
		for _, fix := range step.Fixes {
			if fix.Privilege == check.Admin {
				o.fix = fix.ID
				break
			}
		}
	}
	fix, err := chosen(step, o.fix)
	if err != nil {
		return err
	}
	text, err := v.app.Request(step.ID, fix.ID, o.answers)
	if err != nil {
		return err
	}
	if c.json {
		return c.encode(requestReport{Version: reportVersion, Text: text})
	}
	c.out.Line(text)
	return nil
}
