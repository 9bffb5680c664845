package progress_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/progress"
)

// randomHistory returns events as they could come, and some as they never
// should: ends without a beginning, steps that the plan does not have.
func randomHistory(r *rand.Rand, n int) []progress.Event {
	kinds := journey.Milestones()
	var plan progress.Plan
	for i := range 1 + r.IntN(8) {
		plan.Steps = append(plan.Steps, progress.PlanStep{ID: fmt.Sprint("step-", i), Milestone: kinds[r.IntN(len(kinds))]})
	}
	now := start
	events := []progress.Event{{Seq: 1, At: now, Kind: progress.Adopted, Plan: &plan}}
	for i := range n {
		now = now.Add(time.Duration(r.Int64N(int64(20 * time.Minute))).Truncate(time.Millisecond))
		e := progress.Event{Seq: int64(i + 2), At: now, Session: fmt.Sprint("face-", r.IntN(3)), Step: fmt.Sprint("step-", r.IntN(9))}
		ago := now.Add(-time.Duration(r.Int64N(int64(time.Hour))).Truncate(time.Millisecond))
		work := progress.Work{Run: fmt.Sprint("run-", r.IntN(4)), Use: progress.UseFix}
		switch r.IntN(11) {
		case 0:
			e.Kind = progress.Entered
		case 1:
			e.Kind, e.Since = progress.Left, ago
		case 2:
			e.Kind = progress.Active
		case 3:
			e.Kind, e.Since = progress.Asleep, ago
		case 4, 5:
			f := check.Finding{Status: check.Statuses()[r.IntN(5)], Summary: "Random"}
			e.Kind, e.Finding = progress.Observed, &f
		case 6:
			e.Kind, e.Work = progress.WorkBegan, &work
		case 7:
			work.Outcome = progress.Failed
			e.Kind, e.Work = progress.WorkEnded, &work
		case 8:
			e.Kind = progress.Attested
		case 9:
			e.Kind, e.Work = progress.Asked, &work
		case 10:
			work.Outcome = []progress.Outcome{progress.Done, progress.Cancelled}[r.IntN(2)]
			e.Kind, e.Work = progress.Answered, &work
		}
		events = append(events, e)
	}
	return events
}

func TestThePartsAlwaysAddUp(t *testing.T) {
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 7))
		events := randomHistory(r, 60)
		last := events[len(events)-1].At
		s := progress.Fold(events).At(last.Add(13 * time.Minute))

		end := last.Add(13 * time.Minute)
		if !s.FinishedAt.IsZero() {
			end = s.FinishedAt
		}
		if got, want := s.Elapsed(), end.Sub(s.StartedAt); got != want {
			t.Fatalf("seed %d: the parts add up to %s, but %s have passed", seed, got, want)
		}
		var steps time.Duration
		for _, step := range s.Steps {
			steps += step.Spent.Total()
			for _, part := range []time.Duration{step.Spent.HandsOn, step.Spent.Machine, step.Spent.Waiting, step.Spent.Away} {
				if part < 0 {
					t.Fatalf("seed %d: a negative time at %s: %+v", seed, step.ID, step.Spent)
				}
			}
		}
		if steps != s.Elapsed() {
			t.Fatalf("seed %d: the steps add up to %s, the whole to %s", seed, steps, s.Elapsed())
		}
		for _, m := range s.Milestones {
			if m.Spent.Total() != m.Elapsed || !m.At.IsZero() && m.At.Sub(s.StartedAt) < m.Elapsed {
				t.Fatalf("seed %d: milestone %+v does not add up", seed, m)
			}
		}
	}
}

func TestFoldingInPartsIsFoldingTheWhole(t *testing.T) {
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 11))
		events := randomHistory(r, 40)
		whole := progress.Fold(events)
		cut := r.IntN(len(events))
		parts := progress.Fold(events[:cut]).Clone()
		for _, e := range events[cut:] {
			parts.Apply(e)
		}
		if whole.Spent != parts.Spent || whole.Current != parts.Current || whole.FinishedAt != parts.FinishedAt {
			t.Fatalf("seed %d: %+v in one, %+v in two", seed, whole.Spent, parts.Spent)
		}
	}
}

func BenchmarkFold100000(b *testing.B) {
	events := randomHistory(rand.New(rand.NewPCG(1, 2)), 100_000)
	b.ResetTimer()
	for b.Loop() {
		progress.Fold(events)
	}
}
