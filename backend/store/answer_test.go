package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/store"
)

func TestAnswersOutliveTheProgram(t *testing.T) {
	ctx, file := context.Background(), path(t)
	first := open(t, file, store.Options{})
	for _, answers := range []map[string]string{{"go|1": "go1.26", "node|1": "v20"}, {"go|1": "go1.27"}, nil} {
		if err := first.KeepAnswers(ctx, answers); err != nil {
			t.Fatal(err)
		}
	}
	got, err := open(t, file, store.Options{}).Answers(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"go|1": "go1.27", "node|1": "v20"}, got); diff != "" {
		t.Errorf("answers (-want +got):\n%s", diff)
	}
}

func TestOldAnswersMakeRoomForNewOnes(t *testing.T) {
	ctx, c := context.Background(), newClock()
	s := open(t, path(t), store.Options{Now: c.now})
	many := func(from, n int) map[string]string {
		answers := map[string]string{}
		for i := range n {
			answers[fmt.Sprintf("%05d", from+i)] = "x"
		}
		return answers
	}
	if err := s.KeepAnswers(ctx, many(0, 1500)); err != nil {
		t.Fatal(err)
	}
	c.pass(time.Second)
	if err := s.KeepAnswers(ctx, many(1500, 1000)); err != nil {
		t.Fatal(err)
	}
	got, err := s.Answers(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, newest := got["02499"]; len(got) != 2000 || !newest {
		t.Errorf("%d answers are kept, the newest among them: %v", len(got), newest)
	}
}
