package check

import (
	"slices"
	"strings"
	"time"
)

// Status is the answer of a check.
type Status string

// The statuses that a finding can have.
const (
	// OK says that the claim holds.
	OK Status = "ok"
	// Failing says that the claim was observed not to hold.
	Failing Status = "failing"
	// Blocked says that a prerequisite does not hold, so nothing is known.
	Blocked Status = "blocked"
	// Unknown says that the claim could not be observed: it timed out, crashed
	// or lacked permission.
	Unknown Status = "unknown"
	// Muted says that a person chose not to be told, with a reason.
	Muted Status = "muted"
)

// Statuses lists every status, from the best to the worst.
func Statuses() []Status { return []Status{OK, Muted, Blocked, Unknown, Failing} }

// Valid reports whether s is one of the statuses.
func (s Status) Valid() bool { return slices.Contains(Statuses(), s) }

// Severity orders statuses so that the worst of many is the maximum: ok is 0.
func (s Status) Severity() int {
	if i := slices.Index(Statuses(), s); i >= 0 {
		return i
	}
	return Unknown.Severity()
}

// Finding is what a check returned.
type Finding struct {
	Status Status `json:"status"`
	// Code is a stable name for the reason, such as "tool/missing"; it is empty
	// when the claim holds. Docs, known failures and tests refer to it.
	Code string `json:"code,omitempty"`
	// Summary says what was seen, in one plain sentence without a full stop.
	Summary string `json:"summary"`
	// Evidence is what the summary rests on, in the order to show it.
	Evidence []Evidence `json:"evidence,omitempty"`
	// Detail is the raw end of the output that the finding rests on, folded
	// away at first; at most DetailLimit bytes.
	Detail string `json:"detail,omitempty"`
	// Pending says of a failing claim that its work has not been done yet,
	// rather than that something is wrong: not cloned, not committed.
	Pending bool `json:"pending,omitempty"`
	// Shared says of a failing claim that its reason is the machine's and not the
	// claim's own, such as that there is no network: every claim that meets the
	// reason, which Code names, fails of it.
	Shared bool `json:"shared,omitempty"`
	// Waiting says of a claim that does not hold that the next move is another
	// person's, such as a review.
	Waiting bool `json:"waiting,omitempty"`
	// At is when the claim came to hold, in UTC, where what was asked tells it,
	// such as when a pull request was merged; zero means now.
	At time.Time `json:"at,omitzero"`
	// Attested says that a person vouched for the claim; it was not observed.
	Attested bool `json:"attested,omitempty"`
	// Known is the known failure that the output matches; nil where none does.
	Known *KnownFailure `json:"known,omitempty"`
	// Names are the words in the finding that name the person or her company,
	// and Hosts the machines that would tell where she works, each perhaps with
	// a port. They are taken out of what leaves the machine.
	Names []string `json:"names,omitempty"`
	Hosts []string `json:"hosts,omitempty"`
}

// DetailLimit is the most bytes that a Finding's Detail keeps.
const DetailLimit = 8 << 10

// Evidence is one observed fact.
type Evidence struct {
	// Label is what the fact is about, such as "Found" or "Asked for".
	Label string `json:"label"`
	// Value is the fact in the person's terms.
	Value string `json:"value"`
	// Code says that the value is a path, command or version to be shown as is.
	Code bool `json:"code,omitempty"`
	// Day is the day that the value names, such as "2026-12-05", so that a face may
	// write it as the person is used to; empty where it names none.
	Day string `json:"day,omitempty"`
}

// ToDo is the label of the evidence that says what the person can do herself.
const ToDo = "What to do"

// Advises reports whether the evidence says what the person can do herself.
func Advises(evidence []Evidence) bool {
	return slices.ContainsFunc(evidence, func(e Evidence) bool { return e.Label == ToDo })
}

// Holds reports whether the claim needs nothing more from the person.
func (f Finding) Holds() bool { return f.Status == OK || f.Status == Muted }

// Same reports whether f and g say the same, so that nothing new was learnt.
func (f Finding) Same(g Finding) bool {
	return f.Status == g.Status && f.Code == g.Code && f.Summary == g.Summary &&
		f.Detail == g.Detail && f.Pending == g.Pending && f.Shared == g.Shared && f.Attested == g.Attested &&
		f.Waiting == g.Waiting && f.At.Equal(g.At) &&
		f.Known.same(g.Known) && slices.Equal(f.Evidence, g.Evidence)
}

// Hold returns a finding that the claim holds.
func Hold(summary string, evidence ...Evidence) Finding {
	return Finding{Status: OK, Summary: summary, Evidence: evidence}
}

// Fail returns a finding that the claim does not hold, for the reason code.
func Fail(code, summary string, evidence ...Evidence) Finding {
	return Finding{Status: Failing, Code: code, Summary: summary, Evidence: evidence}
}

// FailShared returns a finding that the claim does not hold, for a reason that
// lies with the machine and that other claims may meet as well.
func FailShared(code, summary string, evidence ...Evidence) Finding {
	f := Fail(code, summary, evidence...)
	f.Shared = true
	return f
}

// NotYet returns a finding that the claim's work has not been done yet.
func NotYet(code, summary string, evidence ...Evidence) Finding {
	return Finding{Status: Failing, Code: code, Summary: summary, Evidence: evidence, Pending: true}
}

// WaitsFor returns a finding that the claim does not hold yet, and that the next
// move is another person's.
func WaitsFor(code, summary string, evidence ...Evidence) Finding {
	f := NotYet(code, summary, evidence...)
	f.Waiting = true
	return f
}

// CannotTell returns a finding that the claim could not be observed.
func CannotTell(code, summary string, evidence ...Evidence) Finding {
	return Finding{Status: Unknown, Code: code, Summary: summary, Evidence: evidence}
}

// Change is one fact that differs between two findings of the same claim.
type Change struct {
	// Label is what the fact is about.
	Label string `json:"label"`
	// Was and Is are the fact before and after.
	Was string `json:"was"`
	Is  string `json:"is"`
}

// Difference returns the facts that are in both of two findings and differ, in the
// order of the later one; where no fact tells them apart, their summaries do. What is
// in one of them alone, such as advice on what to do, tells of no change.
func Difference(before, after Finding) []Change {
	var changes []Change
	facts := func(f Finding, label string) string {
		var values []string
		for _, e := range f.Evidence {
			if e.Label == label {
				values = append(values, e.Value)
			}
		}
		return strings.Join(values, ", ")
	}
	seen := map[string]bool{}
	for _, e := range after.Evidence {
		if seen[e.Label] {
			continue
		}
		seen[e.Label] = true
		if was, is := facts(before, e.Label), facts(after, e.Label); was != "" && is != "" && was != is {
			changes = append(changes, Change{Label: e.Label, Was: was, Is: is})
		}
	}
	if len(changes) == 0 && before.Summary != after.Summary {
		changes = append(changes, Change{Label: "Said", Was: before.Summary, Is: after.Summary})
	}
	return changes
}

// Fact returns evidence in words.
func Fact(label, value string) Evidence { return Evidence{Label: label, Value: value} }

// Dated returns evidence that is a day, where the moment's own clock is.
func Dated(label string, at time.Time) Evidence {
	return Evidence{Label: label, Value: at.Format("2 January 2006"), Day: at.Format(time.DateOnly)}
}

// Literal returns evidence that is a path, a command or a version.
func Literal(label, value string) Evidence { return Evidence{Label: label, Value: value, Code: true} }

// Tail returns the last DetailLimit bytes of text, starting at a line.
func Tail(text string) string {
	if len(text) <= DetailLimit {
		return text
	}
	cut := text[len(text)-DetailLimit:]
	for i := range len(cut) {
		if cut[i] == '\n' {
			return cut[i+1:]
		}
	}
	return cut
}
