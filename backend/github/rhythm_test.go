package github_test

import (
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/github"
)

func TestWhatDoesNotChangeIsLookedAtLessOften(t *testing.T) {
	d := newDesk(t)
	d.opens()
	c := d.github.Review(d.dir)
	const operation = "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews"
	// looks returns how often is looked within a while, half a minute apart.
	looks := func(within time.Duration) int {
		before, _ := d.server.Asked(operation)
		for range int(within / (30 * time.Second)) {
			_ = d.world.wait(t.Context(), 30*time.Second)
			d.observe(c)
		}
		after, _ := d.server.Asked(operation)
		return after - before
	}
	d.observe(c)
	if got := looks(10 * time.Minute); got != 20 {
		t.Errorf("at first it is looked at %d times in ten minutes", got)
	}
	if got := looks(10 * time.Minute); got < 9 || got > 11 {
		t.Errorf("then %d times", got)
	}
	looks(40 * time.Minute)
	if got := looks(20 * time.Minute); got < 3 || got > 5 {
		t.Errorf("and after an hour %d times in twenty minutes", got)
	}
	d.repository.Ask(1, "grace")
	d.want(c.Observe(check.WithAsked(t.Context()), check.Silent{}), check.Failing, github.CodeReviewWaiting)
	if got := looks(5 * time.Minute); got != 10 {
		t.Errorf("after a change it is looked at %d times in five minutes", got)
	}
}

func TestWhoHasPushedIsToldAtOnce(t *testing.T) {
	d := newDesk(t)
	c := d.pull()
	for range 240 {
		_ = d.world.wait(t.Context(), 30*time.Second)
		d.observe(c)
	}
	d.push("first", "Add a crew")
	d.want(d.observe(c), check.Failing, github.CodeNoPull)
	if len(c.Watch.Trees) != 1 {
		t.Errorf("a push is not watched for: %+v", c.Watch)
	}
}
