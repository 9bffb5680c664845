package repository

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// traps are the files of a repository that this machine cannot hold as they are.
type traps struct {
	// caseless says that the disk does not tell small from capital letters, and
	// longest is how many bytes a path may have, with that of the folder in base.
	caseless bool
	longest  int
	base     int

	seen map[string]string
	// alike are pairs of names that the disk takes for one; long are paths that
	// are too long.
	alike, long []string
}

// see takes one path of the repository.
func (t *traps) see(path string) {
	if t.base+1+len(path) > t.longest {
		t.long = append(t.long, path)
	}
	if !t.caseless {
		return
	}
	// Folders collide as files do.
	for end := 0; end >= 0; {
		next := strings.IndexByte(path[end:], '/')
		part := path
		if next >= 0 {
			part = path[:end+next]
			end += next + 1
		} else {
			end = -1
		}
		folded := strings.ToLower(part)
		first, ok := t.seen[folded]
		switch {
		case !ok:
			t.seen[folded] = part
		case first != part:
			t.alike = append(t.alike, first+" and "+part)
			return
		}
	}
}

// question asks whether to go on all the same; false where there is no trap.
func (t *traps) question(name string) (check.Question, bool) {
	q := check.Question{
		Kind: check.Confirm, Title: "Clone " + name + " although this machine cannot hold all of it?", Accept: "Clone it all the same",
		Text: "Some files would be missing or look changed. Nothing is wrong with the repository; other machines can hold it.",
	}
	if len(t.alike) > 0 {
		q.Facts = append(q.Facts, check.Literal("One name to this disk", some(t.alike)),
			check.Fact("What would help", "a folder that tells small from capital letters"))
	}
	if len(t.long) > 0 {
		q.Facts = append(q.Facts, check.Literal("Paths that are too long", some(t.long)),
			check.Fact("What would help", "a workspace with a shorter path"))
	}
	return q, len(q.Facts) > 0
}

// wary reports whether a clone in dir has to be looked at before it is checked
// out. Where every name has its own file and paths may be long, it need not.
func wary(dir string) bool { return runtime.GOOS == "windows" || caseless(dir) }

// caseless reports whether the disk that a folder is on does not tell small from
// capital letters.
func caseless(dir string) bool {
	own, err := os.Stat(dir)
	if err != nil {
		return false
	}
	other, err := os.Stat(filepath.Join(filepath.Dir(dir), strings.ToUpper(filepath.Base(dir))))
	return err == nil && os.SameFile(own, other)
}

// forewarn tells the person of traps before the files are checked out, and asks
// whether to go on. Where nobody is there it goes on, and says so. It reports
// whether there is anything to check out.
func (f *fetched) forewarn(ctx context.Context, out check.Output) (bool, error) {
	t := &traps{caseless: caseless(f.dir), longest: longestPath, base: len(f.spec.Dir), seen: map[string]string{}}
	_, err := f.talk.run(ctx, process.Spec{
		Args: append(guarded(nil), "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "HEAD"),
		Dir:  f.dir, Env: f.spec.env(), Line: func(l process.Line) {
			if !l.Stderr {
				t.see(l.Text)
			}
		},
	})
	if exitCode(err) == fatal {
		return false, nil // There is no commit yet.
	}
	if err != nil {
		return false, fmt.Errorf("listing what was fetched: %w", err)
	}
	q, trapped := t.question(f.spec.name())
	if !trapped {
		return true, nil
	}
	for _, fact := range q.Facts {
		out.Line(fact.Label + ": " + fact.Value)
	}
	return true, agreed(ctx, out, q, f.spec.name())
}
