package guide_test

import (
	"context"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

func TestAFixThatCrashesIsAFailedRun(t *testing.T) {
	nothing := func(check.Answers) []check.Command { return nil }
	for name, fix := range map[string]check.Fix{
		"in its work": {ID: "boom", Title: "Crash", Privilege: check.Admin, Plan: nothing, Apply: func(context.Context, check.Answers, check.Output) error { panic("boom") }},
		"in its plan": {ID: "boom", Title: "Crash", Plan: func(check.Answers) []check.Command { panic("boom") }},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, step("file"))
			c := w.file("file")
			c.Fixes = func(check.Finding) []check.Fix { return []check.Fix{fix} }
			w.checks["file"] = c
			g := w.face()
			settle(t, g)
			for _, shown := range view(t, g).Fixes["file"] {
				if got := shown.Preview(nil); len(got) != 0 {
					t.Errorf("would run %v", got)
				}
			}
			if _, err := g.Preview("file", "boom", nil); (err != nil) != (fix.Apply == nil) {
				t.Errorf("the preview: %v", err)
			}
			if _, err := g.Request("file", "boom", nil); (err != nil) != (fix.Apply == nil) {
				t.Errorf("the request to an administrator: %v", err)
			}
			run, err := g.Fix(t.Context(), "file", "boom", nil)
			if err != nil {
				t.Fatal(err)
			}
			finish(t, g, run)
			s, _ := view(t, g).State.Step("file")
			if s.LastWork == nil || s.LastWork.Outcome != progress.Failed || !strings.Contains(s.LastWork.Reason, "boom") {
				t.Errorf("the run ended as %+v, want failed with why", s.LastWork)
			}
		})
	}
}

func TestFixesThatCannotBeToldCostOnlyTheirStep(t *testing.T) {
	odd := step("odd")
	odd.Fixes = []journey.AuthoredFix{{Title: "By the author", Run: "true"}}
	w := newWorld(t, odd, step("file"))
	c := w.unwatched("odd")
	c.Fixes = func(check.Finding) []check.Fix { panic("boom") }
	w.checks["odd"] = c
	g := w.face()
	settle(t, g)
	v := view(t, g)
	if fixes := v.Fixes["odd"]; len(fixes) != 1 || fixes[0].ID != "authored-1" {
		t.Errorf("the step has the fixes %+v, want the author's", fixes)
	}
	if fixes := v.Fixes["file"]; len(fixes) != 1 {
		t.Errorf("the other step has %d fixes, want its own", len(fixes))
	}
	told := false
	for _, notice := range v.Notices {
		told = told || strings.Contains(notice, "The odd") && strings.Contains(notice, "boom")
	}
	if !told {
		t.Errorf("notices %q, want why there is nothing more to do", v.Notices)
	}
	if _, err := g.Fix(t.Context(), "odd", "another", nil); err == nil || !strings.Contains(err.Error(), "boom") {
		t.Errorf("running what could not be told: %v", err)
	}
	if fix, ok := g.Unattended("odd"); !ok || fix != "authored-1" {
		t.Errorf("unattended it would run %q, %v", fix, ok)
	}
	if _, ok := g.Unattended("file"); !ok {
		t.Error("the other step cannot be done unattended")
	}
}

func TestASurveyOutlastsFixesThatCannotBeTold(t *testing.T) {
	odd := step("odd")
	w := newWorld(t, odd)
	c := w.file("odd")
	c.Fixes = func(check.Finding) []check.Fix { panic("boom") }
	w.checks["odd"] = c
	g := w.guide()
	found := g.Survey(t.Context(), []journey.Step{odd, step("file")})
	if len(found) != 2 || found[0].Finding.Status != check.Failing || len(found[1].Fixes) != 1 {
		t.Errorf("found %+v, want two claims that fail, the second with its fix", found)
	}
}

func TestWhatAKilledFirstlightHadAtWorkIsEndedByWhoeverMayWork(t *testing.T) {
	t.Parallel()
	w := newWorld(t, step("file"))
	asked := 0
	g := w.guideWith(func(c *guide.Config) {
		c.EndLeft = func(context.Context) (int, error) {
			asked++
			return 1, nil
		}
	})
	if err := g.Open(t.Context(), guide.Options{Source: "test"}); err != nil {
		t.Fatal(err)
	}
	if told := view(t, g).Notices["left"]; asked != 1 || !strings.Contains(told, "had gone on without it") {
		t.Errorf("asked %d times, and told %q", asked, told)
	}
	if err := g.Open(t.Context(), guide.Options{Source: "test", ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	if asked != 1 {
		t.Error("whoever only reads ended something")
	}
}
