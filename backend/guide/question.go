package guide

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"

	"firstlight/backend/check"
	"firstlight/backend/progress"
)

// Asked is a question that work of this program puts to the person.
type Asked struct {
	// ID tells the question from the one before it.
	ID string
	check.Question
}

// asking holds the one question of a run that is open; others wait their turn.
type asking struct {
	// turn is held by whoever asks.
	turn *semaphore.Weighted

	mu   sync.Mutex
	open *Asked
	// reply receives the answer to open.
	reply chan reply
}

func newAsking() asking { return asking{turn: semaphore.NewWeighted(1)} }

type reply struct {
	text     string
	declined bool
}

// Ask puts a question to whoever looks at the run.
func (r *run) Ask(ctx context.Context, q check.Question) (string, error) {
	if r.guide.cfg.Unattended {
		return "", check.ErrNobody
	}
	if err := r.asking.turn.Acquire(ctx, 1); err != nil {
		return "", err
	}
	defer r.asking.turn.Release(1)
	if q.Facts == nil {
		q.Facts = []check.Evidence{}
	}
	// While the question is open it is the person's time, and not the machine's.
	r.note(ctx, progress.Asked, "")
	outcome := progress.Cancelled
	answered := make(chan reply, 1)
	r.asking.set(&Asked{ID: newID(), Question: q}, answered)
	r.guide.tellChanged()
	r.guide.tellAsked(r, q)
	defer func() {
		r.asking.set(nil, nil)
		r.note(context.WithoutCancel(ctx), progress.Answered, outcome)
		r.guide.tellChanged()
	}()
	select {
	case got := <-answered:
		outcome = progress.Done
		if got.declined {
			return "", check.ErrDeclined
		}
		return got.text, nil
	case <-ctx.Done():
		return "", ctx.Err()
	case <-r.ctx.Done():
		return "", r.ctx.Err()
	}
}

// note records that the run begins or ceases to wait for the person. Without that
// on record her time counts as the machine's, which is no reason to stop the work.
func (r *run) note(ctx context.Context, kind progress.Kind, outcome progress.Outcome) {
	e := progress.Event{Kind: kind, Session: r.guide.session, Step: r.step, Work: &progress.Work{Run: r.id, Outcome: outcome}}
	err := r.guide.record(ctx, func(*progress.State) []progress.Event { return []progress.Event{e} })
	if err != nil && ctx.Err() == nil {
		r.guide.cfg.Log.WarnContext(ctx, "recording a question", "run", r.id, "error", err)
	}
}

func (a *asking) set(open *Asked, answered chan reply) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.open, a.reply = open, answered
}

// question returns the question that is open, or nil.
func (a *asking) question() *Asked {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.open
}

// answer hands the reply to the question with the given name, once.
func (a *asking) answer(id string, r reply) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.open == nil || a.open.ID != id {
		return ErrNotAsked
	}
	a.reply <- r
	a.open, a.reply = nil, nil
	return nil
}

// Answer answers the question that a run of this program asks. The answer goes
// to the work and nowhere else.
func (g *Guide) Answer(runID, question, text string) error {
	return g.reply(runID, question, reply{text: text})
}

// Decline says that the person will not answer the question of a run.
func (g *Guide) Decline(runID, question string) error {
	return g.reply(runID, question, reply{declined: true})
}

func (g *Guide) reply(runID, question string, with reply) error {
	g.mu.RLock()
	r, ok := g.runs[runID]
	g.mu.RUnlock()
	if !ok {
		return ErrNotAsked
	}
	return r.asking.answer(question, with)
}
