package guide

import (
	"context"

	"firstlight/backend/check"
	"firstlight/backend/guardrail"
	"firstlight/backend/journey"
	"firstlight/backend/repository"
)

// outgoing tells the guardrails what the repositories that git's room looks at
// would push.
type outgoing struct{ *repository.Git }

// Outgoing returns what a push from the clone in a folder would send.
func (o outgoing) Outgoing(ctx context.Context, dir string) (guardrail.Outgoing, error) {
	found, err := o.Git.Outgoing(ctx, dir)
	out := guardrail.Outgoing{
		Branch: found.Branch, Base: found.Base, Current: found.Current, Email: found.Email, Merges: found.Merges, Cut: found.Cut,
	}
	for _, c := range found.Commits {
		out.Commits = append(out.Commits, guardrail.Commit(c))
	}
	return out, err
}

// LargeFiles returns the files that commits bring and that are over a size.
func (o outgoing) LargeFiles(ctx context.Context, dir string, commits []string, over int64) ([]guardrail.LargeFile, error) {
	found, err := o.Git.LargeFiles(ctx, dir, commits, over)
	files := make([]guardrail.LargeFile, 0, len(found))
	for _, f := range found {
		files = append(files, guardrail.LargeFile(f))
	}
	return files, err
}

// Watch names what changes when anything about a push from a folder does.
func (o outgoing) Watch(dir string) check.Watch { return o.OutgoingWatch(dir) }

// guardSpec returns what a guardrail step looks at, and what it goes by.
func (h *house) guardSpec(c journey.GuardrailClaim) guardrail.Spec {
	// A policy that cannot be read would fail the tests of this program.
	policy, _ := h.policy()
	policy.Email = c.Email
	if c.Size > 0 {
		policy.Size = c.Size
	}
	if len(c.Branches) > 0 {
		policy.Protected = c.Branches
	}
	for _, a := range c.Allow {
		policy.Allow = append(policy.Allow, guardrail.Allowance(a))
	}
	spec := guardrail.Spec{Dir: h.below(c.In), Policy: policy}
	for _, guard := range c.Guards {
		spec.Guards = append(spec.Guards, guardrail.Guard(guard))
	}
	return spec
}
