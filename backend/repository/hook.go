package repository

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// cannotRun is the code of a hook that the system cannot start.
const cannotRun = "hook/cannot-run"

// HookSpec says which hooks are to be installed.
type HookSpec struct {
	// Dir is the absolute folder of the repository.
	Dir string
	// Path is the folder of hooks inside it, with forward slashes, such as
	// ".githooks"; empty means those that the repository's own files speak of,
	// whichever way they are installed.
	Path string
}

func (s HookSpec) folder() string { return filepath.Join(s.Dir, filepath.FromSlash(s.Path)) }

// hookSeen is what an observation learnt that its fixes need.
type hookSeen struct {
	mu sync.Mutex
	// before is the repository's own core.hooksPath, which a fix replaces.
	before string
	// lost are the hooks that git runs now and would no longer run.
	lost []string
	// still are the hooks that are not executable.
	still []string
	// manager is the program that the repository leaves its hooks to; nil where
	// it leaves them to none.
	manager *hookManager
}

// Hook returns the check that git runs the hooks which a repository carries.
func (g *Git) Hook(spec HookSpec) check.Check {
	seen := &hookSeen{}
	return check.Check{
		Observe: func(ctx context.Context, _ check.Output) check.Finding {
			if spec.Path == "" {
				return g.observeFound(ctx, spec, seen)
			}
			return g.observeHook(ctx, spec, seen)
		},
		Fixes: func(f check.Finding) []check.Fix { return hookFixes(spec, f, seen) },
		Watch: watchHooks(spec),
	}
}

// hooksOf returns the folder that git runs the hooks of a clone from, and what the
// clone's own settings say of it; empty where they say nothing.
func (g *Git) hooksOf(ctx context.Context, dir string) (runs, set string, err error) {
	if runs, err = g.ask(ctx, dir, "rev-parse", "--git-path", "hooks"); err != nil {
		return "", "", err
	}
	set, err = g.ask(ctx, dir, "config", "--local", "--get", "core.hooksPath")
	if exitCode(err) == notSet {
		err = nil
	}
	return absolute(dir, runs), set, err
}

func (g *Git) observeHook(ctx context.Context, spec HookSpec, seen *hookSeen) check.Finding {
	runs, before, err := g.hooksOf(ctx, spec.Dir)
	if err != nil {
		return cannotTell(err)
	}
	hooks, still, err := hooksIn(spec.folder())
	if err != nil {
		return check.CannotTell("hook/unreadable", "Cannot look into "+spec.Path+": "+err.Error())
	}
	lost, _, err := hooksIn(runs)
	if err != nil {
		return check.CannotTell("hook/unreadable", "Cannot look into "+relative(spec.Dir, runs)+": "+err.Error())
	}
	seen.mu.Lock()
	seen.before = before
	seen.lost = within(relative(spec.Dir, runs), lost)
	seen.still = within(spec.Path, still)
	seen.mu.Unlock()
	folder := check.Literal("Folder", spec.Path)
	unable, todo := g.unable(spec.folder(), hooks)
	switch {
	case len(hooks) == 0:
		return check.Fail("hook/none", "The repository has no hooks in "+spec.Path, folder,
			check.Fact("What to do", "Check that your branch is up to date, or ask whoever wrote the journey"))
	case !sameFolder(runs, spec.folder()):
		return check.NotYet("hook/not-installed", "Git does not run the repository's hooks yet",
			check.Literal("Hooks", strings.Join(hooks, ", ")), folder, check.Literal("Git looks in", relative(spec.Dir, runs)))
	case len(still) > 0:
		return check.Fail("hook/not-executable", "Git skips hooks that are not executable", folder,
			check.Literal("Not executable", strings.Join(still, ", ")))
	case unable != "":
		return check.Fail(cannotRun, unable, folder, todo)
	default:
		return check.Hold("Git runs the repository's hooks", check.Literal("Hooks", strings.Join(hooks, ", ")), folder)
	}
}

func hookFixes(spec HookSpec, f check.Finding, seen *hookSeen) []check.Fix {
	seen.mu.Lock()
	before, lost, still, manager := seen.before, seen.lost, seen.still, seen.manager
	seen.mu.Unlock()
	switch {
	case manager != nil && f.Code == "hook/not-installed":
		return managedFix(spec, manager, before)
	case manager != nil:
		return nil
	case spec.Path == "":
		spec.Path = usualHooks
	}
	switch f.Code {
	case "hook/not-installed":
		undo := check.Run("git", "config", "--unset", "core.hooksPath")
		if before != "" {
			undo = check.Run("git", "config", "core.hooksPath", before)
		}
		effect := fmt.Sprintf("Git will run what stands in %s of this repository.", spec.Path)
		if len(lost) > 0 {
			effect = fmt.Sprintf("Git will run what stands in %s of this repository, and here no longer %s.", spec.Path, strings.Join(lost, ", "))
		}
		return []check.Fix{{
			ID: "install", Title: "Switch on the hooks", Effect: effect,
			Privilege: check.User, Undo: undo.String(),
			Plan: func(check.Answers) []check.Command {
				return []check.Command{check.Run("git", "config", "core.hooksPath", spec.Path).In(spec.Dir)}
			},
		}}
	case "hook/not-executable":
		return []check.Fix{{
			ID: "allow", Title: "Make the hooks executable",
			Effect:    "Git will run the hooks that it skips now.",
			Privilege: check.User, Undo: check.Run(append([]string{"chmod", "-x"}, still...)...).String(),
			Plan: func(check.Answers) []check.Command {
				return []check.Command{check.Run(append([]string{"chmod", "+x"}, still...)...).In(spec.Dir)}
			},
		}}
	default:
		return nil
	}
}

// hookNames are the hooks that git runs on a person's machine.
func hookNames() []string {
	return []string{
		"applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit", "prepare-commit-msg",
		"commit-msg", "post-commit", "pre-rebase", "post-checkout", "post-merge", "pre-push", "pre-auto-gc",
		"post-rewrite", "sendemail-validate", "fsmonitor-watchman", "reference-transaction",
	}
}

// hooksIn returns the names of the hooks in a folder, and of those among them
// that git would skip because they are not executable.
func hooksIn(folder string) (hooks, still []string, err error) {
	for _, name := range hookNames() {
		info, statErr := os.Stat(filepath.Join(folder, name))
		if os.IsNotExist(statErr) {
			continue
		}
		if statErr != nil {
			return nil, nil, statErr
		}
		hooks = append(hooks, name)
		if !runnable(info) {
			still = append(still, name)
		}
	}
	return hooks, still, nil
}

// within returns the paths of names in a folder, with forward slashes.
func within(folder string, names []string) []string {
	paths := make([]string, 0, len(names))
	for _, name := range names {
		paths = append(paths, path.Join(folder, name))
	}
	return paths
}

func sameFolder(a, b string) bool {
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}

// relative returns a path as seen from dir where it is inside, or else in short.
func relative(dir, to string) string {
	if inside, err := filepath.Rel(dir, to); err == nil && filepath.IsLocal(inside) {
		return filepath.ToSlash(inside)
	}
	return process.Short(to)
}
