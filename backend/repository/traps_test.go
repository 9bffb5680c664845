package repository

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/check"
)

func TestTraps(t *testing.T) {
	for _, c := range []struct {
		name        string
		caseless    bool
		longest     int
		paths       []string
		alike, long []string
	}{
		{"none", true, 100, []string{"README", "docs/a", "docs/b"}, nil, nil},
		{"files", true, 100, []string{"README", "readme"}, []string{"README and readme"}, nil},
		{"folders", true, 100, []string{"Docs/a", "docs/b", "docs/c"}, []string{"Docs and docs", "Docs and docs"}, nil},
		{"a folder and a file", true, 100, []string{"Docs/a", "docs"}, []string{"Docs and docs"}, nil},
		{"a disk that tells them apart", false, 100, []string{"README", "readme"}, nil, nil},
		{"long", false, 20, []string{"short", "quite/a/long/path"}, nil, []string{"quite/a/long/path"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			traps := &traps{caseless: c.caseless, longest: c.longest, base: 10, seen: map[string]string{}}
			for _, path := range c.paths {
				traps.see(path)
			}
			if diff := cmp.Diff([][]string{c.alike, c.long}, [][]string{traps.alike, traps.long}); diff != "" {
				t.Errorf("traps (-want +got):\n%s", diff)
			}
			if _, asks := traps.question("harbour"); asks != (len(c.alike)+len(c.long) > 0) {
				t.Errorf("it asks: %t", asks)
			}
		})
	}
}

// answers is an Output whose person always says the same.
type answers struct {
	heard
	err error
}

func (a *answers) Ask(context.Context, check.Question) (string, error) { return check.Yes, a.err }

func TestAgreed(t *testing.T) {
	q := check.Question{Title: "All the same?"}
	if err := agreed(t.Context(), &answers{}, q, "harbour"); err != nil {
		t.Errorf("agreed: %v", err)
	}
	alone := &answers{err: check.ErrNobody}
	if err := agreed(t.Context(), alone, q, "harbour"); err != nil || !strings.Contains(strings.Join(alone.lines, "\n"), "nobody") {
		t.Errorf("nobody there: %v, %q", err, alone.lines)
	}
	var e *Error
	if err := agreed(t.Context(), &answers{err: check.ErrDeclined}, q, "harbour"); !errors.As(err, &e) || e.Code != "clone/not-wanted" {
		t.Errorf("declined: %v", err)
	}
}
