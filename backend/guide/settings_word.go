package guide

import (
	"time"

	"firstlight/backend/check"
	"firstlight/backend/progress"
)

// Word is what a person who looks elsewhere is told: that work which took long has
// ended, or that work asks something.
type Word struct {
	// Step is what it is about.
	Step string
	// Title names it, and Text says what there is to know in a sentence.
	Title, Text string
}

const (
	settingWord = "notifications"
	wordOn      = "on"
	wordOff     = "off"
)

// longWork is how long work takes that a person does not sit and wait for.
const longWork = 10 * time.Second

// wordMost bounds what is said, in letters: a system shows a few lines.
const wordMost = 200

func onOff() []Option {
	return []Option{{wordOn, "on"}, {wordOff, "off"}}
}

// tellWord tells the faces, unless the person wants to be told nothing.
func (g *Guide) tellWord(w Word) {
	g.mu.RLock()
	off := g.heeded[settingWord] == wordOff
	g.mu.RUnlock()
	if off {
		return
	}
	if text := []rune(w.Text); len(text) > wordMost {
		w.Text = string(text[:wordMost-1]) + "…"
	}
	g.subscribers.tell(Notice{Word: &w})
}

// tellEnd says how work ended that took long, once its claim was looked at again:
// only that says whether it worked.
func (g *Guide) tellEnd(r *run, work progress.Work) {
	if work.Outcome == progress.Cancelled || g.cfg.Now().Sub(r.began) < longWork {
		return
	}
	g.mu.RLock()
	ctx := g.ctx
	g.mu.RUnlock()
	g.spawn(func() {
		if g.waitFor(ctx, r) == nil {
			g.tellWord(g.wordOf(r, work))
		}
	})
}

// wordOf says how work ended.
func (g *Guide) wordOf(r *run, work progress.Work) Word {
	w := Word{Step: r.step, Title: work.Title, Text: "It has ended."}
	g.mu.RLock()
	step, known := g.journey.Step(r.step)
	state, _ := g.state.Step(r.step)
	g.mu.RUnlock()
	if work.Use == progress.UseTend || !known {
		if work.Outcome == progress.Failed {
			w.Text = "It did not work: " + work.Reason
		}
		return w
	}
	w.Title = step.Title
	switch f := state.Finding; {
	case f.Status == check.OK:
		w.Text = "It holds now. " + f.Summary
	case work.Outcome == progress.Failed && work.Use == progress.UseFix:
		w.Text = "It did not work: " + work.Reason
	default:
		w.Text = "It does not hold. " + f.Summary
	}
	return w
}

// tellAsked says that work asks the person something.
func (g *Guide) tellAsked(r *run, q check.Question) {
	w := Word{Step: r.step, Title: q.Title, Text: "Firstlight needs your answer to go on."}
	g.tellWord(w)
}
