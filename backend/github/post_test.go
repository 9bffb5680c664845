package github_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"firstlight/backend/github"
	"firstlight/backend/github/githubtest"
)

func TestWhatAPersonSendsReachesTheRepository(t *testing.T) {
	d := newDesk(t)
	d.repository.Issues(githubtest.Issue{Number: 4, Title: "Docker is hard"})
	page, err := d.github.OpenIssue(t.Context(), d.server.Host(), "acme/payments", "Stuck at “Docker”", "Hello,\n\nI am stuck.\n")
	if err != nil || !strings.HasSuffix(page, "/acme/payments/issues/2") {
		t.Errorf("the issue is at %q, %v", page, err)
	}
	page, err = d.github.Comment(t.Context(), d.server.Host(), "acme/payments", 4, "Thank you!")
	if err != nil || !strings.Contains(page, "/issues/4#issuecomment-") {
		t.Errorf("the comment is at %q, %v", page, err)
	}
	want := []githubtest.Said{{Number: 2, Who: "ada", Title: "Stuck at “Docker”", Text: "Hello,\n\nI am stuck.\n"}, {Number: 4, Who: "ada", Text: "Thank you!"}}
	if got := d.repository.Said(); len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("it has %+v", got)
	}
	if _, err := d.github.Comment(t.Context(), d.server.Host(), "acme/payments", 99, "x"); code(err) != github.CodeNotFound {
		t.Errorf("a comment on nothing: %v", err)
	}
	d.server.Break(func(w http.ResponseWriter, r *http.Request) bool {
		w.WriteHeader(http.StatusBadGateway)
		return true
	})
	if _, err := d.github.OpenIssue(t.Context(), d.server.Host(), "acme/payments", "x", "y"); code(err) != github.CodeAiling {
		t.Errorf("while it is out of order: %v", err)
	}
	if _, err := d.github.OpenIssue(t.Context(), "elsewhere.example", "acme/payments", "x", "y"); code(err) != github.CodeSignedOut {
		t.Errorf("where she is not signed in: %v", err)
	}
	if got := d.repository.Said(); len(got) != 2 {
		t.Errorf("it has %+v", got)
	}
}

func code(err error) string {
	var known *github.Error
	if !errors.As(err, &known) {
		return ""
	}
	return known.Code
}
