package guide

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"firstlight/backend/check"
	"firstlight/backend/journey"
	"firstlight/backend/process"
	"firstlight/backend/progress"
)

// RehearseFix is the ID of the fix that stands in for the person when a journey
// is run unattended. No face offers it to a person.
const RehearseFix = "rehearse"

// checkOf returns the check of a step.
func (g *Guide) checkOf(step journey.Step) check.Check {
	if step.Kind == journey.Ask {
		return g.ask(step)
	}
	return g.cfg.Rooms.Check(step)
}

// ask returns the check of a claim that only a person can vouch for: it holds
// once the record says that she did.
func (g *Guide) ask(step journey.Step) check.Check {
	return check.Check{Observe: func(context.Context, check.Output) check.Finding {
		g.mu.RLock()
		defer g.mu.RUnlock()
		if s, ok := g.state.Step(step.ID); ok && s.Vouched.Attested {
			return s.Vouched
		}
		return check.NotYet("ask/open", "Only you can say when this is done")
	}}
}

func authored(step journey.Step, workspace string) []check.Fix {
	fixes := make([]check.Fix, 0, len(step.Fixes))
	for i, a := range step.Fixes {
		privilege := check.User
		if a.Admin {
			privilege = check.Admin
		}
		fixes = append(fixes, check.Fix{
			ID: fmt.Sprintf("authored-%d", i+1), Title: a.Title, Privilege: privilege, Undo: a.Undo,
			Recommended: "your journey's author",
			Plan:        shellPlan(a.Run, filepath.Join(workspace, filepath.FromSlash(step.Folder()))),
		})
	}
	return fixes
}

func shellPlan(text, dir string) func(check.Answers) []check.Command {
	return func(check.Answers) []check.Command { return []check.Command{{Shell: text, Dir: dir}} }
}

// Fixes returns the ways to make a step's claim hold, given what was last found.
// A blocked claim has none of its own: what it waits for has to hold first. One
// that holds has only those that take back what it rests on.
func (g *Guide) Fixes(step string) []check.Fix {
	g.mu.RLock()
	defer g.mu.RUnlock()
	fixes, _ := g.fixesLocked(step)
	return showable(fixes)
}

// fixesLocked returns the fixes of a step, the author's own first. With an error
// it returns those that could be told all the same. The caller holds g.mu.
func (g *Guide) fixesLocked(id string) ([]check.Fix, error) {
	s, ok := g.state.Step(id)
	step, known := g.journey.Step(id)
	if !ok || !known || step.Kind == journey.Ask {
		return nil, nil
	}
	fixes, err := fixesOf(g.checks[id], s.Finding)
	switch s.Finding.Status {
	case check.Failing, check.Unknown:
	case check.OK:
		return slices.DeleteFunc(fixes, func(f check.Fix) bool { return !f.Back }), err
	default:
		return nil, nil
	}
	return append(authored(step, g.workspaceLocked()), fixes...), err
}

// rehearsal returns the fix that stands in for the person at a step, if any.
func (g *Guide) rehearsal(step journey.Step) (check.Fix, bool) {
	if step.Rehearse == "" {
		return check.Fix{}, false
	}
	dir := filepath.Join(g.workspaceLocked(), filepath.FromSlash(step.Folder()))
	return check.Fix{
		ID: RehearseFix, Title: "Stand in for the person", Privilege: check.User,
		Plan: shellPlan(step.Rehearse, dir),
	}, true
}

// Unattended returns the fix that an unattended run would use for a step: the
// rehearsal where there is one, or else the first fix that needs no answer.
func (g *Guide) Unattended(id string) (fix string, ok bool) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	step, found := g.journey.Step(id)
	if !found {
		return "", false
	}
	if _, ok := g.rehearsal(step); ok {
		return RehearseFix, true
	}
	fixes, _ := g.fixesLocked(id)
	for _, f := range fixes {
		if _, err := f.Answer(nil); err == nil {
			return f.ID, true
		}
	}
	return "", false
}

// Fix starts a fix on the person's consent and returns the name of the run. The
// claim is looked at again when it has ended: only that says whether it worked.
func (g *Guide) Fix(ctx context.Context, stepID, fixID string, given check.Answers) (string, error) {
	// What it runs is planned for the person's own environment.
	if err := g.awaitEnvOpen(ctx); err != nil {
		return "", err
	}
	// What is approved and what runs are read together: the journey may change
	// at any moment. From here on Close waits for the end of the run.
	g.mu.RLock()
	step, fix, err := g.fixOf(stepID, fixID)
	if err == nil {
		err = g.closedTo()
	}
	if err != nil {
		g.mu.RUnlock()
		return "", err
	}
	approved := g.agreedLocked()(step, fixID == RehearseFix)
	foreignTool, reaches := g.runsAuthored(step), g.reachApprovedLocked(step, fix)
	guideCtx := g.ctx
	g.tasks.Add(1)
	g.mu.RUnlock()
	begun := false
	defer func() {
		if !begun {
			g.tasks.Done()
		}
	}()
	answers, err := fix.Answer(given)
	if err != nil {
		return "", err
	}
	if !reaches || !approved && (runsForeign(step, fix) || foreignTool) {
		return "", ErrNeedsApproval
	}
	work := progress.Work{Use: progress.UseFix, Fix: fix.ID, Title: fix.Title}
	if fix.Tends != "" {
		work.Use, work.Service = progress.UseTend, fix.Tends
	}
	r, runCtx, err := g.start(guideCtx, step.ID, work)
	if err != nil {
		return "", err
	}
	begun = true
	go func() {
		defer g.tasks.Done()
		err := g.apply(runCtx, fix, answers, r)
		if err == nil && fix.ID == RehearseFix && step.Kind == journey.Ask {
			err = g.attest(guideCtx, progress.Event{Step: step.ID, Rehearsed: true})
		}
		g.finish(guideCtx, runCtx, r, work, err)
		if step.Kind == journey.Tool || step.Kind == journey.Path {
			// What was installed may lie where the shell looks only from now on.
			g.renewPath(guideCtx)
		}
		g.touch(step.ID, asked)
		g.forget(r)
	}()
	return r.id, nil
}

// runsForeign reports whether a fix runs what the journey's author wrote or what
// comes with code that the author named.
func runsForeign(step journey.Step, fix check.Fix) bool {
	switch step.Kind {
	case journey.Clone, journey.Run, journey.Compose, journey.Container, journey.Hook:
		return true
	default:
		commands, err := plan(fix, check.Answers{})
		// What cannot be told of is not trusted either.
		return fix.ID == RehearseFix || err != nil ||
			slices.ContainsFunc(commands, func(c check.Command) bool { return len(c.Args) == 0 })
	}
}

// fixOf returns a fix and its step. The caller holds g.mu.
func (g *Guide) fixOf(stepID, fixID string) (journey.Step, check.Fix, error) {
	if !g.open {
		return journey.Step{}, check.Fix{}, ErrNotOpen
	}
	step, ok := g.journey.Step(stepID)
	if !ok {
		err := &NotFoundError{What: "step", Name: stepID}
		for _, s := range g.journey.Claims() {
			err.Known = append(err.Known, s.ID)
		}
		return step, check.Fix{}, err
	}
	if fixID == RehearseFix {
		if fix, ok := g.rehearsal(step); ok {
			return step, fix, nil
		}
	}
	missing := &NotFoundError{What: "fix", Name: fixID}
	fixes, crash := g.fixesLocked(stepID)
	for _, f := range append(fixes, g.actsLocked(stepID)...) {
		if f.ID == fixID {
			return step, f, nil
		}
		missing.Known = append(missing.Known, f.ID)
	}
	if crash != nil {
		return step, check.Fix{}, crash
	}
	return step, check.Fix{}, missing
}

// Preview returns the exact commands of a fix for the answers given so far.
func (g *Guide) Preview(stepID, fixID string, given check.Answers) ([]check.Command, error) {
	g.mu.RLock()
	_, fix, err := g.fixOf(stepID, fixID)
	g.mu.RUnlock()
	if err != nil {
		return nil, err
	}
	return preview(fix, given)
}

// workspace returns the absolute folder that the folders of steps lie below.
func (g *Guide) workspace() string {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.workspaceLocked()
}

// workspaceLocked is workspace. The caller holds g.mu.
func (g *Guide) workspaceLocked() string { return cmp.Or(g.journey.Workspace, g.cfg.Workspace) }

// makeWorkspace makes the folder that code is cloned into. It is made when
// something is to stand or run in it, not before.
func (g *Guide) makeWorkspace() error {
	if err := os.MkdirAll(g.workspace(), 0o755); err != nil {
		return fmt.Errorf("making the workspace: %w", err)
	}
	return nil
}

// apply carries a fix out.
func (g *Guide) apply(ctx context.Context, fix check.Fix, answers check.Answers, out check.Output) error {
	if err := g.makeWorkspace(); err != nil {
		return err
	}
	if fix.Apply != nil {
		return guarded("the fix", func() error { return fix.Apply(ctx, answers, out) })
	}
	commands, err := plan(fix, answers)
	if err != nil {
		return err
	}
	for _, c := range commands {
		if err := g.runCommand(ctx, c, fix.Privilege, out); err != nil {
			return err
		}
	}
	return nil
}

func (g *Guide) runCommand(ctx context.Context, c check.Command, privilege check.Privilege, out check.Output) error {
	spec := process.Spec{Args: c.Args, Shell: c.Shell, Dir: c.Dir, Env: c.Env}.To(out)
	if spec.Dir == "" {
		spec.Dir = g.workspace()
	}
	out.Line("$ " + c.String())
	if privilege == check.Admin {
		if err := g.elevate(&spec, c); err != nil {
			return err
		}
	}
	_, err := g.cfg.Runner.Run(ctx, spec)
	return err
}

// Attest records that the person vouches for a step that only she can know. To
// say the same again, as a double click does, records nothing.
func (g *Guide) Attest(ctx context.Context, id, note string) error {
	note = oneLine(note)
	g.mu.RLock()
	err := g.closedTo()
	step, ok := g.journey.Step(id)
	var blocked *check.Finding
	if err == nil && ok {
		blocked = g.blocked(step, g.agreedLocked())
	}
	g.mu.RUnlock()
	switch {
	case err != nil:
		return err
	case !ok:
		return g.noStep(id)
	case step.Kind != journey.Ask:
		return ErrNotAsk
	case blocked != nil:
		return &BlockedError{Why: blocked.Summary}
	case !fits(note):
		return ErrLongNote
	}
	if err := g.attest(ctx, progress.Event{Step: id, Note: note}); err != nil {
		return err
	}
	g.touch(id, asked)
	return nil
}

func (g *Guide) attest(ctx context.Context, e progress.Event) error {
	e.Kind, e.Session = progress.Attested, g.session
	return g.record(ctx, func(s *progress.State) []progress.Event {
		if s.SameWord(e) {
			return nil
		}
		return []progress.Event{e}
	})
}
