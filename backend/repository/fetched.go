package repository

import (
	"context"
	"slices"
	"strconv"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// fetched is a clone that does not stand in its place yet.
type fetched struct {
	git  *Git
	talk *talk
	spec CloneSpec
	// dir is the folder that it is in until then.
	dir string
	// settings are those with which git speaks to the origin.
	settings []string
	// own are links out of the clone that were there before anything was fetched.
	own []string
	// wary says that it is looked at before its files are checked out.
	wary bool
}

// run runs git in dir, with nothing of the clone's that could start a program.
func (f *fetched) run(ctx context.Context, dir string, out check.Output, args ...string) error {
	out = renamed{out, f.dir, f.spec.Dir}
	settings := f.settings
	if args[0] != "lfs" && args[0] != "submodule" {
		settings = append(withoutLFS(), settings...)
	}
	_, err := f.talk.run(ctx, process.Spec{
		Args: slices.Concat(guarded(settings), args),
		Dir:  dir, Env: f.spec.env(), Line: follow(out),
	})
	return err
}

// guarded returns the start of a git command in a clone that nobody has looked
// at yet: no hook runs, be it of a template or of the clone.
func guarded(settings []string) []string {
	return append([]string{"git", "-c", "core.hooksPath=/dev/null"}, settings...)
}

// withoutLFS has git leave large files as they are stored. They come together at
// the end, with progress; and where the person's settings name Git LFS but it is
// not installed, nothing could be checked out at all.
func withoutLFS() []string {
	return []string{"-c", "filter.lfs.smudge=", "-c", "filter.lfs.process=", "-c", "filter.lfs.required=false"}
}

// env keeps git, and what it starts for submodules, to the protocols that are
// allowed: no address names a program to start.
func (s CloneSpec) env() []string {
	allowed := "GIT_ALLOW_PROTOCOL=https:ssh"
	if s.Local {
		allowed += ":file"
	}
	return []string{allowed, "GIT_LFS_FORCE_PROGRESS=1"}
}

// complete does what is asked of the clone beyond its history.
func (f *fetched) complete(ctx context.Context, out check.Output) error {
	commands := f.spec.rest()
	if f.wary {
		if some, err := f.forewarn(ctx, out); err != nil || !some {
			return err
		}
		commands = append([][]string{{"checkout", "--progress"}}, commands...)
	}
	if err := f.all(ctx, out, commands); err != nil {
		return err
	}
	if err := f.disarm(ctx, out); err != nil {
		return err
	}
	return f.largeFiles(ctx, out)
}

// all runs git in the clone, once for each list of arguments.
func (f *fetched) all(ctx context.Context, out check.Output, commands [][]string) error {
	in := func(dir string, args []string) error {
		return f.git.retrying(ctx, out, func(out check.Output) error { return f.run(ctx, dir, out, args...) })
	}
	for _, args := range commands {
		if err := f.git.each(ctx, f.dir, args, in); err != nil {
			return err
		}
	}
	return nil
}

// options are what the clone command itself is told.
func (s CloneSpec) options() []string {
	var options []string
	if s.Branch != "" {
		options = append(options, "--branch", s.Branch)
	}
	if s.Depth > 0 {
		options = append(options, "--depth", strconv.Itoa(s.Depth))
	}
	if s.Blobless {
		options = append(options, "--filter=blob:none")
	}
	if len(s.Sparse) > 0 {
		options = append(options, "--sparse")
	}
	return options
}

// rest are the git commands that follow the clone, in its folder.
func (s CloneSpec) rest() [][]string {
	var rest [][]string
	if len(s.Sparse) > 0 {
		rest = append(rest, []string{"sparse-checkout", "init", "--cone"}, append([]string{"sparse-checkout", "set"}, s.Sparse...))
	}
	if s.Submodules {
		rest = append(rest, submodulesCommand())
	}
	return rest
}

// commands are what a person would type to the same end.
func (s CloneSpec) commands() []check.Command {
	args := slices.Concat([]string{"git", "clone"}, s.options(), []string{s.URL, s.Dir})
	commands := []check.Command{check.Run(args...)}
	for _, rest := range s.rest() {
		commands = append(commands, check.Run(append([]string{"git"}, rest...)...).In(s.Dir))
	}
	return commands
}
