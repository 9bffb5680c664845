package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
	"firstlight/backend/share"
)

var update = flag.Bool("golden", false, "write the golden files anew")

// somewhere is a state with one of everything that the documents tell apart.
func somewhere() app.State {
	return app.State{
		Journey: app.Journey{
			Name: "Payments", Description: "From nothing to a first commit.", Source: "~/payments/.firstlight/journey.yaml",
			Hash: "00ff", Track: "backend", Tracks: []string{"backend"},
		},
		Onboarding: app.Onboarding{ID: "0123456789abcdef", StartedAt: "2026-11-24T09:00:00.000Z"},
		Stages: []app.Stage{
			{Name: "Your machine", Held: 2, Steps: []app.Step{
				{
					ID: "tool-git", Stage: "Your machine", Kind: journey.Tool, Title: "Git 2.30 or newer", Status: check.OK,
					Summary: "Git 2.39.5", Evidence: []check.Evidence{check.Literal("Found", "/usr/bin/git")},
					Milestone: journey.MachineReady, Spent: app.Spent{HandsOnMS: 4000},
				},
				{
					ID: "port-5432", Stage: "Your machine", Kind: journey.Port, Title: "Port 5432 is free", Status: check.Muted,
					Summary: "Not needed on this machine", Milestone: journey.MachineReady,
				},
				{
					ID: "docker", Stage: "Your machine", Kind: journey.Docker, Title: "Docker answers", Status: check.Failing,
					Code: "docker/not-running", Summary: "Docker is installed, but it does not run", Attempts: 1, Failures: 1,
					Evidence: []check.Evidence{check.Literal("Asked at", "/var/run/docker.sock"), check.Fact("Because", "there is no socket")},
					Fixes: []app.Fix{
						{
							ID: "start", Title: "Start Docker", Commands: []string{"systemctl start docker"}, Privilege: check.Admin,
							Undo: "systemctl stop docker", Inputs: []check.Input{}, Usual: &app.Usual{TookMS: 180000, Runs: 14, Own: 9},
						},
						{
							ID: "install", Title: "Install Docker", Commands: []string{"apt-get install -y docker.io"}, Privilege: check.Admin,
							Undo: "apt-get remove docker.io", Inputs: []check.Input{},
						},
					},
					Run: &app.Run{ID: "r1", Use: "fix", Fix: "start", Title: "Start Docker", Outcome: "failed", Reason: "systemctl ended with exit code 1"},
				},
			}},
			{Name: "Your code", Steps: []app.Step{
				{
					ID: "clone", Stage: "Your code", Kind: journey.Clone, Title: "Clone payments", Status: check.Failing, Pending: true,
					Code: "clone/missing", Summary: "payments is not cloned", Milestone: journey.CodeCloned,
					Fixes: []app.Fix{{
						ID: "clone", Title: "Clone payments", Commands: []string{"git clone https://git.example/payments.git"},
						Privilege: check.User, Undo: "Delete the folder", Inputs: []check.Input{},
					}},
				},
				{
					ID: "service", Stage: "Your code", Kind: journey.Compose, Title: "Payments is up", Status: check.Blocked,
					Code: "blocked/needs", Summary: "Waits for: Docker answers", Milestone: journey.ServicesHealthy,
				},
				{
					ID: "tests", Stage: "Your code", Kind: journey.Run, Title: "The tests pass", Status: check.Unknown,
					Code: "check/timeout", Summary: "No answer within 10m0s", Milestone: journey.TestsPass, Spent: app.Spent{MachineMS: 600000},
					Run: &app.Run{ID: "r3", Use: "observe", Title: "The tests pass", Outcome: "failed", Reason: "No answer within 10m0s"},
					LastFix: &app.Run{
						ID: "r2", Use: "fix", Fix: "authored-1", Title: "Load the test data", Outcome: "failed",
						Reason: "make test-data ended with exit code 2",
					},
				},
				{ID: "buddy", Stage: "Your code", Kind: journey.Ask, Title: "Say hello"},
			}},
		},
		Milestones: []app.Milestone{
			{
				Name: journey.MachineReady, Title: "Machine ready", At: "2026-11-24T09:12:30.000Z", ElapsedMS: 750000,
				Spent: app.Spent{HandsOnMS: 600000, MachineMS: 100000, AwayMS: 50000},
			},
			{Name: journey.CodeCloned, Title: "Code cloned"},
		},
		Health: []app.Step{
			{
				ID: "tool-node", Kind: journey.Tool, Title: "Node.js 22 or newer", Status: check.Failing, Code: "tool/too-old",
				Summary: "Node.js 20.20.2 is too old", TookMS: 41, Evidence: []check.Evidence{check.Literal("Found", "20.20.2 in /usr/bin/node")},
				Drift: &app.Drift{HeldUntil: "2026-11-20T16:05:00.000Z", Changes: []check.Change{{Label: "Found", Was: "22.1.0 in ~/.local/bin/node", Is: "20.20.2 in /usr/bin/node"}}},
				Known: &check.KnownFailure{ID: "node-moved", Cause: "An update took the newer Node.js away.", Next: "Install it again.", Command: "mise use --global node@22", Owner: "Platform team"},
			},
			{
				ID: "locale", Kind: journey.Locale, Title: "Programs speak UTF-8", Status: check.Muted, Summary: "You muted this: a server", TookMS: 2,
				Mute: &app.Mute{Reason: "a server", Since: "2026-11-24T09:00:00.000Z", Until: "2027-02-01T00:00:00.000Z"},
			},
		},
		Clock:   app.Clock{ElapsedMS: 1354000, Spent: app.Spent{HandsOnMS: 604000, MachineMS: 700000, AwayMS: 50000}},
		Current: "docker",
		Notices: []string{"Some changes are noticed a few seconds late"},
	}
}

func TestDocuments(t *testing.T) {
	state := somewhere()
	o := guide.Options{Source: "my payments", Track: "backend"}
	health := healthReport{Version: reportVersion, Findings: []findingReport{}}
	for _, step := range app.WorstFirst(claims(state)) {
		health.Findings = append(health.Findings, findingOf(step, o))
	}
	for name, document := range map[string]any{
		"status.json": standingOf(state),
		"run.json":    outcomeOf(state),
		"doctor.json": health,
		"error.json": failure{Version: reportVersion, Error: &app.Error{
			Code: app.CodeInvalid, Message: "The journey file is not valid", Hint: "Mend it.",
			Problems: []journey.Error{{File: "j.yaml", Line: 3, Column: 5, Path: "stages", Problem: "x", Expected: "y", Suggestion: "z"}},
		}},
	} {
		var out bytes.Buffer
		if err := (&cli{stdout: &out}).encode(document); err != nil {
			t.Fatal(err)
		}
		golden(t, name, out.Bytes())
	}
}

func TestJUnit(t *testing.T) {
	var out bytes.Buffer
	if err := writeJUnit(&out, diagnosis{title: "Payments", found: app.WorstFirst(claims(somewhere()))}); err != nil {
		t.Fatal(err)
	}
	golden(t, "doctor.xml", out.Bytes())
}

func TestScreens(t *testing.T) {
	state := somewhere()
	o := guide.Options{Source: "my payments", Track: "backend"}
	docker, _ := stepOf(state, "docker")
	tests, _ := stepOf(state, "tests")
	for name, show := range map[string]func(*screen.Screen){
		"status.txt": func(s *screen.Screen) { showStanding(s, state, guide.Options{}) },
		"doctor.txt": func(s *screen.Screen) {
			showHealth(s, diagnosis{title: state.Journey.Name, found: app.WorstFirst(claims(state)), where: o, scrubber: share.NewScrubber(share.Person{})})
		},
		"left.txt":   func(s *screen.Screen) { showLeft(s, state, o) },
		"result.txt": func(s *screen.Screen) { showResult(s, docker); showResult(s, tests) },
		"card.txt": func(s *screen.Screen) {
			showCard(s, docker)
			showFix(s, "    1  ", docker.Fixes[0], docker.Fixes[0].Commands)
		},
	} {
		screens(t, name, show)
	}
}

// screens compares what is shown in a file and on a terminal of 80 columns with what
// was once found right.
func screens(t *testing.T, name string, show func(*screen.Screen)) {
	t.Helper()
	var plain, narrow bytes.Buffer
	show(screen.New(&plain, screen.Options{}))
	golden(t, "plain-"+name, plain.Bytes())
	show(screen.New(&narrow, screen.Options{Width: func() int { return 80 }, Live: true}))
	golden(t, "80-"+name, narrow.Bytes())
	for line := range bytes.Lines(narrow.Bytes()) {
		command := bytes.HasPrefix(bytes.TrimLeft(line, " "), []byte("$ "))
		if w := screen.Width(string(bytes.TrimRight(line, "\n"))); w > 80 && !command {
			t.Errorf("%s: a line of %d columns: %s", name, w, line)
		}
	}
}

func TestApprovals(t *testing.T) {
	command := func(step string, use journey.Use, text string) journey.ApprovedCommand {
		return journey.ApprovedCommand{Step: step, Use: use, Text: text}
	}
	before := journey.Approval{Commands: []journey.ApprovedCommand{
		command("docker", journey.UseFix, "start docker"), command("tests", journey.UseCheck, "make test"), command("gone", journey.UseHook, "hooks"),
		command("lint", journey.UseCheck, "make lint\n(in payments)"), command("old", journey.UseCheck, "make old\n(in payments)"),
	}}
	now := journey.Approval{Commands: []journey.ApprovedCommand{
		command("hello", journey.UseRehearse, "git config --global user.name Nobody"),
		command("docker", journey.UseFix, "start docker"), command("tests", journey.UseCheck, "make test\n(in payments)"),
		command("clone", journey.UseClone, "https://git.example/payments.git"),
		command("lint", journey.UseCheck, "make check\n(in payments)"), command("new", journey.UseCheck, "make new\n(in payments)"),
	}}
	for name, approval := range map[string]app.Approval{
		"first":   {Needed: true, First: true, Changes: now.Since(journey.Approval{})},
		"changed": {Needed: true, Changes: now.Since(before)},
		"moved":   {Needed: true, Changes: now.Since(now)},
	} {
		state := somewhere()
		state.Approval = approval
		var out bytes.Buffer
		showApproval(screen.New(&out, screen.Options{Width: func() int { return 80 }}), state)
		golden(t, "approval-"+name+".txt", out.Bytes())
	}
	state := somewhere()
	state.Journey.Drafted = true
	state.Approval = app.Approval{Needed: true, First: true, Changes: now.Since(journey.Approval{})}
	var out bytes.Buffer
	showApproval(screen.New(&out, screen.Options{Width: func() int { return 80 }}), state)
	golden(t, "approval-drafted.txt", out.Bytes())
}

// golden compares with a file of what was once found right.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}
