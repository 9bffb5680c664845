package app

import (
	"maps"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// translate turns the guide's view into what is sent to a face.
func translate(v guide.View) State {
	s := State{
		Seq: v.State.Seq,
		Journey: Journey{
			Name: v.Journey.Name, Description: v.Journey.Description, Source: tilde(v.Journey.Source),
			Hash: v.Journey.Hash, Track: v.Onboarding.Track, Tracks: list(v.Journey.Tracks), Drafted: v.Journey.Drafted,
		},
		Onboarding: Onboarding{
			ID: v.Onboarding.ID, StartedAt: moment(v.State.StartedAt), FinishedAt: moment(v.State.FinishedAt),
		},
		Stages:     []Stage{},
		Health:     []Step{},
		Milestones: []Milestone{},
		Workspace:  tilde(v.Workspace),
		Theme:      string(v.Theme),
		Notices:    []string{},
		Clock: Clock{
			Now: moment(v.Now), ElapsedMS: v.State.Elapsed().Milliseconds(), Spent: spent(v.State.Spent), Mode: string(v.Mode),
			Next: nextMilestone(v.State),
		},
		Approval: approval(v),
	}
	for _, topic := range slices.Sorted(maps.Keys(v.Notices)) {
		s.Notices = append(s.Notices, v.Notices[topic])
	}
	for _, stage := range v.Journey.Stages {
		shown := Stage{Name: stage.Name, Steps: []Step{}}
		for _, step := range stage.Steps {
			t := translateStep(v, stage.Name, step)
			t.InWay = v.InWay(step)
			if t.Status == check.OK || t.Status == check.Muted {
				shown.Held++
			}
			shown.Steps = append(shown.Steps, t)
		}
		s.Stages = append(s.Stages, shown)
	}
	for _, claim := range v.Journey.Health {
		t := translateStep(v, "", claim)
		t.InWay = v.InWay(claim)
		s.Health = append(s.Health, t)
	}
	for _, m := range v.State.Milestones {
		s.Milestones = append(s.Milestones, Milestone{
			Name: m.Name, Title: milestoneTitle(m.Name), At: moment(m.At),
			ElapsedMS: m.Elapsed.Milliseconds(), Spent: spent(m.Spent), Earlier: m.Earlier,
		})
	}
	if v.State.Current < v.State.Way {
		s.Current = v.State.Steps[v.State.Current].ID
	}
	s.Urgent = urgent(s)
	waits := v.Waits()
	s.Waits = Waits{Approval: waits.Approval, Steps: waits.Steps, Titles: waits.For}
	return s
}

func translateStep(v guide.View, stage string, step journey.Step) Step {
	now, _ := v.State.Step(step.ID)
	f := now.Finding
	t := Step{
		ID: step.ID, Stage: stage, Kind: step.Kind, Title: step.Title, Why: step.Why, How: step.How,
		Status: f.Status, Pending: f.Pending, Waiting: f.Waiting, Attested: f.Attested, Code: f.Code, Summary: f.Summary,
		Evidence: evidence(f.Evidence), Detail: f.Detail,
		Since: moment(now.Since), SeenAt: moment(v.Seen[step.ID]), HeldAt: moment(now.HeldAt),
		Known: f.Known, Observing: v.Observing[step.ID], TookMS: v.Took[step.ID].Milliseconds(), Skipped: v.Skipped[step.ID],
		ByHand: step.Kind.ByHand(), WaitsApproval: v.Unapproved[step.ID],
		Mute: muteOf(now), Drift: driftOf(now), Needs: []Need{}, Fixes: []Fix{},
		Attempts: now.Attempts, Failures: now.Failures, Spent: spent(now.Spent),
		Note: now.Note, StuckAt: moment(now.StuckAt), Milestone: step.Milestone,
	}
	for _, id := range step.Needs {
		need, _ := v.Journey.Step(id)
		found, _ := v.State.Step(id)
		t.Needs = append(t.Needs, Need{ID: id, Title: need.Title, Status: found.Finding.Status})
	}
	for _, fix := range v.Fixes[step.ID] {
		shown := translateFix(fix)
		shown.Usual = usual(v.Usual(step.ID, progress.UseFix, fix.ID))
		t.Fixes = append(t.Fixes, shown)
	}
	t.Run = runOf(v, now)
	if t.Run != nil && t.Run.Use == string(progress.UseObserve) {
		t.LastFix = ended(now.LastFix)
	}
	return t
}

func translateFix(fix check.Fix) Fix {
	commands := fix.Preview(nil)
	return Fix{
		ID: fix.ID, Title: fix.Title, Effect: closed(fix.Effect), Commands: texts(commands), Dir: folder(commands),
		Privilege: fix.Privilege, Undo: fix.Undo, Recommended: fix.Recommended, Inputs: list(fix.Inputs), Destroys: list(fix.Destroys),
	}
}

// usual returns how long work takes; nil where no earlier run says so.
func usual(u progress.Usual) *Usual {
	if u.Runs == 0 {
		return nil
	}
	return &Usual{TookMS: u.Took.Milliseconds(), Runs: u.Runs, Own: u.Own}
}

// Surveyed returns what was found of a claim that belongs to no journey.
func Surveyed(s guide.Surveyed) Step {
	f := s.Finding
	t := Step{
		ID: s.Step.ID, Kind: s.Step.Kind, Title: s.Step.Title, Status: f.Status, Pending: f.Pending, Code: f.Code,
		Summary: f.Summary, Evidence: evidence(f.Evidence), Detail: f.Detail, Known: f.Known, TookMS: s.Took.Milliseconds(),
		Needs: []Need{}, Fixes: []Fix{},
	}
	for _, fix := range s.Fixes {
		t.Fixes = append(t.Fixes, translateFix(fix))
	}
	return t
}

func muteOf(step progress.Step) *Mute {
	if step.Mute == nil {
		return nil
	}
	return &Mute{Reason: step.Mute.Reason, Since: moment(step.Mute.Since), Until: moment(step.Mute.Until)}
}

func driftOf(step progress.Step) *Drift {
	if step.Drift == nil {
		return nil
	}
	d := &Drift{HeldUntil: moment(step.Drift.HeldUntil), Changes: []check.Change{}}
	for _, c := range step.Drift.Changes {
		c.Was, c.Is = tilde(c.Was), tilde(c.Is)
		d.Changes = append(d.Changes, c)
	}
	return d
}

// evidence returns the facts with the person's home folder shortened.
func evidence(facts []check.Evidence) []check.Evidence {
	shown := make([]check.Evidence, 0, len(facts))
	for _, fact := range facts {
		if fact.Code {
			fact.Value = tilde(fact.Value)
		}
		shown = append(shown, fact)
	}
	return shown
}

// folder returns the first folder that one of the commands asks to run in.
func folder(commands []check.Command) string {
	for _, c := range commands {
		if c.Dir != "" {
			return tilde(c.Dir)
		}
	}
	return ""
}

// runOf returns the work under way at a step, or else the last.
func runOf(v guide.View, step progress.Step) *Run {
	for _, r := range v.State.Running {
		if r.Step == step.ID {
			done, mine := v.Mine[r.Run]
			var question *Question
			if asked, ok := v.Asked[r.Run]; ok {
				question = &Question{ID: asked.ID, Question: asked.Question}
				question.Facts = evidence(asked.Facts)
			}
			return &Run{
				ID: r.Run, Use: string(r.Use), Fix: r.Fix, Title: r.Title,
				BeganAt: moment(r.BeganAt), Mine: mine, Progress: done, Question: question,
				Usual: usual(v.Usual(step.ID, r.Use, r.Fix)),
			}
		}
	}
	run := ended(step.LastWork)
	if run != nil {
		run.BeganAt = moment(step.LastBeganAt)
	}
	return run
}

// ended returns work that has ended; nil stays nil.
func ended(w *progress.Work) *Run {
	if w == nil {
		return nil
	}
	return &Run{
		ID: w.Run, Use: string(w.Use), Fix: w.Fix, Title: w.Title,
		Outcome: string(w.Outcome), Reason: sentence(w.Reason), Known: w.Known,
	}
}

func approval(v guide.View) Approval {
	a := Approval{
		Needed: !v.Approved, First: v.State.Approval.Hash == "", Hash: v.Approval.Hash, Changes: []journey.Change{},
	}
	if a.Needed {
		a.Changes = v.Approval.Since(v.State.Approval)
	}
	return a
}

func nextMilestone(s *progress.State) *NextMilestone {
	for _, m := range s.Milestones {
		if !m.At.IsZero() {
			continue
		}
		left, stage := s.Left(m.Name)
		return &NextMilestone{Name: m.Name, Title: milestoneTitle(m.Name), Left: left, Stage: stage}
	}
	return nil
}

func milestoneTitle(name journey.Milestone) string {
	switch name {
	case journey.MachineReady:
		return "Machine ready"
	case journey.CodeCloned:
		return "Code cloned"
	case journey.TestsPass:
		return "Tests pass"
	case journey.ServicesHealthy:
		return "Services healthy"
	case journey.FirstCommit:
		return "First commit"
	case journey.FirstPush:
		return "First push"
	case journey.FirstPull:
		return "First pull request"
	case journey.FirstReview:
		return "First review"
	case journey.FirstMerge:
		return "First merge"
	default:
		return string(name)
	}
}

func spent(s progress.Split) Spent {
	return Spent{
		HandsOnMS: s.HandsOn.Milliseconds(), MachineMS: s.Machine.Milliseconds(),
		WaitingMS: s.Waiting.Milliseconds(), AwayMS: s.Away.Milliseconds(),
	}
}

func texts(commands []check.Command) []string {
	lines := make([]string, 0, len(commands))
	for _, c := range commands {
		lines = append(lines, c.String())
	}
	return lines
}

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z07:00")
}

// list returns s, or an empty list for nil, which JSON would turn into null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// tilde shortens the person's home folder, since people post what they see.
func tilde(path string) string {
	home, err := os.UserHomeDir()
	if err != nil || home == "" || home == "/" {
		return path
	}
	if rest, ok := strings.CutPrefix(path, home); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		return "~" + rest
	}
	return path
}

// closed returns a sentence with its full stop.
func closed(text string) string {
	if text == "" || strings.ContainsRune(".!?:", rune(text[len(text)-1])) {
		return text
	}
	return text + "."
}

// sentence begins a text with a capital letter.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
