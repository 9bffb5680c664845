package repository

import (
	"context"
	"errors"
	"testing"
)

func TestOnlySoManyClonesGoOnAtOnce(t *testing.T) {
	g := New(nil)
	var leaves []func()
	for range clonesAtOnce {
		leave, err := g.turn(t.Context(), &heard{})
		if err != nil {
			t.Fatal(err)
		}
		leaves = append(leaves, leave)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	waiting := &heard{}
	if _, err := g.turn(ctx, waiting); !errors.Is(err, context.Canceled) || len(waiting.phases) != 1 {
		t.Errorf("one more: %v, told %d times that it waits", err, len(waiting.phases))
	}
	leaves[0]()
	if _, err := g.turn(t.Context(), &heard{}); err != nil {
		t.Errorf("after one has ended: %v", err)
	}
}
