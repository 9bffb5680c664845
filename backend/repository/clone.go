package repository

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// CloneSpec says what is to be cloned, and where to.
type CloneSpec struct {
	// URL is the origin: an https or ssh address, or a file: URL with Local.
	URL string
	// Dir is the absolute folder that the clone stands in.
	Dir string
	// Local allows a file: URL.
	Local bool
	// Branch is what is checked out at first, and must be there; empty means
	// the origin's own choice.
	Branch string
	// Depth is how many commits of the history are fetched; zero means all.
	Depth int
	// Blobless leaves the contents of files at the origin until they are needed.
	Blobless bool
	// Sparse are the folders that are checked out, with forward slashes; none
	// means all.
	Sparse []string
	// Submodules asks for the submodules too.
	Submodules bool
	// LFS is the claim that Git LFS is installed, which is looked at where the
	// repository keeps files with it; without an Observe that is taken for so.
	LFS check.Check
	// Shown is the origin as the journey names it, such as "embedded:harbour";
	// empty means the URL.
	Shown string
	// Size returns how many bytes the origin holds, false where that is not known. It
	// is asked only where there may be too little room; it may be nil.
	Size func(context.Context) (bytes int64, known bool)
	// Prepare is called before the origin is fetched from, to lay one that
	// ships with Firstlight; it may be nil.
	Prepare func(context.Context) error
}

func (s CloneSpec) name() string { return filepath.Base(s.Dir) }

func (s CloneSpec) shown() string {
	if s.Shown != "" {
		return s.Shown
	}
	return withoutPassword(s.URL)
}

// Clone returns the check that a repository is cloned from its origin.
func (g *Git) Clone(spec CloneSpec) check.Check {
	gitDir := dirsOf(spec.Dir)
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding {
			f := g.observeClone(ctx, spec)
			f.Hosts, f.Names = named(spec.URL)
			return f
		},
		Fixes: func(f check.Finding) []check.Fix { return g.cloneFixes(spec, f) },
		Watch: check.Watch{Paths: append([]string{
			spec.Dir, gitDir.head(), gitDir.headLog(), gitDir.config(),
		}, spec.LFS.Watch.Paths...)},
	}
}

func (g *Git) observeClone(ctx context.Context, spec CloneSpec) check.Finding {
	origin := check.Literal("Origin", spec.shown())
	folder := check.Literal("Folder", process.Short(spec.Dir))
	if err := acceptable(spec.URL, spec.Local); err != nil {
		return check.Fail("clone/refused", "Firstlight does not clone from this address: "+err.Error(), origin)
	}
	entries, err := os.ReadDir(spec.Dir)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0:
		facts := []check.Evidence{origin, folder}
		if len(leftovers(ctx, spec.Dir)) > 0 {
			facts = append(facts, check.Fact("Left over", "an earlier try was cut short; the next one clears it away"))
		}
		return check.NotYet("clone/missing", spec.name()+" is not cloned", facts...)
	case err != nil:
		if info, statErr := os.Stat(spec.Dir); statErr == nil && !info.IsDir() {
			return notARepository(spec, folder)
		}
		return check.CannotTell("clone/unreadable", "Cannot look into "+process.Short(spec.Dir)+": "+err.Error(), folder)
	}
	if _, err := os.Lstat(filepath.Join(spec.Dir, ".git")); err != nil {
		return notARepository(spec, folder)
	}
	return g.observeOrigin(ctx, spec, origin, folder)
}

func notARepository(spec CloneSpec, folder check.Evidence) check.Finding {
	return check.Fail("clone/not-a-repository", "Something else stands where "+spec.name()+" is to be cloned", folder,
		check.Fact("What to do", "Move or rename what is there; Firstlight does not overwrite it"))
}

func (g *Git) observeOrigin(ctx context.Context, spec CloneSpec, origin, folder check.Evidence) check.Finding {
	if _, err := g.ask(ctx, spec.Dir, "rev-parse", "--git-dir"); err != nil {
		var e *Error
		if errors.As(err, &e) && e.Code == codeNotRepository {
			return notARepository(spec, folder)
		}
		return cannotTell(err)
	}
	got, err := g.setting(ctx, spec.Dir, "remote.origin.url")
	if err != nil {
		return cannotTell(err)
	}
	if !SameOrigin(got, spec.URL) {
		// Whoever cloned her fork has what it was forked from beside it.
		upstream, err := g.setting(ctx, spec.Dir, "remote.upstream.url")
		if err != nil {
			return cannotTell(err)
		}
		if !SameOrigin(upstream, spec.URL) {
			return wrongOrigin(spec, got, folder)
		}
		origin = check.Literal("Upstream", spec.shown())
	}
	commit, err := g.ask(ctx, spec.Dir, "log", "-1", "--no-show-signature", "--decorate=short", "--format=%h %s%n%D")
	if exitCode(err) == fatal {
		return check.NotYet("clone/unfinished", spec.name()+" holds no commit yet", folder, origin,
			check.Fact("What to do", "If no git clone is running, move the folder away and clone again"))
	}
	if err != nil {
		return cannotTell(err)
	}
	if lacking, ok := g.observeComplete(ctx, spec, folder); ok {
		return lacking
	}
	if lacking, ok := g.observeLargeFiles(ctx, spec, folder); ok {
		return lacking
	}
	commit, decoration, _ := strings.Cut(commit, "\n")
	at := check.Fact("Branch", "none; a commit is checked out by itself")
	if branch, ok := strings.CutPrefix(decoration, "HEAD -> "); ok {
		branch, _, _ = strings.Cut(branch, ", ")
		at = check.Literal("Branch", branch)
	}
	partly, err := g.depthOf(ctx, spec.Dir)
	if err != nil {
		return cannotTell(err)
	}
	return check.Hold(spec.name()+" is cloned", append([]check.Evidence{origin, folder, at, check.Literal("Commit", commit)}, partly...)...)
}

func wrongOrigin(spec CloneSpec, got string, folder check.Evidence) check.Finding {
	found := check.Literal("Found", withoutPassword(got))
	if got == "" {
		found = check.Fact("Found", "no origin")
	}
	return check.Fail("clone/wrong-origin", "The folder "+spec.name()+" belongs to another origin",
		folder, found, check.Literal("Asked for", spec.shown()),
		check.Fact("What to do", "Move the folder away, or point it there with git remote set-url origin "+withoutPassword(spec.URL)))
}
