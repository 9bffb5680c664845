package repository

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"firstlight/backend/check"
)

// usesLFS reports whether a repository says in a file of its own, in whichever
// folder, that it keeps large files with Git LFS.
func (g *Git) usesLFS(ctx context.Context, dir string) (bool, error) {
	const none = 1
	_, err := g.ask(ctx, dir, "grep", "--quiet", "--fixed-strings", "-e", "filter=lfs", "--", ":(top,glob)**/.gitattributes")
	if exitCode(err) == none {
		return false, nil
	}
	return err == nil, err
}

// lfsCommands have the large files fetched, and git know what to do with them in
// this clone. Git LFS sets its hooks up itself when it is first needed.
func lfsCommands() [][]string {
	return [][]string{{"lfs", "install", "--local", "--skip-repo"}, {"lfs", "pull"}}
}

// largeFiles fetches what Git LFS keeps. Where that is not installed the clone
// stands without, which its finding then says.
func (f *fetched) largeFiles(ctx context.Context, out check.Output) error {
	if uses, err := f.git.usesLFS(ctx, f.dir); err != nil || !uses {
		return err
	}
	if _, err := f.git.ask(ctx, f.dir, "lfs", "version"); err != nil {
		if exitCode(err) == 0 {
			return err
		}
		out.Line("Its large files are kept with Git LFS, which is not installed; without it they cannot be fetched")
		return nil
	}
	return f.all(ctx, out, lfsCommands())
}

// observeLargeFiles returns what of the large files is missing; false where
// nothing is.
func (g *Git) observeLargeFiles(ctx context.Context, spec CloneSpec, folder check.Evidence) (check.Finding, bool) {
	uses, err := g.usesLFS(ctx, spec.Dir)
	if err != nil {
		return cannotTell(err), true
	}
	if !uses {
		return check.Finding{}, false
	}
	if spec.LFS.Observe != nil {
		if installed := spec.LFS.Observe(ctx, check.Silent{}); !installed.Holds() {
			return check.Fail("clone/lfs-missing", spec.name()+" keeps large files with Git LFS, which is not ready on this machine",
				append(slices.Clone(installed.Evidence), folder, check.Fact("Found", installed.Summary))...), true
		}
	}
	list, err := g.ask(ctx, spec.Dir, "lfs", "ls-files")
	if err != nil {
		return cannotTell(err), true
	}
	var missing []string
	for line := range strings.Lines(list) {
		_, file, ok := strings.Cut(strings.TrimSpace(line), " - ")
		if !ok {
			continue
		}
		// In a sparse checkout a file may be left out on purpose.
		if _, err := os.Lstat(filepath.Join(spec.Dir, filepath.FromSlash(file))); err == nil {
			missing = append(missing, file)
		}
	}
	if len(missing) == 0 {
		return check.Finding{}, false
	}
	return check.NotYet("clone/large-files", spec.name()+" is cloned, but its large files are not fetched yet",
		check.Literal("Files that are missing", some(missing)), folder), true
}

// lfsFixes returns the ways to Git LFS, which whoever observes it knows.
func (s CloneSpec) lfsFixes() []check.Fix {
	if s.LFS.Fixes == nil {
		return nil
	}
	return s.LFS.Fixes(check.Fail("tool/missing", "Git LFS is not installed"))
}
