package guide_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
	"firstlight/backend/store"
)

// aside gives a world claims aside from the way.
func (w *world) aside(steps ...journey.Step) *world {
	w.journey.Health = steps
	return w
}

func TestClaimsAsideAreObservedAndHoldNobodyUp(t *testing.T) {
	w := newWorld(t, step("way")).aside(step("aside"))
	w.make("way")
	g := w.face()
	settle(t, g)
	if got := status(t, g, "aside"); got != check.Failing {
		t.Fatalf("the claim aside reads %q, want failing", got)
	}
	if v := view(t, g); v.State.FinishedAt.IsZero() {
		t.Error("the onboarding waits for a claim aside")
	}
	run, err := g.Fix(t.Context(), "aside", "touch", nil)
	if err != nil {
		t.Fatal(err)
	}
	finish(t, g, run)
	if got := status(t, g, "aside"); got != check.OK {
		t.Errorf("after its fix it reads %s", got)
	}
}

func TestAMutedClaimLetsThoseGoOnThatNeedIt(t *testing.T) {
	w := newWorld(t, step("base"), step("after", "base"))
	w.make("after")
	g := w.face()
	settle(t, g)
	if err := g.Mute(t.Context(), "base", "I use a container", time.Time{}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the claim that needs it is looked at", func() bool { return status(t, g, "after") == check.OK })
	if got := status(t, g, "base"); got != check.Muted {
		t.Errorf("it reads %s, want muted", got)
	}
	if fixes := g.Fixes("base"); len(fixes) > 0 {
		t.Errorf("a muted claim offers %d fixes", len(fixes))
	}
	// Another face, and the next start, show the same.
	if got := status(t, w.face(), "base"); got != check.Muted {
		t.Errorf("another face reads %s, want muted", got)
	}
	if err := g.Unmute(t.Context(), "base"); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it is told of again", func() bool {
		return status(t, g, "base") == check.Failing && status(t, g, "after") == check.Blocked
	})
}

func TestAMuteEndsByItself(t *testing.T) {
	w := newWorld(t, step("base"))
	g := w.face()
	settle(t, g)
	if err := g.Mute(t.Context(), "base", "Until the new laptop is here", w.now().Add(20*time.Second)); err != nil {
		t.Fatal(err)
	}
	if got := status(t, g, "base"); got != check.Muted {
		t.Fatalf("it reads %s, want muted", got)
	}
	w.ahead.Store(int64(21 * time.Second))
	eventually(t, "the mute is over", func() bool { return status(t, g, "base") == check.Failing })
}

func TestAMuteNeedsAReasonAndADayToCome(t *testing.T) {
	w := newWorld(t, step("base"))
	g := w.face()
	settle(t, g)
	before := view(t, g).State.Seq
	for name, tt := range map[string]struct {
		step, reason string
		until        time.Time
		want         error
	}{
		"no reason":   {"base", " \n", time.Time{}, guide.ErrNoReason},
		"too long":    {"base", strings.Repeat("x", 5000), time.Time{}, guide.ErrLongNote},
		"in the past": {"base", "x", w.now().Add(-time.Second), guide.ErrPastDate},
	} {
		if err := g.Mute(t.Context(), tt.step, tt.reason, tt.until); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
	var missing *guide.NotFoundError
	if err := g.Mute(t.Context(), "bse", "x", time.Time{}); !errors.As(err, &missing) {
		t.Errorf("a step that is not there: %v", err)
	}
	if after := view(t, g).State.Seq; after != before {
		t.Errorf("%d events were recorded all the same", after-before)
	}
}

func TestDriftCountsFromTheLastLookBeforeTheStart(t *testing.T) {
	w := newWorld(t, step("tool"))
	w.make("tool")
	g := w.face()
	settle(t, g)
	held, _ := view(t, g).State.Step("tool")
	w.ahead.Store(int64(time.Hour))
	if err := g.Check(t.Context(), "tool"); err != nil {
		t.Fatal(err)
	}
	confirmed := view(t, g).Seen["tool"]
	if !confirmed.After(held.Since.Add(59 * time.Minute)) {
		t.Fatalf("the claim was confirmed at %v, an hour after %v", confirmed, held.Since)
	}
	if err := g.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(w.path("tool")); err != nil {
		t.Fatal(err)
	}
	w.ahead.Store(int64(72 * time.Hour))
	later := w.face()
	settle(t, later)
	s, _ := view(t, later).State.Step("tool")
	if s.Drift == nil {
		t.Fatal("nothing is said of when it held")
	}
	if !s.Drift.HeldUntil.Equal(confirmed) {
		t.Errorf("it held until %v, want %v", s.Drift.HeldUntil, confirmed)
	}
}

func TestAStartShowsTheLastFindingsAsOfWhenTheyWereConfirmed(t *testing.T) {
	w := newWorld(t, step("slow"))
	w.make("slow")
	g := w.face()
	settle(t, g)
	confirmed := view(t, g).Seen["slow"]
	if err := g.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	hold := make(chan struct{})
	w.checks["slow"] = check.Check{Observe: func(ctx context.Context, _ check.Output) check.Finding {
		select {
		case <-hold:
		case <-ctx.Done():
		}
		return check.Hold("There is slow")
	}}
	w.ahead.Store(int64(24 * time.Hour))
	later := w.face()
	v := view(t, later)
	if got := status(t, later, "slow"); got != check.OK || !v.Observing["slow"] || !v.Seen["slow"].Equal(confirmed) {
		t.Errorf("it reads %s as of %v (looked at now: %v), want ok as of %v", got, v.Seen["slow"], v.Observing["slow"], confirmed)
	}
	close(hold)
	settle(t, later)
	if v := view(t, later); !v.Seen["slow"].After(confirmed.Add(23 * time.Hour)) {
		t.Errorf("confirmed at %v, which is before the start", v.Seen["slow"])
	}
}

func TestSkippedClaimsAreNotLookedAt(t *testing.T) {
	w := newWorld(t, step("one"), step("two", "one"), step("three"))
	g := w.guide()
	skip := func(s journey.Step) bool { return s.ID != "three" }
	if err := g.Open(t.Context(), guide.Options{Source: "test", Skip: skip}); err != nil {
		t.Fatal(err)
	}
	if err := g.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	if w.timesLooked("one")+w.timesLooked("two") > 0 || w.timesLooked("three") == 0 {
		t.Errorf("looked at one %d times, two %d, three %d", w.timesLooked("one"), w.timesLooked("two"), w.timesLooked("three"))
	}
	if v := view(t, g); !v.Skipped["one"] || v.Skipped["three"] {
		t.Errorf("skipped: %v", v.Skipped)
	}
}

func TestASurveyRecordsNothing(t *testing.T) {
	w := newWorld(t, step("way"))
	w.make("there")
	g := w.guide()
	found := g.Survey(t.Context(), []journey.Step{step("missing"), step("there")})
	got := map[string]check.Status{}
	for _, s := range found {
		got[s.Step.ID] = s.Finding.Status
	}
	if diff := cmp.Diff(map[string]check.Status{"missing": check.Failing, "there": check.OK}, got); diff != "" {
		t.Errorf("surveyed (-want +got):\n%s", diff)
	}
	if len(found[0].Fixes) != 1 || len(found[1].Fixes) != 0 {
		t.Errorf("%d fixes for what is missing, %d for what is there", len(found[0].Fixes), len(found[1].Fixes))
	}
	s, err := store.Open(t.Context(), w.path("firstlight.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if _, err := s.LastOpened(t.Context()); !errors.Is(err, store.ErrNone) {
		t.Errorf("an onboarding was begun: %v", err)
	}
}

func TestHangingClaimsDoNotHoldUpTheOthers(t *testing.T) {
	t.Parallel()
	var steps []journey.Step
	w := newWorld(t)
	for i := range 40 {
		id := "hangs-" + string(rune('a'+i%26)) + string(rune('a'+i/26))
		steps = append(steps, step(id))
		w.checks[id] = check.Check{Limit: patience, Observe: func(ctx context.Context, _ check.Output) check.Finding {
			<-ctx.Done()
			return check.CannotTell("test/hung", "It hung")
		}}
	}
	w.journey = journeyOf(append(steps, step("quick"))...)
	w.make("quick")
	g := w.face()
	eventually(t, "the quick claim is known while the others hang", func() bool { return status(t, g, "quick") == check.OK })
	if got := status(t, g, "hangs-aa"); got != "" {
		t.Errorf("a hanging claim reads %s already, so the test shows nothing", got)
	}
}

func TestAFailedFixSaysWhichKnownFailureItIs(t *testing.T) {
	w := newWorld(t, step("base"))
	w.checks["base"] = check.Check{
		Observe: func(context.Context, check.Output) check.Finding {
			f := check.Fail("test/fails", "It fails")
			f.Detail = "all the snow of yesteryear"
			return f
		},
		Fixes: func(check.Finding) []check.Fix {
			return []check.Fix{{ID: "melt", Title: "Melt it", Plan: func(check.Answers) []check.Command {
				return []check.Command{{Shell: "echo there is snow everywhere; exit 3"}}
			}}, {ID: "other", Title: "Another", Plan: func(check.Answers) []check.Command {
				return []check.Command{{Shell: "echo there is sand everywhere; exit 3"}}
			}}}
		},
	}
	g := w.face()
	settle(t, g)
	s, _ := view(t, g).State.Step("base")
	if s.Finding.Known == nil || s.Finding.Known.ID != "snowed-in" {
		t.Errorf("the finding is not recognised: %+v", s.Finding.Known)
	}
	for fix, want := range map[string]bool{"melt": true, "other": false} {
		run, err := g.Fix(t.Context(), "base", fix, nil)
		if err != nil {
			t.Fatal(err)
		}
		finish(t, g, run)
		s, _ = view(t, g).State.Step("base")
		if s.LastWork == nil || s.LastWork.Outcome != progress.Failed || (s.LastWork.Known != nil) != want {
			t.Errorf("%s: the run ended as %+v; recognised: want %v", fix, s.LastWork, want)
		}
	}
}

func TestARequestToAnAdministratorIsReadyToSend(t *testing.T) {
	w := newWorld(t, step("base"))
	w.checks["base"] = check.Check{
		Observe: func(context.Context, check.Output) check.Finding { return check.Fail("x", "There is no base") },
		Fixes: func(check.Finding) []check.Fix {
			return []check.Fix{{
				ID: "install", Title: "Install the base", Effect: "The base is there.", Privilege: check.Admin, Undo: "apt-get remove -y base",
				Plan: func(check.Answers) []check.Command {
					return []check.Command{check.Run("apt-get", "update"), check.Run("apt-get", "install", "-y", "base")}
				},
			}}
		},
	}
	g := w.face()
	settle(t, g)
	text, err := g.Request("base", "install", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Subject: Install the base", "There is no base", "    apt-get update\n    apt-get install -y base\n", "apt-get remove -y base", "The base is there."} {
		if !strings.Contains(text, want) {
			t.Errorf("the request does not say %q:\n%s", want, text)
		}
	}
}

func TestEveryJourneyGetsTheClaimsThatFollowFromWhereItsCodeComesFrom(t *testing.T) {
	tests := []struct {
		name, steps string
		hosts       []string
		ssh         bool
	}{
		{"nothing is cloned", "{tool: go}", nil, false},
		{"what ships with Firstlight needs no network", "{clone: 'embedded:harbour', into: harbour}", nil, false},
		{"https", "{clone: 'https://git.acme.example:8443/a.git'}", []string{"git.acme.example:8443"}, false},
		{"ssh by its address", "{clone: 'ssh://git@git.acme.example/a.git'}", []string{"git.acme.example:22"}, true},
		{"ssh by its short form", "{clone: 'git@git.acme.example:acme/a.git'}", []string{"git.acme.example:22"}, true},
		{"a host is named once", "{clone: 'https://a.example/a.git'}, {clone: 'https://a.example/b.git'}", []string{"a.example"}, false},
		{"whoever signs in needs a keyring", "{sign-in: github.com}", nil, false},
		{"and so does whoever asks in her name", "{clone: 'https://a.example/a.git'}, {merge: a}", []string{"a.example"}, false},
		{"an author's own claim takes its place", "{clone: 'https://a.example/a.git'}, {network: [b.example]}", nil, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "journey.yaml")
			if err := os.WriteFile(file, []byte("name: N\nstages: [{name: A, steps: ["+tt.steps+"]}]\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			j, _, err := guide.NewFiles(false).Load(t.Context(), file)
			if err != nil {
				t.Fatal(err)
			}
			var hosts []string
			kinds := map[journey.Kind]bool{}
			for _, claim := range j.Health {
				kinds[claim.Kind] = true
				if c, ok := claim.Claim.(journey.NetworkClaim); ok {
					hosts = c.Hosts
				}
				if claim.Milestone != "" {
					t.Errorf("%s counts for the milestone %s", claim.ID, claim.Milestone)
				}
			}
			if diff := cmp.Diff(tt.hosts, hosts); diff != "" {
				t.Errorf("hosts (-want +got):\n%s", diff)
			}
			if kinds[journey.SSH] != tt.ssh {
				t.Errorf("a claim about ssh: %v, want %v", kinds[journey.SSH], tt.ssh)
			}
			for _, kind := range []journey.Kind{journey.Path, journey.Locale, journey.Clock, journey.Proxy, journey.Signing} {
				if !kinds[kind] {
					t.Errorf("there is no claim of kind %s", kind)
				}
			}
			if keeps := strings.Contains(tt.steps, "sign-in") || strings.Contains(tt.steps, "merge"); kinds[journey.Keyring] != keeps {
				t.Errorf("a claim about the keyring: %v, want %v", kinds[journey.Keyring], keeps)
			}
		})
	}
}

func TestAToolOfTheAuthorsOwnWaitsForApproval(t *testing.T) {
	acme := journey.Step{ID: "acme", Kind: journey.Tool, Title: "acme", Claim: journey.ToolClaim{Name: "acme"}}
	git := journey.Step{ID: "git", Kind: journey.Tool, Title: "git", Claim: journey.ToolClaim{Name: "git"}}
	w := newWorld(t, acme, git)
	w.journey.Tools = []journey.ToolEntry{{Name: "acme", Asks: "acme --version", JSON: []byte(`{}`)}}
	w.make("acme")
	w.make("git")
	g := w.face()
	settle(t, g)
	if status(t, g, "acme") != check.Blocked || status(t, g, "git") != check.OK {
		t.Errorf("before the approval acme reads %s and git %s", status(t, g, "acme"), status(t, g, "git"))
	}
	if err := g.Approve(t.Context(), view(t, g).Approval.Hash); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the approved tool is looked at", func() bool { return status(t, g, "acme") == check.OK })
}

func TestWhatTheNextStepRestsOnStandsInTheWay(t *testing.T) {
	clone := journey.Step{ID: "clone", Kind: journey.Clone, Title: "clone", Claim: journey.CloneClaim{Into: "x"}}
	commit := journey.Step{ID: "commit", Kind: journey.Commit, Title: "commit", Claim: journey.CommitClaim{In: "x"}, Needs: []string{"clone"}}
	proxy := journey.Step{ID: "proxy", Kind: journey.Proxy, Title: "proxy", Claim: journey.ProxyClaim{}}
	identity := journey.Step{ID: "identity", Kind: journey.Identity, Title: "identity", Claim: journey.IdentityClaim{}}
	w := newWorld(t, clone, commit).aside(identity, proxy)
	g := w.face()
	settle(t, g)
	inWay := func() (found []string) {
		v := view(t, g)
		for _, claim := range v.Journey.Claims() {
			if v.InWay(claim) {
				found = append(found, claim.ID)
			}
		}
		return found
	}
	if diff := cmp.Diff([]string{"clone", "commit", "proxy"}, inWay()); diff != "" {
		t.Error(diff)
	}
	w.make("clone")
	if err := g.Check(t.Context(), "clone"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"clone", "commit", "identity"}, inWay()); diff != "" {
		t.Error(diff)
	}
}
