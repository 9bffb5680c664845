// Package insighttest makes onboardings of people who do not exist, for tests and
// for measuring: a journey that improves from one version to the next, people of
// different speed, steps that fail, and some who stop on the way. The same seed
// makes the same onboardings.
package insighttest

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/insight"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
	"firstlight/backend/share"
)

// Onboarding is one simulated onboarding.
type Onboarding struct {
	ID, Track string
	Events    []progress.Event
}

// step is a step of the journey and how it goes.
type step struct {
	progress.PlanStep
	// minutes is how long a person works at it, in the middle, and machine how
	// long a try of its fix takes.
	minutes, machine float64
	// fails is how often a try fails, and said what it says then.
	fails float64
	said  string
	// waits is how many hours another person takes.
	waits float64
	// leaves is how often somebody stops here for good.
	leaves float64
}

// Hurts is the step that the second version of the journey made better: it failed
// half as often and took a third of the time.
const Hurts = "services"

func steps(version int) []step {
	plan := func(id, stage, title string, kind journey.Kind, m journey.Milestone) progress.PlanStep {
		return progress.PlanStep{ID: id, Stage: stage, Title: title, Kind: kind, Milestone: m}
	}
	way := []step{
		{PlanStep: plan("tool-git", "Your machine", "Git 2.30 or newer", journey.Tool, journey.MachineReady), minutes: 3, machine: 1, fails: 0.05, said: "E: Could not get lock /var/lib/dpkg/lock-frontend"},
		{PlanStep: plan("tool-go", "Your machine", "Go 1.26 or newer", journey.Tool, journey.MachineReady), minutes: 8, machine: 3, fails: 0.1, said: "tar: Cannot open: Permission denied"},
		{PlanStep: plan("docker", "Your machine", "Docker answers", journey.Docker, journey.MachineReady), minutes: 15, machine: 4, fails: 0.3, said: "permission denied while trying to connect to the Docker daemon socket", leaves: 0.01},
		{PlanStep: plan("clone", "Your code", "Clone payments", journey.Clone, journey.CodeCloned), minutes: 5, machine: 4, fails: 0.1, said: "fatal: Could not read from remote repository."},
		{PlanStep: plan(Hurts, "Your services", "The services of payments are healthy", journey.Compose, journey.ServicesHealthy), minutes: 45, machine: 9, fails: 0.6, said: "Error response from daemon: driver failed programming external connectivity", leaves: 0.03},
		{PlanStep: plan("tests-pass", "Your services", "The tests pass", journey.Run, journey.TestsPass), minutes: 20, machine: 6, fails: 0.35, said: "--- FAIL: TestLedger (0.01s)", leaves: 0.01},
		{PlanStep: plan("commit", "Your first commit", "A commit by you", journey.Commit, journey.FirstCommit), minutes: 60},
		{PlanStep: plan("push", "Your first commit", "Your commit is pushed", journey.Push, journey.FirstPush), minutes: 4, machine: 0.2, fails: 0.1, said: "remote: Permission to acme/payments.git denied"},
		{PlanStep: plan("pull", "Your first commit", "Your pull request is open", journey.Pull, journey.FirstPull), minutes: 10},
		{PlanStep: plan("review", "Your first commit", "Somebody reviews it", journey.Review, journey.FirstReview), minutes: 5, waits: 9, leaves: 0.02},
		{PlanStep: plan("merge", "Your first commit", "It is merged", journey.Merge, journey.FirstMerge), minutes: 4, waits: 3},
	}
	if version > 1 {
		for i := range way {
			if way[i].ID == Hurts {
				way[i].minutes, way[i].fails, way[i].leaves = way[i].minutes/3, way[i].fails/2, 0
			}
		}
	}
	return way
}

// Make returns the n-th onboarding of a seed. The second half of all people meet
// the second version of the journey. length is about how many events it has beyond
// the least, as signs of the person.
func Make(seed uint64, n, all, length int) Onboarding {
	p := &person{r: rand.New(rand.NewPCG(seed, uint64(n)))}
	version := 1
	if n >= all/2 {
		version = 2
	}
	way := steps(version)
	p.at = time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC).AddDate(0, 0, 7*(n*26/max(1, all))).Add(time.Duration(p.r.IntN(180)) * time.Minute)
	p.speed, p.signs = math.Exp(p.r.NormFloat64()*0.4), length/len(way)
	plan := &progress.Plan{Name: "Payments", Hash: fmt.Sprintf("%064d", version)}
	for _, s := range way {
		plan.Steps = append(plan.Steps, s.PlanStep)
	}
	p.say(progress.Event{Kind: progress.Adopted, Plan: plan})
	p.say(progress.Event{Kind: progress.Entered, Session: p.face()})
	for _, s := range way {
		f := check.Fail(string(s.Kind)+"/missing", "Not yet")
		p.say(progress.Event{Kind: progress.Observed, Step: s.ID, Finding: &f})
	}
	for _, s := range way {
		if p.r.Float64() < s.leaves || !p.does(s) {
			break
		}
	}
	p.say(progress.Event{Kind: progress.Left, Session: p.face()})
	track := []string{"backend", "frontend"}[p.r.IntN(2)]
	return Onboarding{ID: fmt.Sprintf("%012x%04x", p.at.UnixMilli(), n&0xffff), Track: track, Events: p.events}
}

// Crowd returns what the onboardings of so many people amount to.
func Crowd(people int) []insight.Onboarding {
	var all []insight.Onboarding
	for n := range people {
		o := Make(1, n, people, 0)
		all = append(all, insight.RollUp(o.ID, o.Track, o.Events))
	}
	return all
}

// Files writes the onboardings of so many people into a folder, as they are exported.
func Files(folder string, people int) error {
	for n := range people {
		o := Make(1, n, people, 0)
		f, err := os.Create(filepath.Join(folder, o.ID+".json"))
		if err == nil {
			err = errors.Join(share.Onboarding{ID: o.ID, Track: o.Track, Events: o.Events}.Write(f), f.Close())
		}
		if err != nil {
			return fmt.Errorf("writing a simulated onboarding: %w", err)
		}
	}
	return nil
}

// person is somebody at work.
type person struct {
	r      *rand.Rand
	at     time.Time
	speed  float64
	signs  int
	faces  int
	runs   int
	events []progress.Event
}

func (p *person) face() string { return fmt.Sprint("s", p.faces+1) }

func (p *person) say(e progress.Event) {
	e.At = p.at.Truncate(time.Millisecond)
	if e.Session == "" {
		e.Session = p.face()
	}
	p.events = append(p.events, e)
}

// pass has time pass, about so many minutes, at her own speed.
func (p *person) pass(minutes, speed float64) {
	p.at = p.at.Add(time.Duration(minutes * speed * math.Exp(p.r.NormFloat64()*0.5) * float64(time.Minute)))
}

// works has her work at a step, with signs of her, and go home in the evening.
func (p *person) works(s step, minutes float64) {
	times := max(1, p.signs, int(minutes*p.speed/8)+1)
	for range times {
		p.say(progress.Event{Kind: progress.Active, Step: s.ID})
		p.pass(minutes/float64(times), p.speed)
		if p.at.Hour() >= 18 {
			p.home(time.Duration(15) * time.Hour)
		}
	}
}

// home has her close the face and come back.
func (p *person) home(d time.Duration) {
	p.say(progress.Event{Kind: progress.Left})
	p.at = p.at.Add(d)
	if day := p.at.Weekday(); day == time.Saturday {
		p.at = p.at.AddDate(0, 0, 2)
	}
	p.faces++
	p.say(progress.Event{Kind: progress.Entered})
}

// does has her do a step; false where she gave up.
func (p *person) does(s step) bool {
	p.works(s, s.minutes*0.6)
	for tries := 0; s.machine > 0; tries++ {
		p.runs++
		work := progress.Work{Run: fmt.Sprint("r", p.runs), Use: progress.UseFix, Fix: "put-right"}
		p.say(progress.Event{Kind: progress.WorkBegan, Step: s.ID, Work: &work})
		p.pass(s.machine, 1)
		ended := work
		ended.Outcome = progress.Done
		failed := tries < 6 && p.r.Float64() < s.fails
		if failed {
			ended.Outcome, ended.Reason = progress.Failed, s.said
			if p.r.Float64() < 0.5 {
				ended.Known = &check.KnownFailure{ID: s.ID + "/known"}
			}
		}
		p.say(progress.Event{Kind: progress.WorkEnded, Step: s.ID, Work: &ended})
		if !failed {
			break
		}
		if s.leaves > 0 && tries > 3 && p.r.Float64() < 0.3 {
			p.say(progress.Event{Kind: progress.Noted, Step: s.ID, Note: "I tried this all day and nobody could tell me why it fails"})
			return false
		}
		p.works(s, s.minutes*0.4)
	}
	if s.waits > 0 {
		f := check.WaitsFor(string(s.Kind)+"/waiting", "Somebody is asked")
		p.say(progress.Event{Kind: progress.Observed, Step: s.ID, Finding: &f})
		p.home(time.Duration(s.waits * math.Exp(p.r.NormFloat64()*0.6) * float64(time.Hour)))
	}
	f := check.Hold("It holds")
	p.say(progress.Event{Kind: progress.Observed, Step: s.ID, Finding: &f})
	if s.fails > 0.3 && p.r.Float64() < 0.1 {
		p.say(progress.Event{Kind: progress.Noted, Step: s.ID, Note: "This step hurt: the message said nothing of the cause"})
	}
	if s.ID == "merge" && p.r.Float64() < 0.4 {
		p.say(progress.Event{Kind: progress.Thanked, Note: "Thank you, that was a good first week"})
	}
	return true
}
