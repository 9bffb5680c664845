package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"firstlight/backend/progress"
	"firstlight/backend/store"
)

func TestTwoProgramsDecideOnTheSameFacts(t *testing.T) {
	ctx, file := context.Background(), path(t)
	s := open(t, file, store.Options{})
	o, err := s.Begin(ctx, "demo", "")
	if err != nil {
		t.Fatal(err)
	}
	together(t, "count", file, 2)
	read, err := s.Events(ctx, o.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(read) != 1000 {
		t.Fatalf("%d events, want 1000", len(read))
	}
	by := map[string]int{}
	for i, e := range read {
		by[e.Session]++
		if e.Step != strconv.Itoa(i) {
			t.Fatalf("event %d was decided with %s before it", i, e.Step)
		}
		if i > 0 && (e.Seq <= read[i-1].Seq || e.At.Before(read[i-1].At)) {
			t.Fatalf("event %d is out of order", i)
		}
	}
	if len(by) != 2 {
		t.Errorf("the events are by %v, want two programs", by)
	}
}

func TestManyInOneProgramDecideOnTheSameFacts(t *testing.T) {
	ctx := context.Background()
	s, o := begin(t, store.Options{})
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				_, _, err := s.Append(ctx, o.ID, 0, func(all []progress.Event) ([]progress.Event, error) {
					return []progress.Event{{Kind: progress.Active, Step: strconv.Itoa(len(all))}}, nil
				})
				if err != nil {
					t.Error(err)
				}
				if _, err := s.Events(ctx, o.ID, 0); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	read, err := s.Events(ctx, o.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(read) != 160 {
		t.Errorf("%d events, want 160", len(read))
	}
	for i, e := range read {
		if e.Step != strconv.Itoa(i) {
			t.Fatalf("event %d was decided with %s before it", i, e.Step)
		}
	}
}

func TestProgramsThatOpenANewFileAtOnceBeginOneOnboarding(t *testing.T) {
	outs := together(t, "resume", filepath.Join(t.TempDir(), "new", "firstlight.db"), 5)
	begun := 0
	for _, out := range outs {
		id, answer, _ := strings.Cut(strings.TrimSpace(out), " ")
		if answer == "true" {
			begun++
		}
		if first, _, _ := strings.Cut(outs[0], " "); id == "" || id != first {
			t.Errorf("resumed %q and %q", id, first)
		}
	}
	if begun != 1 {
		t.Errorf("%d programs began an onboarding, want 1", begun)
	}
}

func TestProgramsThatMigrateAtOnceMigrateOnce(t *testing.T) {
	ctx, file := context.Background(), path(t)
	s := open(t, file, store.Options{})
	if err := s.SetSetting(ctx, "theme", "dark"); err != nil {
		t.Fatal(err)
	}
	together(t, "migrate", file, 4)
	db := raw(t, file)
	if n := scan[int](t, db, "SELECT count(*) FROM goose_db_version WHERE version_id = 4"); n != 1 {
		t.Errorf("migrated %d times, want once", n)
	}
	copies, err := filepath.Glob(file + ".before*")
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{file + ".before-v5"}; !slices.Equal(copies, want) {
		t.Errorf("copies = %v, want %v", copies, want)
	}
	if version := scan[int](t, raw(t, file+".before-v5"), "SELECT max(version_id) FROM goose_db_version"); version != 4 {
		t.Errorf("the copy is of version %d, want 1", version)
	}
	var newer *store.NewerError
	if err := s.SetSetting(ctx, "theme", "light"); !errors.As(err, &newer) || newer.Found != 5 || newer.Known != 4 {
		t.Errorf("the older program, still open, wrote: %v", err)
	}
}

// hold takes the write lock as another program would that hangs.
func hold(t *testing.T, file string) {
	t.Helper()
	db := raw(t, file)
	db.SetMaxOpenConns(1)
	do(t, db, "BEGIN IMMEDIATE")
	t.Cleanup(func() { do(t, db, "ROLLBACK") })
}

func TestAWriteThatCannotBeginGivesUp(t *testing.T) {
	file := path(t)
	s := open(t, file, store.Options{})
	hold(t, file)

	t.Run("when its context ends", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
		defer cancel()
		if err := s.SetSetting(ctx, "theme", "dark"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("err = %v", err)
		}
	})
	t.Run("when its patience ends", func(t *testing.T) {
		s.SetPatience(10 * time.Millisecond)
		var busy *store.BusyError
		if err := s.SetSetting(context.Background(), "theme", "dark"); !errors.As(err, &busy) || busy.Path != file {
			t.Errorf("err = %v", err)
		}
	})
	t.Run("but reading goes on", func(t *testing.T) {
		if _, err := s.Setting(context.Background(), "theme"); err != nil {
			t.Error(err)
		}
	})
}
