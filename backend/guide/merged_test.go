package guide_test

import (
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/github/githubtest"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// TestFromATaskToTheMerge goes the whole way on real rooms, a real git and a
// GitHub of our own.
func TestFromATaskToTheMerge(t *testing.T) {
	s := hub(t)
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	t.Setenv("NO_PROXY", "127.0.0.1")
	authorities := filepath.Join(home, "server.pem")
	for file, text := range map[string]string{
		authorities:                       string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate()})),
		filepath.Join(home, ".gitconfig"): "[user]\n\tname = Ada\n\temail = ada@acme.example\n",
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("GIT_SSL_CAINFO", authorities)
	r := s.Repository("acme/payments")
	r.Private()
	r.Issues(githubtest.Issue{Number: 7, Title: "Mend the horn", Labels: []string{"good first issue"}})
	g := real(t, fmt.Sprintf(`name: N
stages:
  - name: A
    steps:
      - {sign-in: %[1]q, id: in}
      - {clone: "https://%[1]s/acme/payments.git", id: clone}
      - {pick: {label: good first issue, from: "%[1]s/acme/payments"}, id: pick}
      - {commit: payments, id: commit}
      - {push: payments, id: push}
      - {pull-request: payments, id: pull}
      - {checks: payments, id: checks}
      - {review: payments, id: review}
      - {merge: payments, id: merge}
`, s.Host()))
	if err := g.Approve(t.Context(), view(t, g).Approval.Hash); err != nil {
		t.Fatal(err)
	}
	reads := func(step string, want check.Status) {
		t.Helper()
		eventually(t, step+" reads "+string(want), func() bool { return status(t, g, step) == want })
	}
	look := func(step string) check.Finding {
		t.Helper()
		if err := g.Check(t.Context(), step); err != nil {
			t.Fatal(err)
		}
		found, _ := view(t, g).State.Step(step)
		return found.Finding
	}
	reads("in", check.Failing)
	reads("pick", check.Blocked)
	fixed(t, g, "in", "token", check.Answers{"token": secret})
	fixed(t, g, "clone", g.Fixes("clone")[0].ID, nil)
	reads("pick", check.Failing)
	fixed(t, g, "pick", "pick", check.Answers{"task": "7"})
	reads("pick", check.OK)
	reads("commit", check.Failing)
	dir := filepath.Join(os.Getenv("FIRSTLIGHT_HOME"), "workspace", "payments")
	if err := os.WriteFile(filepath.Join(dir, "horn.go"), []byte("package main\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	look("commit")
	fixed(t, g, "commit", "commit", check.Answers{"message": "Mend the horn"})
	reads("push", check.Failing)
	fixed(t, g, "push", "push", nil)
	reads("pull", check.Failing)
	r.Checks(githubtest.Check{Name: "test", Status: "completed", Conclusion: "failure", Log: "fatal: cannot copy it: No space left on device\n##[error]exit 1\n"})
	fixed(t, g, "pull", "open", nil)
	reads("checks", check.Failing)
	if f := look("checks"); f.Known == nil || !strings.Contains(f.Known.Cause, "full") || !strings.Contains(f.Known.Cause, "not on yours") || f.Known.Command != "" {
		t.Errorf("the known failure of the log is not told: %+v", f)
	}
	r.Checks(githubtest.Check{Name: "test", Status: "completed", Conclusion: "success"})
	if f := look("checks"); f.Status != check.OK {
		t.Errorf("%+v", f)
	}
	r.Ask(1, "grace")
	if f := look("review"); !f.Waiting {
		t.Errorf("%+v", f)
	}
	if now := view(t, g).State; now.Mode(now.StartedAt) != progress.ModeWaiting {
		t.Errorf("it counts as %q", now.Mode(now.StartedAt))
	}
	r.Review(1, "grace", "APPROVED")
	if f := look("review"); f.Status != check.OK {
		t.Errorf("%+v", f)
	}
	r.Merge(1)
	if f := look("merge"); f.Status != check.OK {
		t.Errorf("%+v", f)
	}
	state := view(t, g).State
	for _, m := range state.Milestones {
		if m.At.IsZero() && (m.Name == journey.FirstPull || m.Name == journey.FirstReview || m.Name == journey.FirstMerge) {
			t.Errorf("%s was not reached", m.Name)
		}
	}
	if state.FinishedAt.IsZero() {
		t.Error("the way is not finished")
	}
}
