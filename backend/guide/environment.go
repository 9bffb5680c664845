package guide

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/semaphore"

	"firstlight/backend/process"
)

// surroundings are the environment that programs start in: the person's own, and what
// she set besides.
type surroundings struct {
	face   Face
	runner *process.Runner

	// turn is held while the person's shell is asked, and settings belongs to whoever
	// holds it.
	turn     *semaphore.Weighted
	settings map[string]string

	// first is closed once her shell has been asked for the first time. Then silent are
	// the folders of her PATH that are done without, as they do not answer, and unsaid is
	// why she goes without what her shell says.
	first  chan struct{}
	silent []string
	unsaid error

	mu sync.Mutex
	// bare is the environment without what was set.
	bare []string
}

// surround returns the surroundings that the settings ask for. A login shell may take
// its seconds to start: it is asked beside everything else, until ctx ends, and no
// program starts before it has answered.
func surround(ctx context.Context, face Face, settings map[string]string) *surroundings {
	own := os.Environ()
	s := &surroundings{face: face, settings: settings, turn: semaphore.NewWeighted(1), first: make(chan struct{}), bare: own}
	s.runner = process.Awaiting(slices.Concat(own, proxyVariables(settings, own)), s.first)
	// Nobody asks before the first time.
	s.turn.TryAcquire(1)
	if face.LoginShell {
		go s.begin(ctx)
	} else {
		s.begin(ctx)
	}
	return s
}

// begin has programs start in the environment as it is now, the first time.
func (s *surroundings) begin(ctx context.Context) {
	defer s.turn.Release(1)
	defer close(s.first)
	env, silent, err := s.read(ctx)
	if err != nil && ctx.Err() == nil {
		s.face.Log.WarnContext(ctx, "reading the login shell's environment", "error", err)
	}
	s.silent, s.unsaid = silent, err
	s.runner.SetEnv(env)
}

// begun returns what came of asking the person's shell the first time, which is over.
func (s *surroundings) begun() (silent []string, err error) { return s.silent, s.unsaid }

// read returns the environment as it is now, also where it could not be learnt whole,
// with the reason.
func (s *surroundings) read(ctx context.Context) (env, silent []string, err error) {
	env, err = environment(ctx, s.face, shellOf(s.settings))
	path, silent := process.Answering(ctx, process.PathOf(env))
	bare := append(env, "PATH="+path)
	s.mu.Lock()
	s.bare = bare
	s.mu.Unlock()
	return slices.Concat(bare, proxyVariables(s.settings, env)), silent, err
}

// without returns the environment without what was set.
func (s *surroundings) without() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.bare
}

// renewPath reads the person's PATH anew, and reports which folders it does without
// and whether it is another.
func (s *surroundings) renewPath(ctx context.Context) (silent []string, changed bool) {
	if s.turn.Acquire(ctx, 1) != nil {
		return nil, false
	}
	defer s.turn.Release(1)
	env, silent, err := s.read(ctx)
	if err != nil {
		s.face.Log.WarnContext(ctx, "reading the login shell's environment again", "error", err)
		return nil, false
	}
	return silent, ctx.Err() == nil && s.runner.SetPath(process.PathOf(env))
}

// choose has programs that start from now on start in the environment that the
// settings ask for.
func (s *surroundings) choose(ctx context.Context, settings map[string]string) error {
	if err := s.turn.Acquire(ctx, 1); err != nil {
		return err
	}
	defer s.turn.Release(1)
	s.settings = settings
	env, _, err := s.read(ctx)
	if ctx.Err() == nil {
		s.runner.SetEnv(env)
	}
	if err != nil {
		return fmt.Errorf("reading the environment of your shell: %w", err)
	}
	return nil
}

// renewing returns what reads the person's PATH anew; nil for a face that has
// its own for as long as it runs.
func (s *surroundings) renewing() func(context.Context) ([]string, bool) {
	if !s.face.LoginShell {
		return nil
	}
	return s.renewPath
}

// environment returns what programs start in: a launcher has another PATH than
// the person's shell, and what she installs shows in her shell. What only the
// face itself finds comes after what her shell finds, so that a face started
// from a terminal misses nothing that the terminal has. Where her shell does not
// say, it is the face's own, with the reason.
func environment(ctx context.Context, face Face, shell string) ([]string, error) {
	own := os.Environ()
	if !face.LoginShell {
		return own, nil
	}
	login, err := process.LoginEnv(ctx, shell)
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
	g.noticeLocked("silence", silence(silent))
	g.noticeLocked("shell", "")
	g.mu.Unlock()
	g.lookAnew()
}

// lookAnew looks at every claim anew, as programs are found or start otherwise.
func (g *Guide) lookAnew() {
	g.mu.Lock()
	g.use(g.journey)
	g.mu.Unlock()
	g.watch()
	g.touchAll()
}
