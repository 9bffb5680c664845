package github_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/github"
	"firstlight/backend/github/githubtest"
)

func TestAPullRequestFromTheFirstPushToTheMerge(t *testing.T) {
	d := newDesk(t)
	c, review, merge := d.pull(), d.github.Review(d.dir), d.github.Merge(d.dir)
	d.want(d.observe(c), check.Failing, github.CodeNothingPushed)
	d.want(d.observe(review), check.Failing, github.CodeNoPull)
	d.push("first", "Add a crew")
	f := d.observe(c)
	d.want(f, check.Failing, github.CodeNoPull)
	if !f.Pending || fact(f, "Branch") != "first" {
		t.Errorf("%+v", f)
	}
	if err := d.fix(c, "open", nil, &person{}); err != nil {
		t.Fatal(err)
	}
	if title, body, draft := d.repository.Pull(1); title != "Add a crew" || strings.TrimSpace(body) != strings.TrimSpace(githubtest.Template) || draft {
		t.Errorf("opened %q %q %v", title, body, draft)
	}
	f = d.observe(c)
	d.want(f, check.OK, "")
	if f.Summary != "Your pull request is open" || f.At.IsZero() || !strings.HasSuffix(fact(f, "Page"), "/acme/payments/pull/1") {
		t.Errorf("%+v", f)
	}

	d.want(d.observe(review), check.Failing, github.CodeNobodyAsked)
	d.repository.Ask(1, "grace")
	f = d.observe(review)
	d.want(f, check.Failing, github.CodeReviewWaiting)
	if !f.Waiting || !strings.Contains(f.Summary, "grace") {
		t.Errorf("%+v", f)
	}
	d.repository.Review(1, "grace", "COMMENTED")
	d.want(d.observe(review), check.Failing, github.CodeCommented)
	d.repository.Review(1, "grace", "CHANGES_REQUESTED")
	f = d.observe(review)
	d.want(f, check.Failing, github.CodeChanges)
	if f.Waiting || f.Pending {
		t.Errorf("her own move reads as another's: %+v", f)
	}
	d.want(d.observe(merge), check.Failing, github.CodeNotMerged)
	d.repository.Ask(1, "grace")
	if f = d.observe(review); f.Code != github.CodeReviewWaiting || !f.Waiting {
		t.Errorf("whoever is asked once more has the next move: %+v", f)
	}
	d.repository.Review(1, "grace", "APPROVED")
	f = d.observe(review)
	d.want(f, check.OK, "")
	if f.Summary != "grace approved your pull request" || f.At.IsZero() || !slices.Contains(f.Names, "grace") || !slices.Contains(f.Names, "acme") {
		t.Errorf("%+v", f)
	}

	at := d.repository.Merge(1)
	f = d.observe(merge)
	d.want(f, check.OK, "")
	if !f.At.Equal(at) {
		t.Errorf("merged at %v, GitHub says %v", f.At, at)
	}
	// The branch may be gone afterwards; the pull request is not.
	d.git(d.dir, "switch", "--quiet", "main")
	d.git(d.dir, "branch", "--quiet", "-D", "first")
	d.want(d.observe(c), check.OK, "")
	d.want(d.observe(merge), check.OK, "")
}

func TestAPullRequestOfSomebodyElseIsNotHers(t *testing.T) {
	d := newDesk(t)
	d.push("theirs", "Add a crew")
	d.repository.Open("grace", "theirs", "main")
	d.want(d.observe(d.pull()), check.Failing, github.CodeNoPull)
	d.want(d.observe(d.github.Review(d.dir)), check.Failing, github.CodeNoPull)
}

func TestHersIsFoundAmongManyThatCameLater(t *testing.T) {
	d := newDesk(t)
	d.opens()
	d.repository.Merge(1)
	for range 120 {
		d.repository.Open("grace", "first", "main")
	}
	d.git(d.dir, "switch", "--quiet", "main")
	d.git(d.dir, "branch", "--quiet", "-D", "first")
	d.want(d.observe(d.pull()), check.OK, "")
	d.want(d.observe(d.github.Merge(d.dir)), check.OK, "")
}

func TestWhatAProgramSaysIsNobodysAnswer(t *testing.T) {
	d := newDesk(t)
	d.opens()
	d.repository.Ask(1, "grace")
	d.repository.Review(1, "lint[bot]", "COMMENTED")
	d.repository.Ask(1, "grace")
	f := d.observe(d.github.Review(d.dir))
	d.want(f, check.Failing, github.CodeReviewWaiting)
	if fact(f, "First answer") != "" {
		t.Errorf("a program has answered: %+v", f.Evidence)
	}
}

func TestTheNewestOfManyReviewsCounts(t *testing.T) {
	d := newDesk(t)
	d.opens()
	for range 120 {
		d.repository.Review(1, "grace", "COMMENTED")
	}
	d.repository.Review(1, "grace", "CHANGES_REQUESTED")
	d.want(d.observe(d.github.Review(d.dir)), check.Failing, github.CodeChanges)
}

func TestOneOfManyChecksFails(t *testing.T) {
	d := newDesk(t)
	d.opens()
	for _, plain := range []bool{false, true} {
		var checks []githubtest.Check
		for i := range 120 {
			c := githubtest.Check{Name: "check " + strconv.Itoa(i), Status: "completed", Conclusion: "success", Plain: plain}
			if plain {
				c.Status = "success"
			}
			checks = append(checks, c)
		}
		if checks[119].Conclusion = "failure"; plain {
			checks[119].Status = "failure"
		}
		d.repository.Checks(checks...)
		f := d.observe(d.github.Checks(d.dir))
		d.want(f, check.Failing, github.CodeChecksFailed)
		if fact(f, "Failed") != "check 119" {
			t.Errorf("failed is %q", fact(f, "Failed"))
		}
	}
}

func TestADraft(t *testing.T) {
	d := newDesk(t)
	c := d.github.Pull(github.PullSpec{Dir: d.dir, Draft: true})
	d.push("first", "Add a crew")
	if err := d.fix(c, "open", check.Answers{"title": "Crew"}, &person{}); err != nil {
		t.Fatal(err)
	}
	if title, _, draft := d.repository.Pull(1); title != "Crew" || !draft {
		t.Errorf("opened %q, draft %v", title, draft)
	}
	d.want(d.observe(c), check.OK, "")
	d.want(d.observe(d.github.Review(d.dir)), check.Failing, github.CodeReviewDraft)
	d.want(d.observe(d.github.Merge(d.dir)), check.Failing, github.CodeMergeDraft)
}

func TestThePersonWritesTheDescription(t *testing.T) {
	d := newDesk(t)
	d.push("first", "Add a crew")
	if err := d.fix(d.pull(), "open", check.Answers{"body": "## What changes\r\n\r\nA crew.\r\n"}, &person{}); err != nil {
		t.Fatal(err)
	}
	if _, body, _ := d.repository.Pull(1); body != "## What changes\n\nA crew." {
		t.Errorf("opened with %q", body)
	}
}

func TestTheTemplatesOfARepository(t *testing.T) {
	const usual = ".github/Pull_Request_Template.md"
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"one", nil, "open=" + strings.TrimSpace(githubtest.Template)},
		{"none", map[string]string{usual: ""}, "open=So that the harbour has one."},
		{"without an ending", map[string]string{usual: "", "docs/PULL_REQUEST_TEMPLATE": "Why?\n"}, "open=Why?"},
		{"a folder of several", map[string]string{
			usual: "", ".github/PULL_REQUEST_TEMPLATE/fix it.md": "What broke?\n", ".github/PULL_REQUEST_TEMPLATE/feature.md": "For whom?\n",
			".github/PULL_REQUEST_TEMPLATE/picture.png": "x",
		}, "open=For whom? open-fix-it=What broke?"},
		{"one and a folder", map[string]string{usual: "Why?\n", "docs/pull_request_template/feature.md": "For whom?\n"}, "open=Why? open-feature=For whom?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			for name, text := range c.files {
				if err := os.MkdirAll(filepath.Dir(filepath.Join(d.dir, name)), 0o755); err != nil {
					t.Fatal(err)
				}
				if text == "" {
					d.git(d.dir, "rm", "--quiet", name)
				} else if err := writeFile(d.dir, name, text); err != nil {
					t.Fatal(err)
				}
			}
			if c.files != nil {
				d.git(d.dir, "add", "--all")
				d.git(d.dir, "commit", "--quiet", "-m", "Set templates")
				d.git(d.dir, "push", "--quiet", "origin", "main")
			}
			d.push("first", "Add a crew\n\nSo that the harbour has one.")
			claim := d.pull()
			var got []string
			for _, fix := range claim.Fixes(d.observe(claim)) {
				got = append(got, fix.ID+"="+strings.TrimSpace(fix.Inputs[1].Default))
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("offered %q, want %q", got, c.want)
			}
		})
	}
}

func TestADraftIsMarkedAsReady(t *testing.T) {
	for name, claim := range map[string]func(d *desk) check.Check{
		"review": func(d *desk) check.Check { return d.github.Review(d.dir) },
		"merge":  func(d *desk) check.Check { return d.github.Merge(d.dir) },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.push("first", "Add a crew")
			if err := d.fix(d.github.Pull(github.PullSpec{Dir: d.dir, Draft: true}), "open", nil, &person{}); err != nil {
				t.Fatal(err)
			}
			c := claim(d)
			d.repository.Stubborn(true)
			var refused *github.Error
			if err := d.fix(c, "ready", nil, &person{}); !errors.As(err, &refused) || refused.Code != github.CodeRefused || !strings.Contains(refused.Why, "not accessible") {
				t.Errorf("refused with %v", err)
			}
			d.repository.Stubborn(false)
			if err := d.fix(c, "ready", nil, &person{}); err != nil {
				t.Fatal(err)
			}
			if _, _, draft := d.repository.Pull(1); draft {
				t.Error("it is a draft still")
			}
			if f := c.Observe(check.WithAsked(t.Context()), check.Silent{}); f.Code == github.CodeReviewDraft || f.Code == github.CodeMergeDraft {
				t.Errorf("it reads as a draft still: %+v", f)
			}
		})
	}
}

func TestAReviewIsAskedFor(t *testing.T) {
	for _, c := range []struct {
		name, owners string
		by           []string
		answer       string
		choices      string
		asked        string
	}{
		{"whom the journey names", "", []string{"grace"}, "", "grace", "grace"},
		{"a team", "", []string{"acme/payments"}, "", "acme/payments", "payments"},
		{"whom the repository names", "* @ida\n*.go @grace @acme/payments @ada\n", nil, "grace", "everyone grace acme/payments", "grace"},
		{"all of them", "*.go @grace grace@acme.example @acme/payments\n", []string{"ida"}, "everyone", "everyone ida grace acme/payments", "ida, grace, payments"},
		{"whom she names", "", nil, "@hedy", "", "hedy"},
		{"owners of nothing that she changes", "/docs/ @grace\n", nil, "hedy", "", "hedy"},
		{"what nobody can be asked by", "*.go grace\n", nil, "hedy", "", "hedy"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			if c.owners != "" {
				if err := writeFile(d.dir, ".github/CODEOWNERS", c.owners); err != nil {
					t.Fatal(err)
				}
				d.git(d.dir, "add", "--all")
				d.git(d.dir, "commit", "--quiet", "-m", "Say who owns what")
				d.git(d.dir, "push", "--quiet", "origin", "main")
			}
			d.opens()
			claim := d.github.Review(d.dir, c.by...)
			f := d.observe(claim)
			d.want(f, check.Failing, github.CodeNobodyAsked)
			var choices []string
			for _, choice := range claim.Fixes(f)[0].Inputs[0].Choices {
				choices = append(choices, choice.Value)
			}
			if got := strings.Join(choices, " "); got != c.choices {
				t.Errorf("to choose from are %q, want %q", got, c.choices)
			}
			if err := d.fix(claim, "ask", check.Answers{"who": c.answer}, &person{}); err != nil {
				t.Fatal(err)
			}
			f = claim.Observe(check.WithAsked(t.Context()), check.Silent{})
			d.want(f, check.Failing, github.CodeReviewWaiting)
			if fact(f, "Asked") != c.asked {
				t.Errorf("asked is %q, want %q", fact(f, "Asked"), c.asked)
			}
		})
	}
}

func TestAPullRequestThatWasClosed(t *testing.T) {
	d := newDesk(t)
	d.opens()
	d.repository.Shut(1)
	for _, c := range []check.Check{d.pull(), d.github.Review(d.dir), d.github.Merge(d.dir), d.github.Checks(d.dir)} {
		d.want(d.observe(c), check.Failing, github.CodeClosed)
	}
}

func TestAConflict(t *testing.T) {
	d := newDesk(t)
	d.opens()
	// Somebody else gives the same file another text.
	d.git(d.dir, "checkout", "--quiet", "-B", "theirs", "origin/main")
	if err := writeFile(d.dir, "crew.go", "package other\n"); err != nil {
		t.Fatal(err)
	}
	d.git(d.dir, "add", "--all")
	d.git(d.dir, "commit", "--quiet", "-m", "Their crew")
	d.git(d.dir, "push", "--quiet", "origin", "theirs:main")
	d.git(d.dir, "switch", "--quiet", "first")
	d.want(d.observe(d.github.Merge(d.dir)), check.Failing, github.CodeConflict)
}

func TestChecks(t *testing.T) {
	const log = "2026-11-28T10:00:00.1234567Z \x1b[36;1mgo test ./...\x1b[0m\r\n" +
		"2026-11-28T10:00:01.1234567Z fatal: cannot copy it: No space left on device\r\n" +
		"2026-11-28T10:00:01.2234567Z the token is ghp_0123456789abcdefghijABCDEFGHIJ012345\r\n" +
		"2026-11-28T10:00:02.1234567Z ##[error]Process completed with exit code 1.\r\n" +
		"2026-11-28T10:00:03.1234567Z Cleaning up\r\n"
	run := func(name, status, conclusion string) githubtest.Check {
		return githubtest.Check{Name: name, Status: status, Conclusion: conclusion}
	}
	tests := []struct {
		name    string
		checks  []githubtest.Check
		status  check.Status
		code    string
		summary string
	}{
		{"none yet", nil, check.Failing, github.CodeChecksRun, "No check has begun yet"},
		{"running", []githubtest.Check{run("build", "in_progress", ""), run("lint", "completed", "success")}, check.Failing, github.CodeChecksRun, "1 of 2 checks still run"},
		{"one", []githubtest.Check{run("build", "completed", "success")}, check.OK, "", "The check build succeeds"},
		{"skipped ones", []githubtest.Check{run("build", "completed", "success"), run("docs", "completed", "skipped")}, check.OK, "", "All 2 checks succeed"},
		{"waiting for a yes", []githubtest.Check{run("build", "completed", "action_required")}, check.Failing, github.CodeChecksWait, "wait until somebody"},
		{"timed out", []githubtest.Check{run("build", "completed", "timed_out")}, check.Failing, github.CodeChecksFailed, "The check build of your pull request failed"},
		{"a status", []githubtest.Check{{Name: "ci/old", Status: "success", Plain: true}}, check.OK, "", "The check ci/old succeeds"},
		{"a status that failed", []githubtest.Check{{Name: "ci/old", Status: "error", Plain: true}, run("build", "queued", "")}, check.Failing, github.CodeChecksFailed, "ci/old"},
		{"a job", []githubtest.Check{{Name: "test", Status: "completed", Conclusion: "failure", Log: log}}, check.Failing, github.CodeChecksFailed, "The check test of your pull request failed"},
	}
	d := newDesk(t)
	d.opens()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d.repository.Checks(tt.checks...)
			f := d.observe(d.github.Checks(d.dir))
			if f.Status != tt.status || f.Code != tt.code || !strings.Contains(f.Summary, tt.summary) {
				t.Errorf("%+v", f)
			}
			if tt.name == "a job" {
				want := "go test ./...\nfatal: cannot copy it: No space left on device\nthe token is [redacted]\n##[error]Process completed with exit code 1."
				if f.Detail != want {
					t.Errorf("shows %q", f.Detail)
				}
			}
		})
	}
	d.repository.Checks()
	_ = d.world.wait(t.Context(), 10*time.Minute)
	if f := d.observe(d.github.Checks(d.dir)); f.Status != check.OK || f.Summary != "This repository runs no checks" {
		t.Errorf("%+v", f)
	}
}

func TestARepositoryThatIsNotAsItWas(t *testing.T) {
	tests := []struct {
		name       string
		change     func(*githubtest.Repository)
		code, says string
	}{
		{"renamed", func(r *githubtest.Repository) { r.Rename("acme/billing") }, github.CodeMoved, "acme/payments is called acme/billing now"},
		{"archived", func(r *githubtest.Repository) { r.Archive() }, github.CodeArchived, "acme/payments is archived"},
		{"no access", func(r *githubtest.Repository) { r.Hide() }, github.CodeNotFound, "shows you no repository acme/payments"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			tt.change(d.repository)
			f := d.observe(d.pull())
			d.want(f, check.Unknown, tt.code)
			if !strings.Contains(f.Summary, tt.says) || fact(f, "What to do") == "" {
				t.Errorf("%+v", f)
			}
		})
	}
}

func TestAnOriginElsewhere(t *testing.T) {
	d := newDesk(t)
	for _, origin := range []string{"file:///srv/git/payments.git", "/srv/git/payments.git", "https://git.acme.example/a/b/c.git"} {
		d.git(d.dir, "remote", "set-url", "origin", origin)
		d.want(d.observe(d.pull()), check.Unknown, github.CodeNoGitHub)
	}
	// To another host goes no token of this one.
	d.git(d.dir, "remote", "set-url", "origin", "git@github.com:acme/payments.git")
	d.want(d.observe(d.pull()), check.Unknown, github.CodeSignedOut)
}

func TestAJourneyWithoutASignInStep(t *testing.T) {
	d := newDesk(t)
	d.opens()
	if err := d.fix(d.github.SignIn(d.spec()), github.SignOut, check.Answers{"sure": "yes"}, &person{}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []check.Check{d.pull(), d.github.Review(d.dir), d.github.Pick(d.picks())} {
		f := c.Observe(check.WithAsked(t.Context()), check.Silent{})
		d.want(f, check.Unknown, github.CodeSignedOut)
		fixes := c.Fixes(f)
		if len(fixes) == 0 || fixes[len(fixes)-1].ID != "token" {
			t.Fatalf("offers %v", fixes)
		}
	}
	if err := d.fix(d.pull(), "token", check.Answers{"token": secret}, &person{}); err != nil {
		t.Fatal(err)
	}
	d.want(d.observe(d.pull()), check.OK, "")
}

func TestAPullRequestThatGitHubRefuses(t *testing.T) {
	d := newDesk(t)
	d.push("first", "Add a crew")
	c := d.pull()
	d.want(d.observe(c), check.Failing, github.CodeNoPull)
	fix := c.Fixes(d.observe(c))[0]
	d.git(d.dir, "push", "--quiet", "origin", "--delete", "first")
	err := fix.Apply(t.Context(), check.Answers{"title": "x"}, &person{})
	var e *github.Error
	if !errors.As(err, &e) || e.Code != github.CodeRefused || !strings.Contains(err.Error(), "The head first is not there") {
		t.Errorf("got %v", err)
	}
}

func TestWhatIsFollowedIsNotSentAgain(t *testing.T) {
	d := newDesk(t)
	d.opens()
	d.repository.Checks(githubtest.Check{Name: "build", Status: "completed", Conclusion: "failure"})
	all := []check.Check{d.pull(), d.github.Checks(d.dir), d.github.Review(d.dir), d.github.Merge(d.dir)}
	for range 2 {
		for _, c := range all {
			d.observe(c)
		}
	}
	_, before := d.server.Asked("GET /user")
	for _, c := range all {
		d.observe(c)
	}
	if _, after := d.server.Asked("GET /user"); after != before {
		t.Errorf("%d answers were sent anew", after-before)
	}
}
