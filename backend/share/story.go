package share

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"time"
	"unicode/utf8"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// The limits of what a file says, in bytes of text, and in steps.
const (
	nameLimit = 200
	textLimit = 500
	noteLimit = progress.MostNote * utf8.UTFMax
	maxSteps  = 2000
)

// story is what a file has told so far; what follows must not contradict it.
type story struct {
	last     time.Time
	steps    map[string]bool
	sessions map[string]bool
	runs     map[string]bool
}

var (
	onboardingIDs = regexp.MustCompile(`^[0-9a-z]{16}$`)
	hashes        = regexp.MustCompile(`^[0-9a-zA-Z]{1,64}$`)
)

func (h header) problem() string {
	if !onboardingIDs.MatchString(h.ID) {
		return fmt.Sprintf("%.40q is not the name of an onboarding", h.ID)
	}
	return text("the track", h.Track, nameLimit)
}

// goesOn takes the next event, and says what is wrong with it; nothing where it
// can have happened so.
func (s *story) goesOn(e progress.Event) string {
	if s.steps == nil {
		s.steps, s.sessions, s.runs = map[string]bool{}, map[string]bool{}, map[string]bool{}
		if e.Kind != progress.Adopted {
			return "the first event does not say which journey it is"
		}
	} else if e.At.Before(s.last.Add(e.Shift)) {
		return "it lies before the event ahead of it"
	}
	switch {
	case e.At.IsZero():
		return "it does not say when it was"
	case e.Since.After(e.At) && e.Kind != progress.Dated:
		return "since lies after the event itself"
	case (e.Shift != 0) != (e.Kind == progress.ClockSet):
		return "only a clock that was set, and each of them, has shift_ms"
	case e.Score != 0 && e.Kind != progress.Pulsed:
		return "only an answer at a milestone has a score"
	case e.Shift.Abs() > maxShift:
		return "no clock is set by so much"
	}
	s.last = e.At
	for _, t := range []string{
		text("session", e.Session, nameLimit), text("step", e.Step, nameLimit), text("note", e.Note, noteLimit),
		s.parts(e), s.about(e),
	} {
		if t != "" {
			return t
		}
	}
	return ""
}

// maxShift is the most by which a clock is taken to be set: some machines start in
// 1970.
const maxShift = 100 * 366 * 24 * time.Hour

// maxBaseline is the longest that a journey can say that something took before.
const maxBaseline = 1000 * 24 * time.Hour

// parts says what an event of its kind lacks, or has and should not.
func (s *story) parts(e progress.Event) string {
	needs := func(plan, finding, work bool) string {
		for _, part := range []struct {
			name           string
			there, belongs bool
		}{{"plan", e.Plan != nil, plan}, {"finding", e.Finding != nil, finding}, {"work", e.Work != nil, work}} {
			switch {
			case part.belongs && !part.there:
				return "it has no " + part.name
			case part.there && !part.belongs:
				return "it has a " + part.name + ", which does not belong to it"
			}
		}
		return ""
	}
	switch e.Kind {
	case progress.Adopted:
		return needs(true, false, false)
	case progress.Observed:
		return needs(false, true, false)
	case progress.WorkBegan, progress.WorkEnded, progress.Asked, progress.Answered:
		return needs(false, false, true)
	case progress.Entered, progress.Left, progress.Active, progress.Asleep, progress.ClockSet, progress.Approved, progress.Attested,
		progress.Muted, progress.Unmuted, progress.Noted, progress.Thanked, progress.Stuck, progress.Unstuck, progress.Pulsed, progress.Dated:
		return needs(false, false, false)
	default:
		return "there is no such kind of event"
	}
}

// about says what an event contradicts.
func (s *story) about(e progress.Event) string {
	switch e.Kind {
	case progress.Adopted:
		return s.adopts(*e.Plan)
	case progress.Entered:
		s.sessions[e.Session] = true
		return ""
	case progress.Left:
		if !s.sessions[e.Session] {
			return fmt.Sprintf("the session %.40q ends that never began", e.Session)
		}
		return ""
	case progress.Dated:
		if e.Milestone != journey.StartDate && e.Milestone != journey.TenthMerge || e.Since.IsZero() {
			return fmt.Sprintf("%.40q is not a milestone that is told", e.Milestone)
		}
		return ""
	case progress.Pulsed:
		switch {
		case !slices.Contains(journey.Milestones(), e.Milestone):
			return fmt.Sprintf("there is no milestone %.40q", e.Milestone)
		case e.Score < 0 || e.Score > progress.MostScore:
			return fmt.Sprintf("%d is no answer from 0 to %d", e.Score, progress.MostScore)
		}
	case progress.Noted, progress.Thanked:
		if e.Note == "" {
			return "it says nothing"
		}
	}
	if (e.Kind == progress.Stuck || e.Kind == progress.Unstuck) && e.Step == "" {
		return "it does not say at which step"
	}
	if e.Step != "" && !s.steps[e.Step] {
		return fmt.Sprintf("the journey has no step %.40q", e.Step)
	}
	switch {
	case e.Finding != nil:
		return s.finding(e)
	case e.Work != nil:
		return s.work(e)
	}
	return ""
}

func (s *story) finding(e progress.Event) string {
	f := e.Finding
	switch {
	case e.Step == "":
		return "it does not say of which step"
	case !slices.Contains(check.Statuses(), f.Status):
		return fmt.Sprintf("%.40q is not a status", f.Status)
	case f.Waiting && f.Holds():
		return "what holds waits for nobody"
	}
	return firstOf(text("code", f.Code, nameLimit), text("summary", f.Summary, textLimit), text("said", f.Detail, textLimit), text("known", knownID(f.Known), nameLimit))
}

func (s *story) work(e progress.Event) string {
	w := e.Work
	ended := e.Kind == progress.WorkEnded
	switch {
	case w.Run == "" || e.Step == "":
		return "it does not say which run of which step"
	case e.Kind == progress.WorkBegan && s.runs[w.Run]:
		return fmt.Sprintf("the run %.40q begins a second time", w.Run)
	case e.Kind != progress.WorkBegan && !s.runs[w.Run]:
		return fmt.Sprintf("the run %.40q never began", w.Run)
	case ended && !slices.Contains([]progress.Outcome{progress.Done, progress.Failed, progress.Cancelled, progress.Lost}, w.Outcome):
		return fmt.Sprintf("work does not end as %.40q", w.Outcome)
	case e.Kind == progress.WorkBegan && !slices.Contains([]progress.Use{progress.UseFix, progress.UseObserve, progress.UseTend}, w.Use):
		return fmt.Sprintf("there is no work for %.40q", w.Use)
	}
	s.runs[w.Run] = true
	return firstOf(text("run", w.Run, nameLimit), text("fix", w.Fix, nameLimit), text("said", w.Reason, textLimit), text("known", knownID(w.Known), nameLimit))
}

func (s *story) adopts(p progress.Plan) string {
	switch {
	case len(p.Steps) > maxSteps:
		return fmt.Sprintf("a journey has no more than %d steps", maxSteps)
	case !hashes.MatchString(p.Hash):
		return fmt.Sprintf("%.70q is not the hash of a journey", p.Hash)
	}
	for _, name := range slices.Sorted(maps.Keys(p.Baseline)) {
		switch took := p.Baseline[name]; {
		case !slices.Contains(journey.Milestones(), name):
			return fmt.Sprintf("there is no milestone %.40q", name)
		case took <= 0 || took > maxBaseline:
			return fmt.Sprintf("%s took no such time before", name)
		}
	}
	if t := text("the journey's name", p.Name, textLimit); t != "" {
		return t
	}
	twice := map[string]bool{}
	aside := false
	for _, step := range p.Steps {
		switch {
		case step.ID == "":
			return "a step has no id"
		case twice[step.ID]:
			return fmt.Sprintf("the step %.40q is there twice", step.ID)
		case aside && !step.Aside:
			return fmt.Sprintf("the step %.40q of the way stands after those aside", step.ID)
		case step.Milestone != "" && !slices.Contains(journey.Milestones(), step.Milestone):
			return fmt.Sprintf("there is no milestone %.40q", step.Milestone)
		case !slices.Contains(journey.Kinds(), step.Kind):
			return fmt.Sprintf("there is no kind of step %.40q", step.Kind)
		}
		aside = step.Aside
		twice[step.ID], s.steps[step.ID] = true, true
		if t := firstOf(text("id", step.ID, nameLimit), text("stage", step.Stage, textLimit), text("title", step.Title, textLimit)); t != "" {
			return t
		}
	}
	return ""
}

// text says what is wrong with a text: a line of at most so many bytes.
func text(name, value string, limit int) string {
	switch {
	case len(value) > limit:
		return fmt.Sprintf("%s is longer than %d bytes", name, limit)
	case !utf8.ValidString(value):
		return name + " is not UTF-8"
	case plain(value) != value:
		return name + " has characters that no text has"
	}
	return ""
}

func firstOf(problems ...string) string {
	for _, p := range problems {
		if p != "" {
			return p
		}
	}
	return ""
}
