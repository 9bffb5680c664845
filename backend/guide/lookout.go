package guide

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"firstlight/backend/progress"
	"firstlight/backend/store"
)

// lookout is the record for a face that only looks: a journey that nobody has begun is
// not begun by that, and which was last opened stays as it is. What is found of one
// that was begun is recorded, what is found of any other is forgotten with the face.
type lookout struct {
	Store
	now func() time.Time

	mu sync.Mutex
	// unbegun says that the journey which is open is one that nobody has begun. events
	// and output, by run, are what would be on record of it.
	unbegun bool
	events  []progress.Event
	output  map[string][]string
}

// unbegunID is the name of an onboarding that is none. The store gives out none like it.
const unbegunID = "unbegun"

func newLookout(record Store, now func() time.Time) *lookout {
	return &lookout{Store: record, now: now}
}

// Resume returns the onboarding of a journey and a track, or one that is none.
func (l *lookout) Resume(ctx context.Context, source, track string) (store.Onboarding, bool, error) {
	o, err := l.Latest(ctx, source, track)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.events, l.output, l.unbegun = nil, map[string][]string{}, errors.Is(err, store.ErrNone)
	if l.unbegun {
		at := l.moment()
		return store.Onboarding{ID: unbegunID, Source: source, Track: track, StartedAt: at, OpenedAt: at}, false, nil
	}
	return o, false, err
}

// MarkOpened leaves it at what was last opened.
func (l *lookout) MarkOpened(context.Context, string) error { return nil }

// Append is as in the record, which for a journey that nobody has begun is here.
func (l *lookout) Append(
	ctx context.Context, onboarding string, after int64,
	decide func(newer []progress.Event) ([]progress.Event, error),
) (newer, appended []progress.Event, err error) {
	if onboarding != unbegunID {
		return l.Store.Append(ctx, onboarding, after, decide)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	newer = slices.Clone(l.events[after:])
	if appended, err = decide(newer); err != nil {
		return newer, nil, err
	}
	at := l.moment()
	for i := range appended {
		appended[i].Seq, appended[i].At = int64(len(l.events)+i+1), at
	}
	l.events = append(l.events, appended...)
	return newer, appended, nil
}

// Events returns what would be on record.
func (l *lookout) Events(ctx context.Context, onboarding string, after int64) ([]progress.Event, error) {
	if onboarding != unbegunID {
		return l.Store.Events(ctx, onboarding, after)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.events[after:]), nil
}

// OpenSession records nothing of a face that only passes by.
func (l *lookout) OpenSession(ctx context.Context, s store.Session) error {
	if s.Onboarding == unbegunID {
		return nil
	}
	return l.Store.OpenSession(ctx, s)
}

// Beat records nothing of a face that only passes by.
func (l *lookout) Beat(ctx context.Context, id string) error {
	if l.passes() {
		return nil
	}
	return l.Store.Beat(ctx, id)
}

// Confirm records nothing of a journey that nobody has begun.
func (l *lookout) Confirm(ctx context.Context, onboarding string, at map[string]time.Time) error {
	if onboarding == unbegunID {
		return nil
	}
	return l.Store.Confirm(ctx, onboarding, at)
}

// AppendOutput keeps what a run prints for as long as the face is there.
func (l *lookout) AppendOutput(ctx context.Context, run string, lines []string) error {
	if !l.passes() {
		return l.Store.AppendOutput(ctx, run, lines)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	// As much is kept as the store would keep.
	size := 0
	for _, line := range l.output[run] {
		size += len(line) + 1
	}
	for _, line := range lines {
		if size += len(line) + 1; size > store.OutputLimit {
			break
		}
		l.output[run] = append(l.output[run], strings.ToValidUTF8(line, "\uFFFD"))
	}
	return nil
}

// Output returns what AppendOutput kept, at most store.OutputPage lines of it.
func (l *lookout) Output(ctx context.Context, run string, from int) (lines []string, next int, err error) {
	if !l.passes() {
		return l.Store.Output(ctx, run, from)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	lines = l.output[run][min(from, len(l.output[run])):]
	lines = slices.Clone(lines[:min(len(lines), store.OutputPage)])
	return lines, from + len(lines), nil
}

// passes reports whether the journey that is open is one that nobody has begun.
func (l *lookout) passes() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.unbegun
}

// moment returns the present time as the record has it.
func (l *lookout) moment() time.Time { return l.now().UTC().Truncate(time.Millisecond) }
