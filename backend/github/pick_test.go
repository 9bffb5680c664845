package github_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/github"
	"firstlight/backend/github/githubtest"
)

const day = 24 * time.Hour

// shelves are the issues of a repository with something for everyone.
func shelves() []githubtest.Issue {
	first := []string{"good first issue"}
	return []githubtest.Issue{
		{Number: 9, Title: "Polish the lamp", Labels: first, Assignees: []string{"bo"}, Age: day},
		{Number: 8, Title: "A pull request", Labels: first, Pull: true},
		{Number: 7, Title: "Fix the fog horn: it's silent!", Labels: first, Comments: 2, Age: 3*day + time.Hour},
		{Number: 5, Title: "Rewrite it all"},
		{Number: 3, Title: "霧笛", Labels: first, Comments: 1, Age: 30 * day},
	}
}

func (d *desk) picks() github.PickSpec {
	return github.PickSpec{
		Host: d.server.Host(), Repository: "acme/payments", Label: "good first issue", Dir: d.dir, Branch: "{user}/{number}-{slug}",
	}
}

func TestPickATask(t *testing.T) {
	d := newDesk(t)
	d.repository.Issues(shelves()...)
	c := d.github.Pick(d.picks())
	f := d.observe(c)
	d.want(f, check.Failing, github.CodeNotPicked)
	if !f.Pending || !strings.HasPrefix(f.Summary, "3 tasks are there to pick from") || !strings.Contains(fact(f, "To pick"), "#7 Fix the fog horn: it's silent! (3 days old, 2 comments, nobody has it)") {
		t.Errorf("%+v", f)
	}
	fix := c.Fixes(f)[0]
	var offered []string
	for _, choice := range fix.Inputs[0].Choices {
		offered = append(offered, choice.Value+" "+choice.Hint)
	}
	if got := strings.Join(offered, "; "); got != "7 3 days old, 2 comments, nobody has it; 3 30 days old, 1 comment, nobody has it; 9 1 day old, 0 comments, bo has it" {
		t.Errorf("offers %s", got)
	}
	if got := fix.Preview(nil)[0].String(); got != "git switch --no-track -c ‹branch› origin/main" {
		t.Errorf("shows %q", got)
	}
	if got := fix.Preview(check.Answers{"task": "7"})[0].String(); got != "git switch --no-track -c ada/7-fix-the-fog-horn-it-s-silent origin/main" {
		t.Errorf("shows %q", got)
	}
	told := &person{}
	if err := d.fix(c, "pick", check.Answers{"task": "7"}, told); err != nil {
		t.Fatal(err)
	}
	if got := d.git(d.dir, "branch", "--show-current"); got != "ada/7-fix-the-fog-horn-it-s-silent" {
		t.Errorf("on branch %q", got)
	}
	if said := strings.Join(told.lines, "\n"); !strings.Contains(said, "assigned to you") {
		t.Errorf("said %q", said)
	}
	f = d.observe(c)
	d.want(f, check.OK, "")
	if f.Summary != "You picked #7: Fix the fog horn: it's silent!" {
		t.Errorf("%+v", f)
	}
}

func TestATaskIsPickedByItsBranch(t *testing.T) {
	tests := []struct {
		name, branch, pattern string
		picked                bool
	}{
		{"made by hand, in other words", "ada/7-fog", "{user}/{number}-{slug}", true},
		{"of somebody else", "bo/7-fog", "{user}/{number}-{slug}", false},
		{"of no issue", "ada/77-fog", "{user}/{number}-{slug}", false},
		{"of another form", "fog-7", "{user}/{number}-{slug}", false},
		{"another pattern", "fog-7", "{slug}-{number}", true},
	}
	d := newDesk(t)
	d.repository.Issues(shelves()...)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d.git(d.dir, "switch", "--quiet", "-c", tt.branch, "origin/main")
			spec := d.picks()
			spec.Branch = tt.pattern
			if f := d.observe(d.github.Pick(spec)); f.Holds() != tt.picked {
				t.Errorf("%+v", f)
			}
			d.git(d.dir, "switch", "--quiet", "main")
			d.git(d.dir, "branch", "--quiet", "-D", tt.branch)
		})
	}
}

func TestATaskStaysPickedOnceItIsMerged(t *testing.T) {
	d := newDesk(t)
	d.repository.Issues(shelves()...)
	d.push("ada/3-fog", "Mend the horn")
	if err := d.fix(d.pull(), "open", nil, &person{}); err != nil {
		t.Fatal(err)
	}
	d.repository.Merge(1)
	d.git(d.dir, "switch", "--quiet", "main")
	d.git(d.dir, "branch", "--quiet", "-D", "ada/3-fog")
	d.want(d.observe(d.github.Pick(d.picks())), check.OK, "")
}

func TestNoTasks(t *testing.T) {
	d := newDesk(t)
	d.repository.Issues()
	f := d.observe(d.github.Pick(d.picks()))
	d.want(f, check.Failing, github.CodeNoTasks)
	if f.Summary != "There is no open issue labelled “good first issue” in acme/payments" {
		t.Errorf("%+v", f)
	}
}

func TestPickingLeavesWorkAlone(t *testing.T) {
	d := newDesk(t)
	d.repository.Issues(shelves()...)
	d.push("other", "Add a crew")
	if err := writeFile(d.dir, "crew.go", "package mine\n"); err != nil {
		t.Fatal(err)
	}
	err := d.fix(d.github.Pick(d.picks()), "pick", check.Answers{"task": "7"}, &person{})
	var e *github.Error
	if !errors.As(err, &e) || e.What != "The branch could not be made" {
		t.Errorf("got %v", err)
	}
	if got := d.git(d.dir, "diff", "--name-only"); got != "crew.go" {
		t.Errorf("changed are %q", got)
	}
}

func TestWhoMayNotAssignPicksAllTheSame(t *testing.T) {
	d := newDesk(t)
	d.repository.Issues(shelves()...)
	d.server.SignUp("ada", secret, "read:user")
	told := &person{}
	c := d.github.Pick(d.picks())
	if err := d.fix(c, "pick", check.Answers{"task": "3"}, told); err != nil {
		t.Fatal(err)
	}
	if said := strings.Join(told.lines, "\n"); !strings.Contains(said, "say in a comment that you take it") {
		t.Errorf("said %q", said)
	}
	d.want(d.observe(c), check.OK, "")
}
