package insight_test

import (
	"testing"

	"firstlight/backend/insight"
	"firstlight/backend/insight/insighttest"
	"firstlight/backend/journey"
)

func TestOthersStandBesideOnesOwnFigures(t *testing.T) {
	all := insighttest.Crowd(200)
	own := all[0]
	b := insight.BesideOf(all, own)
	same := 0
	for _, o := range all {
		if o.Track == own.Track {
			same++
		}
	}
	if b.People != same-1 {
		t.Errorf("%d people stand beside one of %d on her track", b.People, same)
	}
	step := b.Steps[insight.FrictionOf(all, afterwards).Steps[0].ID]
	if step.Lost.People == 0 || step.Lost.Median <= 0 || step.Lost.Median > step.Lost.P90 || step.Lost.People != step.Waiting.People {
		t.Errorf("the step that costs most: %+v", step)
	}
	if m := b.Milestones[journey.FirstCommit]; m.Elapsed.Median <= m.Worked.Median || m.Worked.Median <= 0 || m.Elapsed.TooFew() {
		t.Errorf("the first commit: %+v", m)
	}
	if b := insight.BesideOf([]insight.Onboarding{own}, own); b.People != 0 || len(b.Steps)+len(b.Milestones) != 0 {
		t.Errorf("beside her alone stands %+v", b)
	}
}
