package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	// guardBudget bounds what looking for secrets in a branch of so many commits
	// adds to its push.
	guardBudget   = time.Second
	branchCommits = 500
	linesEach     = 30
)

// measureGuard measures what the guardrail adds to the push of a long branch: the
// time from opening the journey, with nothing looked through yet, until it holds,
// over the same without the guard for secrets.
func measureGuard(ctx context.Context, runs int) ([]row, error) {
	var with, without, pushes []time.Duration
	for range runs {
		_, err := inFolder(func(dir string) (time.Duration, error) {
			work := filepath.Join(dir, "data", "workspace", "harbour")
			if err := longBranch(ctx, dir, work); err != nil {
				return 0, err
			}
			var first []time.Duration // It makes the record, which takes its time.
			for i, look := range []struct {
				guards string
				took   *[]time.Duration
			}{{"branch", &first}, {"branch", &without}, {"secrets, branch", &with}} {
				took, err := timeGuard(ctx, dir, fmt.Sprintf("journey-%d.yaml", i), look.guards)
				if err != nil {
					return 0, err
				}
				*look.took = append(*look.took, took)
			}
			began := time.Now()
			err := git(ctx, work, "push", "--quiet", "origin", "lamp")
			pushes = append(pushes, time.Since(began))
			return 0, err
		})
		if err != nil {
			return nil, err
		}
	}
	added := median(with) - median(without)
	return []row{{
		"a branch of 500 commits is looked through before its push", median(with).Round(time.Millisecond).String(),
		median(without).Round(time.Millisecond).String() + " without secrets; " + median(pushes).Round(time.Millisecond).String() + " git push",
		fmt.Sprintf("%s more", added.Round(time.Millisecond)), fmt.Sprintf("≤ %s more", guardBudget), added <= guardBudget,
	}}, nil
}

// timeGuard returns how long the browser face takes from its start until the
// guardrail has been looked at.
func timeGuard(ctx context.Context, dir, name, guards string) (took time.Duration, err error) {
	journey := filepath.Join(dir, name)
	text := "name: Guard\nstages: [{name: All, steps: [{guardrail: [" + guards + "], in: harbour}]}]\n"
	if err := os.WriteFile(journey, []byte(text), 0o600); err != nil {
		return 0, err
	}
	began := time.Now()
	f, err := enter(ctx, dir, dir, journey)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, f.close()) }()
	status, err := f.status()
	if err == nil && status != "ok" {
		err = f.await("ok")
	}
	return time.Since(began), err
}

// longBranch makes a clone whose branch lamp has many commits, each with some lines
// of this project's own code.
func longBranch(ctx context.Context, dir, work string) error {
	if err := cloneOf(ctx, dir, work, []byte("commit refs/heads/main\ncommitter Ida <ida@example.com> 1767254400 +0000\ndata 5\nBegin\n")); err != nil {
		return err
	}
	var own strings.Builder
	files, err := filepath.Glob("backend/*/*.go")
	if err != nil {
		return err
	}
	for _, file := range files {
		// The tests hold what looks like secrets.
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		own.Write(text)
	}
	lines := strings.SplitAfter(own.String(), "\n")
	if len(lines) < branchCommits*linesEach {
		return fmt.Errorf("this project has only %d lines to commit", len(lines))
	}
	var stream bytes.Buffer
	for i := range branchCommits {
		code := strings.Join(lines[i*linesEach:(i+1)*linesEach], "")
		fmt.Fprintf(&stream, "commit refs/heads/lamp\ncommitter Ada <ada@example.com> %d +0000\ndata 4\nLamp\n", 1767254400+i)
		if i == 0 {
			stream.WriteString("from refs/remotes/origin/main^0\n")
		}
		fmt.Fprintf(&stream, "M 100644 inline part%d/lamp%d.go\ndata %d\n%s\n", i%20, i, len(code), code)
	}
	if err := importInto(ctx, work, stream.Bytes()); err != nil {
		return err
	}
	return git(ctx, work, "reset", "--quiet", "--hard", "lamp")
}
