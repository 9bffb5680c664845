package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/store"
)

func TestConfirmationsOnlyMoveForward(t *testing.T) {
	ctx := context.Background()
	s, o := begin(t, store.Options{})
	at := func(minute int) time.Time { return time.Date(2026, 3, 2, 9, minute, 0, 0, time.UTC) }
	for _, confirmed := range []map[string]time.Time{{"tool-go": at(5), "disk": at(1)}, {"tool-go": at(3), "disk": at(2)}, {}} {
		if err := s.Confirm(ctx, o.ID, confirmed); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Confirmed(ctx, o.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]time.Time{"tool-go": at(5), "disk": at(2)}, got); diff != "" {
		t.Errorf("confirmed (-want +got):\n%s", diff)
	}
	if other, err := s.Confirmed(ctx, "another"); err != nil || len(other) != 0 {
		t.Errorf("another onboarding: %v, %v", other, err)
	}
}
