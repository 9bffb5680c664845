package repository

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"firstlight/backend/check"
)

// levels is how deep submodules of submodules are fetched: a repository that is a
// submodule of itself has them without end.
const levels = 5

const recursive = "--recursive"

// submodulesCommand fetches the submodules, and theirs.
func submodulesCommand() []string {
	return []string{"submodule", "update", "--init", recursive, "--progress"}
}

// each runs one git command in a clone; that which fetches submodules level by
// level, as far as it may go.
func (g *Git) each(ctx context.Context, dir string, args []string, run func(dir string, args []string) error) error {
	if args[0] != "submodule" {
		return run(dir, args)
	}
	one := slices.DeleteFunc(slices.Clone(args), func(arg string) bool { return arg == recursive })
	at := []string{dir}
	for range levels {
		var below []string
		for _, dir := range at {
			if err := run(dir, one); err != nil {
				return err
			}
			submodules, err := g.submodules(ctx, dir)
			if err != nil {
				return err
			}
			below = append(below, submodules...)
		}
		at = below
	}
	return nil
}

// submodules returns the folders of the submodules of a clone that have submodules
// of their own.
func (g *Git) submodules(ctx context.Context, dir string) ([]string, error) {
	status, err := g.ask(ctx, dir, "submodule", "status")
	if err != nil {
		return nil, err
	}
	var folders []string
	for line := range strings.Lines(status) {
		_, name, ok := submoduleOf(line)
		if !ok {
			continue
		}
		folder := filepath.Join(dir, filepath.FromSlash(name))
		if _, err := os.Lstat(filepath.Join(folder, ".gitmodules")); err == nil {
			folders = append(folders, folder)
		}
	}
	return folders, nil
}

// submoduleOf reads a line of git submodule status: a mark, a commit, the folder, and
// in brackets how that commit is called.
func submoduleOf(line string) (mark byte, folder string, ok bool) {
	if line == "" {
		return 0, "", false
	}
	_, name, ok := strings.Cut(strings.TrimRight(line[1:], "\n"), " ")
	if i := strings.LastIndex(name, " ("); i >= 0 && strings.HasSuffix(name, ")") {
		name = name[:i]
	}
	return line[0], name, ok && name != ""
}

// lacksSubmodules looks for submodules, of whatever level, that are not there.
func (g *Git) lacksSubmodules(ctx context.Context, spec CloneSpec) (string, check.Evidence, error) {
	if !spec.Submodules {
		return "", check.Evidence{}, nil
	}
	status, err := g.ask(ctx, spec.Dir, "submodule", "status", recursive)
	if err != nil {
		return "", check.Evidence{}, err
	}
	var lacking []string
	for line := range strings.Lines(status) {
		if mark, folder, ok := submoduleOf(line); ok && mark == '-' {
			lacking = append(lacking, folder)
		}
	}
	if len(lacking) == 0 {
		return "", check.Evidence{}, nil
	}
	return "clone/submodules", check.Literal("Submodules that are missing", some(lacking)), nil
}

// depthOf returns what a clone holds of the history, and of the contents of files,
// where that is not all.
func (g *Git) depthOf(ctx context.Context, dir string) ([]check.Evidence, error) {
	var facts []check.Evidence
	if _, err := os.Lstat(filepath.Join(dirsOf(dir).shared, "shallow")); err == nil {
		text, err := g.ask(ctx, dir, "rev-list", "--count", "HEAD")
		if err != nil {
			return nil, err
		}
		count := text + " commits"
		if text == "1" {
			count = "commit"
		}
		facts = append(facts, check.Fact("History", "only the newest "+count+"; git fetch --unshallow brings the rest"))
	}
	filter, err := g.setting(ctx, dir, "remote.origin.partialclonefilter")
	if err != nil {
		return nil, err
	}
	if filter != "" {
		facts = append(facts, check.Fact("Contents", "fetched from the origin as they are needed"))
	}
	return facts, nil
}
