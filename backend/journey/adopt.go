package journey

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
)

// Adoption is a tool that a repository's own files ask for.
type Adoption struct {
	// Tool is the tool and the versions that will do.
	Tool ToolClaim
	// Why says which file asks for it.
	Why string
}

// Adopt returns the journey with a tool step for each adoption after the detect
// step with the given id, in their order. A tool is left out that the detect step
// does without, and one that the journey asks for by itself: what its author wrote
// goes first. files are those that were read.
func (j Journey) Adopt(id string, adoptions []Adoption, files []string) Journey {
	made := map[string]bool{}
	for _, step := range j.Claims() {
		if c, ok := step.Claim.(ToolClaim); ok {
			made[c.Name] = true
		}
	}
	j.Stages = slices.Clone(j.Stages)
	for i, stage := range j.Stages {
		at := indexOf(stage.Steps, id)
		if at < 0 {
			continue
		}
		detect := stage.Steps[at]
		claim, ok := detect.Claim.(DetectClaim)
		if !ok {
			return j
		}
		claim.Adopted, claim.Files = []ToolClaim{}, files
		var steps []Step
		for _, a := range adoptions {
			claim.Adopted = append(claim.Adopted, a.Tool)
			if made[a.Tool.Name] || slices.Contains(claim.Without, a.Tool.Name) {
				continue
			}
			made[a.Tool.Name] = true
			steps = append(steps, detect.tool(a))
		}
		detect.Claim = claim
		j.Stages[i].Steps = slices.Concat(stage.Steps[:at], []Step{detect}, steps, stage.Steps[at+1:])
		// Encoding such values cannot fail.
		body, _ := json.Marshal([]any{j.Hash, id, claim.Adopted})
		sum := sha256.Sum256(body)
		j.Hash = hex.EncodeToString(sum[:])
		return j
	}
	return j
}

// tool returns the step of a tool that the files of a detect step ask for. Its id
// is what it would be if an author had written it, so that what was recorded stays
// with the claim when one does.
func (s Step) tool(a Adoption) Step {
	d := &draft{Step: Step{Kind: Tool, Why: a.Why, For: s.For, Position: s.Position, Claim: a.Tool}}
	d.ID = d.defaultID()
	return d.finish()
}
