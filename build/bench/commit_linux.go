package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

const (
	// noticeBudget bounds the time from the end of a first commit, in a repository
	// of so many files, until the browser face shows it.
	noticeBudget = 500 * time.Millisecond
	manyFiles    = 50_000
)

// measureCommit measures how soon a first commit shows in a large repository, and
// what waiting for one costs.
func measureCommit(ctx context.Context, runs int) ([]row, error) {
	var rows []row
	_, err := inFolder(func(dir string) (_ time.Duration, err error) {
		work := filepath.Join(dir, "data", "workspace", "harbour")
		if err := largeClone(ctx, dir, work); err != nil {
			return 0, err
		}
		journey := filepath.Join(dir, "journey.yaml")
		if err := os.WriteFile(journey, []byte("name: First\nstages: [{name: All, steps: [{commit: harbour}]}]\n"), 0o600); err != nil {
			return 0, err
		}
		f, err := serve(ctx, dir, dir, journey)
		if err != nil {
			return 0, err
		}
		defer func() { err = errors.Join(err, f.close()) }()
		var took []time.Duration
		for range runs {
			if err := git(ctx, work, "commit", "--quiet", "--allow-empty", "-m", "Add a lamp"); err != nil {
				return 0, err
			}
			began := time.Now()
			if err := f.await("ok"); err != nil {
				return 0, err
			}
			took = append(took, time.Since(began))
			if err := git(ctx, work, "reset", "--quiet", "--soft", "HEAD~1"); err != nil {
				return 0, err
			}
			if err := f.await("failing"); err != nil {
				return 0, err
			}
			time.Sleep(time.Second)
		}
		notice := median(took)
		rows = append(rows, row{
			"a first commit among 50,000 files → the browser face shows it", notice.Round(time.Millisecond).String(), "",
			"", fmt.Sprintf("≤ %s", noticeBudget), notice <= noticeBudget,
		})
		idle, err := f.idle(ctx)
		for _, r := range idle {
			r.work += ", a first commit awaited among 50,000 files"
			rows = append(rows, r)
		}
		return 0, err
	})
	return rows, err
}

// largeClone makes a clone of many files at work, with a branch checked out.
func largeClone(ctx context.Context, dir, work string) error {
	var stream bytes.Buffer
	stream.WriteString("blob\nmark :1\ndata 13\npackage main\n\ncommit refs/heads/main\ncommitter Ida <ida@example.com> 1767254400 +0000\ndata 5\nBegin\n")
	for i := range manyFiles {
		fmt.Fprintf(&stream, "M 100644 :1 part%03d/file%05d.go\n", i%500, i)
	}
	return cloneOf(ctx, dir, work, stream.Bytes())
}

// cloneOf makes an origin of what git fast-import reads, and a clone of its branch
// main at work with the branch lamp checked out.
func cloneOf(ctx context.Context, dir, work string, stream []byte) error {
	origin := filepath.Join(dir, "origin")
	if err := git(ctx, dir, "init", "--quiet", "--bare", "--initial-branch=main", origin); err != nil {
		return err
	}
	if err := importInto(ctx, origin, stream); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(work), 0o755); err != nil {
		return err
	}
	for _, args := range [][]string{
		{"clone", "--quiet", "--branch", "main", "file://" + origin, work},
		{"-C", work, "config", "user.name", "Ada"}, {"-C", work, "config", "user.email", "ada@example.com"},
		{"-C", work, "switch", "--quiet", "-c", "lamp"},
	} {
		if err := git(ctx, dir, args...); err != nil {
			return err
		}
	}
	return nil
}

// importInto fills a repository with what git fast-import reads.
func importInto(ctx context.Context, dir string, stream []byte) error {
	load := exec.CommandContext(ctx, "git", "fast-import", "--quiet", "--force")
	load.Dir, load.Stdin = dir, bytes.NewReader(stream)
	if out, err := load.CombinedOutput(); err != nil {
		return fmt.Errorf("filling %s: %w: %s", filepath.Base(dir), err, out)
	}
	return nil
}

func git(ctx context.Context, dir string, args ...string) error {
	command := exec.CommandContext(ctx, "git", args...)
	command.Dir = dir
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("git %s: %w: %s", args[0], err, out)
	}
	return nil
}
