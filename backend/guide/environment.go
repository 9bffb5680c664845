package guide

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"firstlight/backend/process"
)

// personsRunner returns what starts programs as the person would, and the folders
// of her PATH that it does without, as they do not answer.
func personsRunner(ctx context.Context, face Face) (*process.Runner, []string) {
	env, err := environment(ctx, face)
	if err != nil {
		face.Log.WarnContext(ctx, "reading the login shell's environment", "error", err)
	}
	path, silent := process.Answering(ctx, process.PathOf(env))
	return process.New(append(env, "PATH="+path)), silent
}

// renewing returns what reads the person's PATH anew; nil for a face that has
// its own for as long as it runs.
func renewing(face Face, runner *process.Runner) func(context.Context) ([]string, bool) {
	if !face.LoginShell {
		return nil
	}
	return func(ctx context.Context) (silent []string, changed bool) {
		env, err := environment(ctx, face)
		if err != nil {
			face.Log.WarnContext(ctx, "reading the login shell's environment again", "error", err)
			return nil, false
		}
		path, silent := process.Answering(ctx, process.PathOf(env))
		return silent, ctx.Err() == nil && runner.SetPath(path)
	}
}

// environment returns what programs start in: a launcher has another PATH than
// the person's shell, and what she installs shows in her shell. What only the
// face itself finds comes after what her shell finds, so that a face started
// from a terminal misses nothing that the terminal has. Where her shell does not
// say, it is the face's own, with the reason.
func environment(ctx context.Context, face Face) ([]string, error) {
	own := os.Environ()
	if !face.LoginShell {
		return own, nil
	}
	login, err := process.LoginEnv(ctx)
	if err != nil {
		return own, err
	}
	folders := filepath.SplitList(process.PathOf(login))
	for _, folder := range filepath.SplitList(os.Getenv("PATH")) {
		if !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	return append(login, "PATH="+strings.Join(folders, string(os.PathListSeparator))), nil
}

// renewPath looks at the claims anew where the person's shell has come to find
// programs elsewhere.
func (g *Guide) renewPath(ctx context.Context) {
	if g.cfg.RenewPath == nil {
		return
	}
	silent, changed := g.cfg.RenewPath(ctx)
	if !changed {
		return
	}
	g.mu.Lock()
	g.use(g.journey)
	g.noticeLocked("silence", silence(silent))
	g.mu.Unlock()
	g.watch()
	g.touchAll()
}
