package repository

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// observeComplete returns what the clone lacks of what is asked for; false where
// it lacks nothing.
func (g *Git) observeComplete(ctx context.Context, spec CloneSpec, folder check.Evidence) (check.Finding, bool) {
	for _, look := range []func(context.Context, CloneSpec) (string, check.Evidence, error){g.lacksBranch, g.lacksFolders, g.lacksSubmodules} {
		code, lacking, err := look(ctx, spec)
		if err != nil {
			return cannotTell(err), true
		}
		if code != "" {
			return check.NotYet(code, spec.name()+" is cloned, but not all that the journey asks of it is there", lacking, folder), true
		}
	}
	return check.Finding{}, false
}

func (g *Git) lacksBranch(ctx context.Context, spec CloneSpec) (string, check.Evidence, error) {
	if spec.Branch == "" {
		return "", check.Evidence{}, nil
	}
	found, err := g.ask(ctx, spec.Dir, "for-each-ref", "--format=%(refname)", "refs/heads/"+spec.Branch, "refs/remotes/origin/"+spec.Branch)
	if err != nil || found != "" {
		return "", check.Evidence{}, err
	}
	return "clone/no-branch", check.Literal("Branch that is missing", spec.Branch), nil
}

// lacksFolders looks for the folders of a sparse checkout. Where the whole tree
// is checked out, they are there too.
func (g *Git) lacksFolders(ctx context.Context, spec CloneSpec) (string, check.Evidence, error) {
	if len(spec.Sparse) == 0 {
		return "", check.Evidence{}, nil
	}
	sparse, err := g.setting(ctx, spec.Dir, "core.sparseCheckout")
	if err != nil || sparse != "true" {
		return "", check.Evidence{}, err
	}
	list, err := g.ask(ctx, spec.Dir, "sparse-checkout", "list")
	if err != nil {
		return "", check.Evidence{}, err
	}
	listed := strings.Split(list, "\n")
	lacking := slices.DeleteFunc(slices.Clone(spec.Sparse), func(folder string) bool {
		return slices.ContainsFunc(listed, func(l string) bool { return l == folder || strings.HasPrefix(folder, l+"/") })
	})
	if len(lacking) == 0 {
		return "", check.Evidence{}, nil
	}
	return "clone/sparse", check.Literal("Folders that are missing", strings.Join(lacking, ", ")), nil
}

// completeFixes returns the way to what a clone lacks.
func (g *Git) completeFixes(spec CloneSpec, f check.Finding) []check.Fix {
	name := spec.name()
	switch f.Code {
	case "clone/no-branch":
		return []check.Fix{g.completing(spec, "branch", "Fetch the branch "+spec.Branch, "git branch --remotes --delete origin/"+spec.Branch,
			[]string{"fetch", "--progress", "origin", "+refs/heads/" + spec.Branch + ":refs/remotes/origin/" + spec.Branch})}
	case "clone/sparse":
		return []check.Fix{g.completing(spec, "sparse", "Check out the folders of "+name+" that are missing", "git sparse-checkout set, with the folders that git sparse-checkout list names now",
			append([]string{"sparse-checkout", "add"}, spec.Sparse...))}
	case "clone/lfs-missing":
		return spec.lfsFixes()
	case "clone/large-files":
		return []check.Fix{g.completing(spec, "large-files", "Fetch the large files of "+name, "git lfs uninstall --local", lfsCommands()...)}
	case "clone/submodules":
		return []check.Fix{g.completing(spec, "submodules", "Fetch the submodules of "+name, "git submodule deinit --all", submodulesCommand())}
	default:
		return nil
	}
}

// completing returns a fix that has git speak to the origin, once for each list
// of arguments.
func (g *Git) completing(spec CloneSpec, id, title, undo string, commands ...[]string) check.Fix {
	var plan []check.Command
	for _, args := range commands {
		plan = append(plan, check.Run(append([]string{"git"}, args...)...).In(spec.Dir))
	}
	return check.Fix{
		ID: id, Title: title, Privilege: check.User, Undo: undo,
		Effect: "What is missing will be there as well; nothing that is there changes.",
		Plan:   func(check.Answers) []check.Command { return plan },
		Apply: func(ctx context.Context, _ check.Answers, out check.Output) error {
			settings, err := g.watchful(ctx)
			if err != nil {
				return err
			}
			own, err := leadingOut(spec.Dir)
			if err != nil {
				return fmt.Errorf("looking for links in %s: %w", spec.name(), err)
			}
			return g.talk(ctx, out, func(t *talk) error {
				for i, args := range commands {
					out.Line("$ " + plan[i].String())
					err := g.each(ctx, spec.Dir, args, func(dir string, args []string) error {
						one := process.Spec{
							Args: slices.Concat([]string{"git"}, settings, args), Dir: dir,
							Env: append(spec.env(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(spec.Dir)), Line: follow(out),
						}
						return g.retrying(ctx, out, func(check.Output) error { _, err := t.run(ctx, one); return err })
					})
					if err != nil {
						return err
					}
				}
				f := &fetched{git: g, talk: t, spec: spec, dir: spec.Dir, settings: settings, own: own}
				return f.disarm(ctx, out)
			})
		},
	}
}
