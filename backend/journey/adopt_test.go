package journey_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/journey"
)

const adopting = `
name: Payments
tracks: [backend]
stages:
  - name: Your code
    steps:
      - clone: https://github.com/acme/payments.git
      - {detect: payments, without: [python], for: [backend]}
      - tool: node
        version: ">=22"
  - name: Your tests
    steps:
      - {run: make test, in: payments}
`

func parse(t *testing.T, text string) journey.Journey {
	t.Helper()
	j, err := mustParser(t).Parse("journey.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return j
}

func ids(steps []journey.Step) []string {
	var ids []string
	for _, step := range steps {
		ids = append(ids, step.ID)
	}
	return ids
}

func TestAdoptedToolsFollowTheirDetectStep(t *testing.T) {
	j := parse(t, adopting)
	adopted := j.Adopt("detect-payments", []journey.Adoption{
		{Tool: journey.ToolClaim{Name: "go", Version: ">=1.26"}, Why: "go.mod:3 says so."},
		{Tool: journey.ToolClaim{Name: "node", Version: ">=20"}},
		{Tool: journey.ToolClaim{Name: "python"}},
		{Tool: journey.ToolClaim{Name: "make"}},
	}, []string{"go.mod"})
	want := []string{"clone-payments", "detect-payments", "tool-go", "tool-make", "tool-node", "run-make-test"}
	if diff := cmp.Diff(want, ids(adopted.Steps())); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
	tool, _ := adopted.Step("tool-go")
	want = []string{"backend"}
	if diff := cmp.Diff(want, tool.For); diff != "" || tool.Title != "Go 1.26 or newer" || tool.Why != "go.mod:3 says so." || tool.Milestone != journey.MachineReady {
		t.Errorf("the adopted step is %+v", tool)
	}
	own, _ := adopted.Step("tool-node")
	if c, ok := own.Claim.(journey.ToolClaim); !ok || c.Version != ">=22" {
		t.Errorf("what the author wrote became %+v", own.Claim)
	}
	detect, _ := adopted.Step("detect-payments")
	if c, ok := detect.Claim.(journey.DetectClaim); !ok || len(c.Adopted) != 4 || len(c.Files) != 1 {
		t.Errorf("the detect step keeps %+v", detect.Claim)
	}
	if left := ids(j.Steps()); len(left) != 4 {
		t.Errorf("the journey itself has changed: %v", left)
	}
}

func TestAdoptionIsPartOfWhatAJourneyIs(t *testing.T) {
	j := parse(t, adopting)
	with := func(version string) journey.Journey {
		return j.Adopt("detect-payments", []journey.Adoption{{Tool: journey.ToolClaim{Name: "go", Version: version}}}, nil)
	}
	if with(">=1.26").Hash == with(">=1.27").Hash {
		t.Error("journeys that ask for different versions have the same hash")
	}
	first, again := with(">=1.26"), with(">=1.26")
	if first.Hash != again.Hash {
		t.Error("the same journey has two hashes")
	}
	if j.Adopt("detect-payments", nil, nil).Hash == j.Hash {
		t.Error("files that ask for nothing read like files that were not read")
	}
	if j.Adopt("clone-payments", []journey.Adoption{{Tool: journey.ToolClaim{Name: "go"}}}, nil).Hash != j.Hash {
		t.Error("a step that detects nothing has adopted a tool")
	}
}
