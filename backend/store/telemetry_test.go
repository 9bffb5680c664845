package store_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"firstlight/backend/store"
)

const lease = time.Minute

var room = store.TelemetryLimit{Batches: 100, Bytes: 1 << 20}

// agreed is a store whose person has said yes to "there".
func agreed(t *testing.T, c *clock) (*store.Store, string) {
	t.Helper()
	s, o := begin(t, store.Options{Now: c.now})
	if err := s.AnswerTelemetry(context.Background(), o.ID, "there", []string{"titles", "said"}); err != nil {
		t.Fatal(err)
	}
	return s, o.ID
}

func spans(upto int) store.TelemetryBatch {
	return store.TelemetryBatch{Signal: "traces", Upto: upto, Items: 2, Body: fmt.Appendf(nil, "spans up to %d", upto)}
}

func points(upto int) store.TelemetryBatch {
	return store.TelemetryBatch{Signal: "metrics", Upto: upto, Items: 3, Body: fmt.Appendf(nil, "points up to %d", upto), Replaces: true}
}

func queue(t *testing.T, s *store.Store, onboarding string, since, upto int, limit store.TelemetryLimit, batches ...store.TelemetryBatch) bool {
	t.Helper()
	queued, err := s.QueueTelemetry(context.Background(), onboarding, "there", since, upto, batches, limit)
	if err != nil {
		t.Fatal(err)
	}
	return queued
}

// bodies returns what waits.
func bodies(t *testing.T, s *store.Store, onboarding string) []string {
	t.Helper()
	batches, err := s.TelemetryQueue(context.Background(), onboarding)
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{}
	for _, b := range batches {
		texts = append(texts, string(b.Body))
	}
	return texts
}

func standing(t *testing.T, s *store.Store, onboarding string) store.Telemetry {
	t.Helper()
	got, err := s.Telemetry(context.Background(), onboarding)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func next(t *testing.T, s *store.Store, onboarding, holder string) string {
	t.Helper()
	b, err := s.NextTelemetry(context.Background(), onboarding, "there", holder, lease, nil)
	if err != nil {
		t.Fatal(err)
	}
	if b == nil {
		return ""
	}
	return string(b.Body)
}

func TestNothingIsQueuedWithoutAYes(t *testing.T) {
	ctx, c := context.Background(), newClock()
	s, o := begin(t, store.Options{Now: c.now})
	if queue(t, s, o.ID, 0, 5, room, spans(5)) {
		t.Error("it was queued although nobody was asked")
	}
	if got := standing(t, s, o.ID); got.Asked {
		t.Errorf("nobody was asked, and it reads %+v", got)
	}
	if err := s.EndTelemetry(ctx, o.ID, "there"); err != nil {
		t.Fatal(err)
	}
	if queue(t, s, o.ID, 0, 5, room, spans(5)) {
		t.Error("it was queued after a no")
	}
	if err := s.AnswerTelemetry(ctx, o.ID, "elsewhere", nil); err != nil {
		t.Fatal(err)
	}
	if queue(t, s, o.ID, 0, 5, room, spans(5)) {
		t.Error("it was queued after a yes to something else")
	}
	if got := bodies(t, s, o.ID); len(got) != 0 {
		t.Errorf("there waits %v", got)
	}
}

func TestWhatIsToldIsQueuedOnce(t *testing.T) {
	c := newClock()
	s, o := agreed(t, c)
	if !queue(t, s, o, 0, 5, room, spans(3), spans(5), points(5)) {
		t.Error("it was not queued")
	}
	if queue(t, s, o, 0, 5, room, spans(5), points(5)) {
		t.Error("it was queued twice")
	}
	if !queue(t, s, o, 5, 9, room, spans(9), points(9)) {
		t.Error("what followed was not queued")
	}
	want := []string{"spans up to 3", "spans up to 5", "spans up to 9", "points up to 9"}
	if diff := cmp.Diff(want, bodies(t, s, o)); diff != "" {
		t.Errorf("the queue (-want +got):\n%s", diff)
	}
	if got := standing(t, s, o); got.Told != 9 || !got.On || !cmp.Equal(got.Allowed, []string{"titles", "said"}) || !got.AnsweredAt.Equal(c.at.Truncate(time.Millisecond)) {
		t.Errorf("it stands at %+v", got)
	}
}

// TestManyProgramsQueueAndSendOnce has programs race for the same events.
func TestManyProgramsQueueAndSendOnce(t *testing.T) {
	ctx := context.Background()
	file := path(t)
	s := open(t, file, store.Options{})
	o, err := s.Begin(ctx, "demo", "")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.AnswerTelemetry(ctx, o.ID, "there", nil); err != nil {
		t.Fatal(err)
	}
	var sent sync.Map
	var twice atomic.Int32
	var programs sync.WaitGroup
	for p := range 4 {
		programs.Go(func() {
			own := open(t, file, store.Options{})
			holder := fmt.Sprint("program ", p)
			for n := range 20 {
				if _, err := own.QueueTelemetry(ctx, o.ID, "there", n, n+1, []store.TelemetryBatch{spans(n + 1)}, room); err != nil {
					t.Error(err)
				}
				b, err := own.NextTelemetry(ctx, o.ID, "there", holder, lease, nil)
				if err != nil {
					t.Error(err)
				}
				if b != nil {
					if _, loaded := sent.LoadOrStore(string(b.Body), true); loaded {
						twice.Add(1)
					}
					if err := own.TelemetryTaken(ctx, *b, 0, ""); err != nil {
						t.Error(err)
					}
				}
				if err := own.EndTelemetryLease(ctx, o.ID, holder); err != nil {
					t.Error(err)
				}
			}
		})
	}
	programs.Wait()
	count := 0
	sent.Range(func(any, any) bool { count++; return true })
	if left := len(bodies(t, s, o.ID)); twice.Load() != 0 || count+left != 20 {
		t.Errorf("%d were sent twice; %d were sent and %d wait, of 20", twice.Load(), count, left)
	}
	if got := standing(t, s, o.ID); got.Sent != 2*count {
		t.Errorf("it counts %d spans as sent, want %d", got.Sent, 2*count)
	}
}

func TestOneProgramSendsUntilItsLeaseEnds(t *testing.T) {
	ctx, c := context.Background(), newClock()
	s, o := agreed(t, c)
	queue(t, s, o, 0, 5, room, spans(5))
	if got := next(t, s, o, "a"); got != "spans up to 5" {
		t.Fatalf("a is given %q", got)
	}
	if got := next(t, s, o, "b"); got != "" {
		t.Errorf("b is given %q while a sends", got)
	}
	c.pass(lease - time.Second)
	if got := next(t, s, o, "a"); got == "" {
		t.Error("a is given nothing of its own")
	}
	c.pass(lease - time.Second)
	if got := next(t, s, o, "b"); got != "" {
		t.Errorf("b is given %q although a renewed its lease", got)
	}
	c.pass(2 * time.Second)
	if got := next(t, s, o, "b"); got == "" {
		t.Error("b is given nothing after the lease of a has run out")
	}
	c.pass(-3 * time.Hour)
	if got := next(t, s, o, "a"); got == "" {
		t.Error("a clock that was put back keeps everybody from sending")
	}
	if err := s.EndTelemetryLease(ctx, o, "a"); err != nil {
		t.Fatal(err)
	}
	if got := next(t, s, o, "b"); got == "" {
		t.Error("b is given nothing after a gave its lease up")
	}
}

func TestWhatWasNotTakenWaitsInItsPlace(t *testing.T) {
	ctx, c := context.Background(), newClock()
	s, o := agreed(t, c)
	queue(t, s, o, 0, 9, room, spans(3), spans(9), points(9))
	take := func(anew *int64) *store.TelemetryBatch {
		t.Helper()
		b, err := s.NextTelemetry(ctx, o, "there", "a", lease, anew)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	first := take(nil)
	if err := s.TelemetryPut(ctx, *first, 10*time.Minute, false, "busy"); err != nil {
		t.Fatal(err)
	}
	// The other signal has another address, and goes on.
	if got := take(nil); got == nil || got.Signal != "metrics" {
		t.Fatalf("next is %+v, want the metrics", got)
	} else if err := s.TelemetryTaken(ctx, *got, 1, "one is too old"); err != nil {
		t.Fatal(err)
	}
	if got := take(nil); got != nil {
		t.Errorf("next is %q before it is due", got.Body)
	}
	c.pass(10 * time.Minute)
	got := take(nil)
	if got == nil || got.ID != first.ID || got.Attempts != 2 || got.Said != "busy" {
		t.Fatalf("next is %+v, want the first again", got)
	}
	if err := s.TelemetryPut(ctx, *got, 0, true, "bad request"); err != nil {
		t.Fatal(err)
	}
	second := take(nil)
	if second == nil || string(second.Body) != "spans up to 9" {
		t.Fatalf("next is %+v, want the one behind that which was refused", second)
	}
	if err := s.TelemetryTaken(ctx, *second, 0, ""); err != nil {
		t.Fatal(err)
	}
	if got := take(nil); got != nil {
		t.Errorf("what was refused is sent again: %q", got.Body)
	}
	var none int64
	if got := take(&none); got == nil || got.ID != first.ID {
		t.Errorf("the person asks, and next is %+v", got)
	}
	if got := take(&first.ID); got != nil {
		t.Errorf("in the same round next is %q", got.Body)
	}
	want := store.Telemetry{Asked: true, On: true, Subject: "there", Allowed: []string{"titles", "said"}, Told: 9, Sent: 4, Rejected: 1}
	if diff := cmp.Diff(want, standing(t, s, o), cmpopts.IgnoreFields(store.Telemetry{}, "AnsweredAt", "SentAt", "Said")); diff != "" {
		t.Errorf("it stands (-want +got):\n%s", diff)
	}
	if err := s.AnswerTelemetry(ctx, o, "there", nil); err != nil {
		t.Fatal(err)
	}
	if got := take(nil); got == nil || got.ID != first.ID {
		t.Errorf("after another yes next is %+v, want what was refused", got)
	}
}

func TestTheQueueIsBoundedAndTheOldestGo(t *testing.T) {
	tests := []struct {
		name    string
		limit   store.TelemetryLimit
		want    []string
		dropped int
	}{
		{"by count", store.TelemetryLimit{Batches: 2, Bytes: 1000}, []string{"spans up to 3", "points up to 3"}, 4},
		{"by bytes", store.TelemetryLimit{Batches: 100, Bytes: 30}, []string{"spans up to 3", "points up to 3"}, 4},
		{"not at all", store.TelemetryLimit{Batches: 4, Bytes: 1000}, []string{"spans up to 1", "spans up to 2", "spans up to 3", "points up to 3"}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, o := agreed(t, newClock())
			for n := range 3 {
				if !queue(t, s, o, n, n+1, tt.limit, spans(n+1), points(n+1)) {
					t.Fatal("it was not queued")
				}
			}
			if diff := cmp.Diff(tt.want, bodies(t, s, o)); diff != "" {
				t.Errorf("the queue (-want +got):\n%s", diff)
			}
			if got := standing(t, s, o); got.Dropped != tt.dropped {
				t.Errorf("%d are counted as dropped, want %d", got.Dropped, tt.dropped)
			}
		})
	}
}

// TestNewerFiguresWaitAsLongAsThoseBefore holds that to replace a batch is no way
// around what the other side asked for.
func TestNewerFiguresWaitAsLongAsThoseBefore(t *testing.T) {
	ctx, c := context.Background(), newClock()
	s, o := agreed(t, c)
	queue(t, s, o, 0, 3, room, points(3))
	b, err := s.NextTelemetry(ctx, o, "there", "a", lease, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.TelemetryPut(ctx, *b, time.Hour, false, "busy"); err != nil {
		t.Fatal(err)
	}
	c.pass(time.Minute)
	queue(t, s, o, 3, 4, room, points(4))
	if got := next(t, s, o, "a"); got != "" {
		t.Errorf("%q is sent before its time", got)
	}
	c.pass(time.Hour)
	if got := next(t, s, o, "a"); got != "points up to 4" {
		t.Errorf("%q is sent, want the newer figures", got)
	}
}

// halfSent returns a store with an onboarding of which 2 items up to 3 events were sent,
// and the rest waits.
func halfSent(t *testing.T) (*store.Store, string) {
	t.Helper()
	s, o := agreed(t, newClock())
	queue(t, s, o, 0, 3, room, spans(3), points(3))
	b, err := s.NextTelemetry(t.Context(), o, "there", "a", lease, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.TelemetryTaken(t.Context(), *b, 0, ""); err != nil {
		t.Fatal(err)
	}
	queue(t, s, o, 3, 9, room, spans(6), spans(9), points(9))
	return s, o
}

// TestWhatWaitsIsToldAnew holds that what was sent stays told, and what was not is
// made of the record again.
func TestWhatWaitsIsToldAnew(t *testing.T) {
	s, o := halfSent(t)
	if err := s.RetellTelemetry(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if got := bodies(t, s, o); len(got) != 0 {
		t.Errorf("there waits %v", got)
	}
	if got := standing(t, s, o); !got.On || got.Told != 3 {
		t.Errorf("it stands at %+v, want a yes, and what was sent told", got)
	}
}

// TestANoGivesUpWhatWaits holds that a later yes begins with what was not sent.
func TestANoGivesUpWhatWaits(t *testing.T) {
	s, o := halfSent(t)
	if err := s.EndTelemetry(t.Context(), o, "there"); err != nil {
		t.Fatal(err)
	}
	if got := bodies(t, s, o); len(got) != 0 {
		t.Errorf("after a no there waits %v", got)
	}
	if got := next(t, s, o, "a"); got != "" {
		t.Errorf("after a no %q is sent", got)
	}
	if got := standing(t, s, o); got.On || got.Told != 3 || got.Sent != 2 {
		t.Errorf("it stands at %+v, want what was sent to be told and no more", got)
	}
}
