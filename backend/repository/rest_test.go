package repository_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/process"
	"firstlight/backend/repository"
)

// counting is a runner that counts how often a folder is looked through.
type counting struct {
	repository.Runner
	looked atomic.Int64
}

func (c *counting) Run(ctx context.Context, spec process.Spec) (process.Result, error) {
	if strings.Contains(strings.Join(spec.Args, " "), " status ") {
		c.looked.Add(1)
	}
	return c.Runner.Run(ctx, spec)
}

// many commits so many files by somebody else, without writing them.
func (b *bench) many(dir string, files int) {
	b.Helper()
	blob := b.git(dir, "hash-object", "-w", "main.go")
	var list strings.Builder
	for i := range files {
		fmt.Fprintf(&list, "100644 %s\tpart%d/a-file-with-a-longer-name-%d.go\n", blob, i%50, i)
	}
	b.write(b.home, "list", list.String())
	b.git(dir, "-c", "alias.load=!git update-index --index-info <"+b.home+"/list", "load")
	b.git(dir, "commit", "--quiet", "--author=Ida <ida@example.com>", "-m", "Many")
	b.git(dir, "push", "--quiet", "origin", "main")
	b.git(dir, "reset", "--quiet", "--hard")
}

func TestALargeFolderIsNotLookedThroughAgainAndAgain(t *testing.T) {
	for _, c := range []struct {
		name  string
		files int
		again int64
	}{{"small", 10, 3}, {"large", 12_000, 1}} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			dir, _ := b.cloned()
			b.many(dir, c.files)
			runner := &counting{Runner: process.New(b.env)}
			claim := repository.New(runner).Commit(repository.CommitSpec{Dir: dir})
			for range 3 {
				b.want(b.observe(claim), check.Failing, "commit/none")
			}
			if got := runner.looked.Load(); got != c.again {
				t.Errorf("looked through %d times, want %d", got, c.again)
			}
			// What git notes is seen at once.
			b.write(dir, "lamp.go", "package main\n")
			b.git(dir, "add", "lamp.go")
			if f := b.observe(claim); fact(f, "Changed") != "lamp.go" {
				t.Errorf("finding %+v", f)
			}
			b.git(dir, "switch", "--quiet", "-c", "lamp")
			b.git(dir, "commit", "--quiet", "-m", "Add a lamp")
			b.want(b.observe(claim), check.OK, "")
		})
	}
}
