package store_test

import (
	"context"
	"fmt"
	"testing"

	"firstlight/backend/progress"
	"firstlight/backend/store"
)

func TestWhatWasAppendedOutlivesAKill(t *testing.T) {
	ctx, file := context.Background(), path(t)
	o := beginAndClose(t, file)
	before := 0
	for round := range 3 {
		p := start(t, "append", file)
		p.letGo(t)
		reported := map[int64]string{}
		for range 50 + 31*round {
			report(t, p, reported)
		}
		if err := p.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		// What it printed before it died counts as well.
		for seq, step := int64(0), ""; ; {
			if n, _ := fmt.Fscanln(p.out, &seq, &step); n < 2 {
				break
			}
			reported[seq] = step
		}
		if err := p.cmd.Wait(); err == nil {
			t.Fatal("the program ended by itself")
		}

		s, err := store.Open(ctx, file, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		read, err := s.Events(ctx, o.ID, 0)
		if err != nil {
			t.Fatal(err)
		}
		kept := map[int64]string{}
		for _, e := range read {
			kept[e.Seq] = e.Step
		}
		for seq, step := range reported {
			if kept[seq] != step {
				t.Errorf("event %d was reported as %s and reads %q", seq, step, kept[seq])
			}
		}
		if n := len(read) - before; n%2 != 0 {
			t.Errorf("%d events were kept of calls that append two each", n)
		}
		before = len(read)
		if _, _, err := s.Append(ctx, o.ID, 0, always(progress.Event{Kind: progress.Left}, progress.Event{Kind: progress.Left})); err != nil {
			t.Errorf("appending after the kill: %v", err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		before += 2
		if answer := scan[string](t, raw(t, file), "PRAGMA integrity_check"); answer != "ok" {
			t.Errorf("integrity_check: %s", answer)
		}
	}
}

// report reads one line of what a program reports as appended.
func report(t *testing.T, p *program, reported map[int64]string) {
	t.Helper()
	var seq int64
	var step string
	if _, err := fmt.Fscanln(p.out, &seq, &step); err != nil {
		t.Fatalf("%v\n%s", err, p.errs.String())
	}
	reported[seq] = step
}

// beginAndClose makes a file with one onboarding in it that nobody has open.
func beginAndClose(t *testing.T, file string) store.Onboarding {
	t.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, file, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	o, err := s.Begin(ctx, "demo", "")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return o
}
