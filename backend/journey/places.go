package journey

import (
	"fmt"
	"path"
	"slices"
)

// Unplaced returns the folder below the workspace that a step works in where nothing in
// the journey puts it there: no step clones it, and none says that it makes it. It
// may be there all the same, as in a workspace that a person has had for long.
func (j Journey) Unplaced(step Step) (folder string, unplaced bool) {
	if step.Kind == Clone {
		return "", false
	}
	for _, folder := range folders(step.Claim) {
		if _, ok := step.Claim.(ComposeClaim); ok {
			folder = path.Dir(folder)
		}
		if folder != "" && folder != "." && !j.places(folder) {
			return folder, true
		}
	}
	return "", false
}

// places reports whether a step of the journey puts a folder into the workspace.
func (j Journey) places(folder string) bool {
	return slices.ContainsFunc(j.Claims(), func(step Step) bool {
		switch c := step.Claim.(type) {
		case CloneClaim:
			return below(folder, c.Into)
		case RunClaim:
			return c.Creates != "" && below(folder, path.Join(c.In, c.Creates))
		default:
			return false
		}
	})
}

// Warnings returns what a valid journey states that can hold only under a condition
// which it does not state itself, in the order of its steps. there is a folder below
// the workspace that is known to be there; empty for none.
func (j Journey) Warnings(there string) []Error {
	var all []Error
	for _, step := range j.Claims() {
		if folder, unplaced := j.Unplaced(step); unplaced && (there == "" || !below(folder, there)) {
			all = append(all, Error{
				File: j.Source, Line: step.Position.Line, Column: step.Position.Column,
				Problem: fmt.Sprintf("no step clones %s, in which this one works, so it can only hold where that folder is in the workspace already", quote(folder)),
			})
		}
	}
	return all
}
