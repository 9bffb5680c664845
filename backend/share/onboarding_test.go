package share_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/check"
	"firstlight/backend/insight/insighttest"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
	"firstlight/backend/share"
)

var update = flag.Bool("update", false, "write the golden files anew")

// personal is a record with one of everything that may not leave the machine.
func personal() share.Onboarding {
	at := func(d time.Duration) time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC).Add(d) }
	plan := &progress.Plan{Name: "Payments at Acme", Source: "/home/grace/payments/.firstlight/journey.yaml", Hash: "00ff", Steps: []progress.PlanStep{
		{ID: "docker", Stage: "Your machine", Kind: journey.Docker, Title: "Docker answers", Milestone: journey.MachineReady},
	}}
	failing := check.Fail("docker/silent", "Docker at /home/grace/docker.sock is silent", check.Literal("Found", "/home/grace/bin/docker"))
	failing.Detail, failing.Names = "starting\ncannot reach 10.1.2.3 as grace", []string{"Grace Hopper"}
	ok := check.Hold("Docker answers")
	work := progress.Work{Run: "c01dcafe", Use: progress.UseFix, Fix: "start", Title: "Start it for grace"}
	failed := work
	failed.Outcome, failed.Reason, failed.Known = progress.Failed, "sudo: grace\nis not in the sudoers file", &check.KnownFailure{ID: "sudo/none", Cause: "Because"}
	return share.Onboarding{ID: "0123456789abcdef", Track: "backend", Events: []progress.Event{
		{At: at(0), Kind: progress.Adopted, Session: "5f0c7a1b", Plan: plan},
		{At: at(0), Kind: progress.Entered, Session: "5f0c7a1b"},
		{At: at(time.Second), Kind: progress.Observed, Session: "5f0c7a1b", Step: "docker", Finding: &failing},
		{At: at(2 * time.Second), Kind: progress.Approved, Session: "5f0c7a1b", Approval: &journey.Approval{Hash: "x", Commands: []journey.ApprovedCommand{{Step: "docker", Text: "secret-command"}}}},
		{At: at(3 * time.Second), Kind: progress.WorkBegan, Session: "5f0c7a1b", Step: "docker", Work: &work},
		{At: at(4 * time.Second), Kind: progress.WorkEnded, Session: "5f0c7a1b", Step: "docker", Work: &failed},
		{At: at(5*time.Second - time.Hour), Kind: progress.ClockSet, Session: "5f0c7a1b", Shift: -time.Hour},
		{At: at(6*time.Second - time.Hour), Kind: progress.Muted, Session: "5f0c7a1b", Step: "docker", Note: "my own reason"},
		{At: at(7*time.Second - time.Hour), Kind: progress.Noted, Session: "5f0c7a1b", Step: "docker", Note: "Grace Hopper\nlost an hour"},
		{At: at(8*time.Second - time.Hour), Kind: progress.Observed, Session: "5f0c7a1b", Step: "docker", Finding: &ok},
		{At: at(8*time.Second - time.Hour), Kind: progress.Dated, Milestone: journey.StartDate, Since: at(-24 * time.Hour)},
		{At: at(9*time.Second - time.Hour), Kind: progress.Left, Session: "5f0c7a1b", Since: at(9*time.Second - time.Hour)},
	}}
}

func grace() *share.Scrubber {
	return share.NewScrubber(share.Person{Home: "/home/grace", User: "grace", Names: []string{"Grace Hopper", "Acme"}})
}

func written(t testing.TB, o share.Onboarding) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := o.Write(&file); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestNothingPersonalIsInTheFile(t *testing.T) {
	text := string(written(t, personal().Redacted(grace(), true)))
	for _, word := range []string{"grace", "Grace", "Acme", "10.1.2.3", "/home", "secret-command", "my own reason", "5f0c7a1b", "c01dcafe", "starting"} {
		if strings.Contains(text, word) {
			t.Errorf("the file tells %q:\n%s", word, text)
		}
	}
	golden := filepath.Join("testdata", "onboarding.json")
	if *update {
		if err := os.WriteFile(golden, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Errorf("the file (-want +got):\n%s", diff)
	}
	if without := string(written(t, personal().Redacted(grace(), false))); strings.Contains(without, "lost an hour") {
		t.Error("it tells her note, which she kept to herself")
	}
}

func TestTheFileIsReadAsItWasWritten(t *testing.T) {
	o := personal().Redacted(grace(), true)
	got, err := share.ReadOnboarding(bytes.NewReader(written(t, o)), "x.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(o, got); diff != "" {
		t.Errorf("read (-written +read):\n%s", diff)
	}
	if was, is := progress.Fold(personal().Events).Spent, progress.Fold(got.Events).Spent; was != is {
		t.Errorf("it was %+v and reads %+v", was, is)
	}
}

// TestSimulatedOnboardingsCanHaveHappened has the whole of what the other tests
// work on go through the file.
func TestSimulatedOnboardingsCanHaveHappened(t *testing.T) {
	for n := range 200 {
		s := insighttest.Make(1, n, 200, 20)
		o := share.Onboarding{ID: s.ID, Track: s.Track, Events: s.Events}.Redacted(grace(), true)
		if _, err := share.ReadOnboarding(bytes.NewReader(written(t, o)), s.ID); err != nil {
			t.Fatal(err)
		}
	}
}

// TestNoByteCanBeLostOrChanged holds that what is read is what was written, or
// nothing.
func TestNoByteCanBeLostOrChanged(t *testing.T) {
	o := personal().Redacted(grace(), true)
	file := written(t, o)
	for i := range len(file) - 1 {
		var problem *share.FileError
		if _, err := share.ReadOnboarding(bytes.NewReader(file[:i]), "x.json"); !errors.As(err, &problem) {
			t.Fatalf("cut off at %d it reads: %v", i, err)
		}
	}
	for i := range file {
		for _, b := range []byte{'0', '"', ' ', 'z', '\n', 0, 0xff} {
			changed := bytes.Clone(file)
			changed[i] = b
			if got, err := share.ReadOnboarding(bytes.NewReader(changed), "x.json"); err == nil && !cmp.Equal(o, got) {
				t.Fatalf("with %q at %d (%s) it reads otherwise", b, i, file[max(0, i-20):min(len(file), i+20)])
			}
		}
	}
}

func TestWhatIsWrongIsSaidAndWhere(t *testing.T) {
	good := string(written(t, personal().Redacted(grace(), true)))
	swap := func(old, with string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("the file has no %q", old)
		}
		return strings.Replace(good, old, with, 1)
	}
	tests := []struct{ name, file, want string }{
		{"empty", "", "x.json, line 1: it is not an onboarding that firstlight export wrote"},
		{"another kind of file", `{"name":"package"}`, "x.json, line 1: it is not an onboarding that firstlight export wrote"},
		{"a list", "[1]", "x.json, line 1: it is not an onboarding that firstlight export wrote"},
		{"cut off", good[:len(good)/2], "it is cut off here"},
		{"newer", swap(`"version": 1`, `"version": 2`), "x.json, line 3: a newer Firstlight wrote it (its version is 2, this program knows 1): install the newest and import it again"},
		{"a version that never was", swap(`"version": 1`, `"version": 0`), "x.json, line 3: there is no version 0 of the file"},
		{"no name", swap(`"0123456789abcdef"`, `"../../x"`), `x.json, line 4: "../../x" is not the name of an onboarding`},
		{"a key that nobody knows", swap(`"kind":"entered"`, `"kind":"entered","run_this":"rm"`), `x.json, line 7: unknown field "run_this"`},
		{"a kind that nobody knows", swap(`"kind":"entered"`, `"kind":"exploded"`), "x.json, line 7: event 2 (exploded): there is no such kind of event"},
		{"back in time", swap(`"at":"2026-03-02T09:00:01.000Z"`, `"at":"2026-03-02T08:00:00.000Z"`), "x.json, line 8: event 3 (observed): it lies before the event ahead of it"},
		{"no moment", swap(`"at":"2026-03-02T09:00:01.000Z"`, `"at":"yesterday"`), `x.json, line 8: event 3: at: "yesterday" is not a moment such as 2026-03-02T09:00:00.000Z`},
		{"a step that the journey does not have", swap(`"step":"docker","finding"`, `"step":"podman","finding"`), `x.json, line 8: event 3 (observed): the journey has no step "podman"`},
		{"an end without a beginning", swap(`"work":{"run":"r1","use":"fix","fix":"start"}`, `"work":{"run":"r2","use":"fix","fix":"start"}`), `x.json, line 11: event 6 (work-ended): the run "r1" never began`},
		{"a status that there is not", swap(`"status":"failing"`, `"status":"great"`), `x.json, line 8: event 3 (observed): "great" is not a status`},
		{"characters for a terminal", swap(`"summary":"Docker answers"`, `"summary":"\u001b[2J"`), "x.json, line 15: event 10 (observed): summary has characters that no text has"},
		{"a text without end", swap(`"summary":"Docker answers"`, `"summary":"`+strings.Repeat("a", 5000)+`"`), "x.json, line 15: event 10 (observed): summary is longer than 500 bytes"},
		{"one event less", strings.Replace(good, good[strings.Index(good, `{"at":"2026-03-02T08:00:06`):strings.Index(good, `{"at":"2026-03-02T08:00:07`)], "", 1), "it says that it has 12 events, and has 11"},
		{"a changed word", swap(`"summary":"Docker answers"`, `"summary":"Podman answers"`), "it is not as it was written"},
		{"more behind it", good + "{}", "x.json, line 20: something follows after its end"},
		{"deep", strings.Replace(good, `"plan":{`, `"plan":{"x":`+strings.Repeat("[", 20000)+strings.Repeat("]", 20000)+`,`, 1), "exceeded max depth"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := share.ReadOnboarding(strings.NewReader(tt.file), "x.json")
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("err = %v, want %s", err, tt.want)
			}
		})
	}
}

// FuzzReadOnboarding holds that whatever is read writes the same again.
func FuzzReadOnboarding(f *testing.F) {
	f.Add(written(f, personal().Redacted(grace(), true)))
	f.Add([]byte(`{"format": "firstlight-onboarding", "version": 1}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		o, err := share.ReadOnboarding(bytes.NewReader(data), "x.json")
		if err != nil {
			return
		}
		again, err := share.ReadOnboarding(bytes.NewReader(written(t, o)), "x.json")
		if err != nil || !cmp.Equal(o, again) {
			was, _ := json.Marshal(o)
			t.Fatalf("%v: %s", err, was)
		}
	})
}

func TestHelpIsAskedForAtAStep(t *testing.T) {
	o := personal()
	last := o.Events[len(o.Events)-1]
	for _, kind := range []progress.Kind{progress.Stuck, progress.Unstuck} {
		for step, fine := range map[string]bool{"docker": true, "": false, "podman": false} {
			asked := o
			asked.Events = append(o.Events[:len(o.Events):len(o.Events)], progress.Event{At: last.At, Kind: kind, Session: "x", Step: step})
			file := written(t, asked.Redacted(grace(), true))
			if _, err := share.ReadOnboarding(bytes.NewReader(file), "x.json"); (err == nil) != fine {
				t.Errorf("%s at %q: %v", kind, step, err)
			}
		}
	}
}

func TestAnAnswerAtAMilestoneIsHersToGive(t *testing.T) {
	o := personal()
	last := o.Events[len(o.Events)-1]
	for _, tt := range []struct {
		event progress.Event
		fine  bool
	}{
		{progress.Event{Kind: progress.Pulsed, Milestone: journey.MachineReady, Score: 4, Note: "Grace Hopper would say why"}, true},
		{progress.Event{Kind: progress.Pulsed, Milestone: journey.MachineReady}, true},
		{progress.Event{Kind: progress.Pulsed, Milestone: journey.StartDate, Score: 4}, false},
		{progress.Event{Kind: progress.Pulsed, Milestone: journey.MachineReady, Score: 6}, false},
		{progress.Event{Kind: progress.Active, Score: 1}, false},
	} {
		tt.event.At, tt.event.Session = last.At, "x"
		given := o
		given.Events = append(o.Events[:len(o.Events):len(o.Events)], tt.event)
		file := written(t, given.Redacted(grace(), true))
		got, err := share.ReadOnboarding(bytes.NewReader(file), "x.json")
		if (err == nil) != tt.fine || bytes.Contains(file, []byte("Grace")) {
			t.Errorf("%+v: %v", tt.event, err)
		}
		if err == nil && got.Events[len(got.Events)-1].Score != tt.event.Score {
			t.Errorf("it reads %+v", got.Events[len(got.Events)-1])
		}
		if kept := given.Redacted(grace(), false); tt.fine && len(kept.Events) != len(o.Events)-1 {
			t.Errorf("she kept her answer to herself, and it has %d events", len(kept.Events))
		}
	}
}

func TestWhatTheJourneySaysItTookBeforeGoesWithIt(t *testing.T) {
	for took, fine := range map[time.Duration]bool{5 * 24 * time.Hour: true, 0: false, -time.Hour: false, 2000 * 24 * time.Hour: false} {
		o := personal()
		plan := *o.Events[0].Plan
		plan.Baseline = map[journey.Milestone]time.Duration{journey.FirstCommit: took}
		o.Events[0].Plan = &plan
		got, err := share.ReadOnboarding(bytes.NewReader(written(t, o.Redacted(grace(), true))), "x.json")
		if (err == nil) != fine || fine && got.Events[0].Plan.Baseline[journey.FirstCommit] != took {
			t.Errorf("%s: %v", took, err)
		}
	}
}
