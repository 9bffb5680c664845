package guide

import (
	"context"
	"fmt"
	"slices"

	"firstlight/assets"
	"firstlight/backend/journey"
	"firstlight/backend/tool"
)

// Validate is Load for whoever writes the journey at a source: a step that can be
// read and can tell nobody anything is wrong too, such as a tool that neither the
// catalogue nor the journey describes.
func (f *Files) Validate(ctx context.Context, source string) (journey.Journey, error) {
	j, file, err := f.Load(ctx, source)
	if err != nil {
		return j, err
	}
	known := tool.ShippedCatalogue(string(assets.ToolCatalogue())).Names()
	for _, entry := range j.Tools {
		known = append(known, entry.Name)
	}
	var wrong journey.Errors
	for _, step := range j.Claims() {
		c, ok := step.Claim.(journey.ToolClaim)
		if !ok || slices.Contains(known, c.Name) {
			continue
		}
		wrong = append(wrong, journey.Error{
			File: file, Line: step.Position.Line, Column: step.Position.Column,
			Problem:    fmt.Sprintf("Firstlight does not know a tool called %q", c.Name),
			Expected:   "one of its catalogue, or one that tools, at the end of the journey, describes",
			Suggestion: journey.Closest(c.Name, known),
		})
	}
	if len(wrong) > 0 {
		return journey.Journey{}, wrong
	}
	return j, nil
}
