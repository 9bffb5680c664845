package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/store"
)

func keep(t *testing.T, s *store.Store, run string, lines ...string) {
	t.Helper()
	if err := s.AppendOutput(context.Background(), run, lines); err != nil {
		t.Fatal(err)
	}
}

// all reads a run's output page by page.
func all(t *testing.T, s *store.Store, run string) (lines []string, pages int) {
	t.Helper()
	for from := 0; ; {
		page, next, err := s.Output(context.Background(), run, from)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) > store.OutputPage || next != from+len(page) {
			t.Fatalf("%d lines from %d, next %d", len(page), from, next)
		}
		if len(page) == 0 {
			return lines, pages
		}
		lines, from, pages = append(lines, page...), next, pages+1
	}
}

func TestOutputComesBackInOrder(t *testing.T) {
	s := open(t, path(t), store.Options{})
	var want []string
	for batch := range 9 {
		var lines []string
		for i := range 500 {
			lines = append(lines, fmt.Sprintf("%d/%d\tüber \x1b[31mrot\x1b[0m", batch, i))
		}
		keep(t, s, "r1", lines...)
		keep(t, s, "r2", "of another run")
		want = append(want, lines...)
	}
	got, pages := all(t, s, "r1")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if pages != 3 {
		t.Errorf("%d pages, want 3", pages)
	}
}

func TestOutputKeepsEveryLineAsText(t *testing.T) {
	s := open(t, path(t), store.Options{})
	keep(t, s, "r", "", "a\x00b", "broken \xff\xfe bytes", "")
	keep(t, s, "r")
	got, _ := all(t, s, "r")
	if diff := cmp.Diff([]string{"", "a\x00b", "broken \uFFFD bytes", ""}, got); diff != "" {
		t.Error(diff)
	}
}

func TestOutputOfOneRunIsBounded(t *testing.T) {
	kib := strings.Repeat("x", 1023)
	many := make([]string, 1024)
	for i := range many {
		many[i] = kib
	}
	for name, c := range map[string]struct {
		batches [][]string
		want    []string
	}{
		"just within":             {[][]string{many}, many},
		"one line too many":       {[][]string{append(many[:1024:1024], "")}, append(many[:1024:1024], store.OutputCut)},
		"and nothing after it":    {[][]string{many, {"a", "b"}, {"c"}, {""}}, append(many[:1024:1024], store.OutputCut)},
		"one line that is long":   {[][]string{{"a", strings.Repeat("x", store.OutputLimit), "b"}, {"c"}}, []string{"a", store.OutputCut}},
		"bytes that grow as text": {[][]string{{strings.Repeat("x\xff", 300_000)}}, []string{store.OutputCut}},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, path(t), store.Options{})
			for _, lines := range c.batches {
				keep(t, s, "r", lines...)
			}
			got, _ := all(t, s, "r")
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%d lines, want %d", len(got), len(c.want))
			}
			keep(t, s, "other", "of another run")
			if got, _ := all(t, s, "other"); len(got) != 1 {
				t.Errorf("another run has %d lines, want 1", len(got))
			}
		})
	}
}
