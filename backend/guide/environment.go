package guide

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"firstlight/backend/process"
)

// surroundings are the environment that programs start in: the person's own, and what
// she set besides.
type surroundings struct {
	face   Face
	runner *process.Runner
	// first is closed once her shell has been asked for the first time.
	first chan struct{}

	// turn is held while her shell is asked, and settings belongs to whoever holds it.
	turn     *semaphore.Weighted
	settings map[string]string

	mu sync.Mutex
	// bare is the environment without what was set.
	bare []string
	// silent are the folders of her PATH that are done without, as they do not answer,
	// and unsaid is why her shell did not say its environment, when it was asked last.
	silent []string
	unsaid error
	// proxy is the one that the person chose in her settings; empty where she chose none.
	proxy string
}

// surround returns the surroundings that the settings ask for. A login shell may take
// its seconds to start: it is asked beside everything else, until ctx ends, and no
// program starts before it has answered.
func surround(ctx context.Context, face Face, settings map[string]string) *surroundings {
	own := os.Environ()
	s := &surroundings{face: face, settings: settings, turn: semaphore.NewWeighted(1), first: make(chan struct{}), bare: own, proxy: settings[settingProxy]}
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
	env, err := s.read(ctx)
	if err != nil && ctx.Err() == nil {
		s.face.Log.WarnContext(ctx, "reading the login shell's environment", "error", err)
	}
	s.runner.SetEnv(env)
}

// read returns the environment as it is now, also where it could not be learnt whole,
// with the reason.
func (s *surroundings) read(ctx context.Context) (env []string, err error) {
	env, err = environment(ctx, s.face, shellOf(s.settings))
	path, silent := process.Answering(ctx, process.PathOf(env))
	bare := append(env, "PATH="+path)
	s.mu.Lock()
	s.bare, s.silent, s.unsaid, s.proxy = bare, silent, err, s.settings[settingProxy]
	s.mu.Unlock()
	return slices.Concat(bare, proxyVariables(s.settings, env)), err
}

// without returns the environment without what was set.
func (s *surroundings) without() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.bare
}

// chosenProxy returns the proxy that the person chose in her settings; empty where she
// chose none.
func (s *surroundings) chosenProxy() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.proxy
}

// known returns what came of asking the person's shell the last time.
func (s *surroundings) known() (silent []string, unsaid error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.silent, s.unsaid
}

// renewPath reads the person's PATH anew, or all of her environment where her shell did
// not say it before. It reports whether programs are found elsewhere from now on.
func (s *surroundings) renewPath(ctx context.Context) (changed bool) {
	if s.turn.Acquire(ctx, 1) != nil {
		return false
	}
	defer s.turn.Release(1)
	_, before := s.known()
	env, err := s.read(ctx)
	switch {
	case err != nil:
		s.face.Log.WarnContext(ctx, "reading the login shell's environment again", "error", err)
		return false
	case ctx.Err() != nil:
		return false
	case before != nil:
		return s.runner.SetEnv(env)
	default:
		return s.runner.SetPath(process.PathOf(env))
	}
}

// choose has programs that start from now on start in the environment that the
// settings ask for.
func (s *surroundings) choose(ctx context.Context, settings map[string]string) error {
	if err := s.turn.Acquire(ctx, 1); err != nil {
		return err
	}
	defer s.turn.Release(1)
	s.settings = settings
	env, err := s.read(ctx)
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
func (s *surroundings) renewing() func(context.Context) bool {
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
	changed := g.cfg.RenewPath(ctx)
	g.tellAround()
	if changed {
		g.lookAnew()
	}
}

// tellAround tells what of the person's environment programs go without.
func (g *Guide) tellAround() {
	silent, unsaid := g.cfg.Around()
	g.notice("silence", silence(silent))
	sentence := ""
	if unsaid != nil {
		sentence = "Your shell did not say where it finds programs, so Firstlight goes by its own PATH, and a tool that only your shell finds reads as missing: " +
			unsaid.Error() + ". See what its start files wait for, or choose another shell in Settings."
	}
	g.notice("shell", sentence)
}

// shellPatience is how long nothing is said of a shell that is waited for.
const shellPatience = 1500 * time.Millisecond

// awaitShell waits for the person's shell, and says so where that takes long. It reports
// false where ctx ends before.
func (g *Guide) awaitShell(ctx context.Context) bool {
	long := time.NewTimer(shellPatience)
	defer long.Stop()
	for {
		select {
		case <-g.cfg.Ready:
			return true
		case <-ctx.Done():
			return false
		case <-long.C:
			g.notice("shell", "Your login shell is still starting. Nothing is looked at before it has, as your PATH comes from it.")
		}
	}
}

// awaitEnv waits until programs start in the person's own environment, and the checks
// are made for it. It reports false where ctx ends before.
func (g *Guide) awaitEnv(ctx context.Context) bool {
	select {
	case <-g.inEnv:
		return true
	case <-ctx.Done():
		return false
	}
}

// awaitEnvOpen is awaitEnv for as long as the journey is open. It returns why nothing can
// be done.
func (g *Guide) awaitEnvOpen(ctx context.Context) error {
	g.mu.RLock()
	err, closing := g.closedTo(), g.ctx
	g.mu.RUnlock()
	if err != nil {
		return err
	}
	select {
	case <-g.inEnv:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-closing.Done():
		return ErrNotOpen
	}
}

// lookAnew looks at every claim anew, as programs are found or start otherwise.
func (g *Guide) lookAnew() {
	g.mu.Lock()
	g.use(g.journey)
	g.mu.Unlock()
	g.watch()
	g.touchAll()
}
