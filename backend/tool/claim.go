package tool

import (
	"context"
	"fmt"
	"slices"

	"firstlight/backend/check"
	"firstlight/backend/process"
	"firstlight/backend/version"
)

// claim is that a tool is on PATH in a version that will do.
type claim struct {
	room *Room
	tool tool
	want version.Constraint
	// asked is the constraint as it was written.
	asked string
}

// candidate is a program that was asked.
type candidate struct {
	place
	answer
	// will says that it is the tool in a version that will do.
	will bool
	// version is what it told, in a form to compare; known says that it could be
	// read.
	version version.Version
	known   bool
	silence *silence
}

// observe finds the tool, and the ways to get it where it is not as it should be.
func (c claim) observe(ctx context.Context) (check.Finding, []check.Fix) {
	places := c.room.look(c.tool)
	good := usable(places)
	var current candidate
	for len(good) > 0 {
		if current = c.ask(ctx, good[0]); !current.silence.isAlias() {
			break
		}
		good = good[1:]
	}
	kept := c.kept(good)
	if len(good) == 0 {
		if f, fixes, is := c.offPath(ctx, kept); is {
			return f, fixes
		}
		return c.absent(ctx, places)
	}
	facts := c.facts(places, current)
	if a := c.tool.lookAlike(current.Alike); a.Fetches {
		return c.fetched(current, a, facts), nil
	}
	if current.will {
		return check.Hold(c.held(current), c.also(facts, good)...), nil
	}
	better := c.better(ctx, current, slices.Concat(good[1:], kept))
	if better != nil && better.command == current.command {
		return c.shadowed(ctx, current, *better, facts)
	}
	if better != nil {
		facts = append(facts, check.Fact("Under another name", better.Version+" in "+process.Short(better.file)))
	} else {
		facts = c.also(facts, good)
	}
	switch {
	case current.silence != nil:
		return c.silent(current, facts)
	case current.known:
		return c.otherVersion(ctx, current, facts)
	default:
		return c.otherThing(ctx, current, facts)
	}
}

// held names a program that will do.
func (c claim) held(current candidate) string {
	if a := c.tool.lookAlike(current.Alike); a.Renumbered {
		return a.named(current.Version)
	}
	return sentence(c.tool.Title) + " " + current.Version
}

// ask asks a program its version, and whether that will do. That it will not is
// never said from memory of a script: it may have been upgraded behind that.
func (c claim) ask(ctx context.Context, p place) candidate {
	got := candidate{place: p}
	got.answer, got.silence = c.room.ask(ctx, c.tool, p, func(a answer) bool { return c.judge(candidate{place: p, answer: a}).will })
	if got.silence != nil {
		if broken := got.silence.broken(p); broken != nil {
			got.fault = broken
		}
		return got
	}
	return c.judge(got)
}

// judge says of a program that answered whether it will do.
func (c claim) judge(got candidate) candidate {
	if got.Version == "" || got.Other != "" {
		return got
	}
	got.Version = c.tool.Version.modern(got.Version)
	v, err := version.Parse(got.Version)
	if err != nil {
		got.silence = &silence{err: fmt.Errorf("its version cannot be read: %w", err)}
		return got
	}
	got.version, got.known = v, got.Alike == ""
	got.will = got.known && c.want.Allows(v)
	a := c.tool.lookAlike(got.Alike)
	if a.Generation && !c.want.Any() && c.want.Allows(v) || a.Renumbered && c.want.Any() {
		got.known, got.will = true, true
	}
	return got
}

// better returns one of the other programs that will do: one of the same name if
// there is one, or else one of another. Only so many are asked.
func (c claim) better(ctx context.Context, current candidate, others []place) *candidate {
	const most = 4
	namesake := func(p place) int {
		if p.command == current.command {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(others, func(a, b place) int { return namesake(a) - namesake(b) })
	for _, p := range others[:min(len(others), most)] {
		if got := c.ask(ctx, p); got.will {
			return &got
		}
	}
	return nil
}

// facts are what there is to say of the program that a shell would start.
func (c claim) facts(places []place, current candidate) []check.Evidence {
	found := process.Short(current.file)
	if current.Version != "" && current.silence == nil {
		found = current.Version + " in " + found
	}
	facts := []check.Evidence{check.Literal("Found", found)}
	if s := c.room.catalogue.shimOf(current.place); s != nil {
		facts = append(facts, check.Fact("It is", "a shim of "+s.Manager))
	}
	if c.asked != "" {
		facts = append(facts, check.Literal("Asked for", c.asked))
	}
	return append(facts, passedOver(places, current.place)...)
}

// also adds the other programs on PATH that have the tool's name.
func (c claim) also(facts []check.Evidence, good []place) []check.Evidence {
	for _, other := range good[1:] {
		facts = append(facts, check.Literal("Also on PATH", process.Short(other.file)))
	}
	return facts
}

func (c claim) docs() check.Evidence { return check.Fact("How to install", c.tool.Docs) }
