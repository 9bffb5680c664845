package container

import (
	"io"
	"slices"
	"sync"

	"github.com/sirupsen/logrus"
)

// grumbles are the warnings that Docker's libraries log through one logger of
// the whole process, which would print them on the standard error. They are
// told to the runs under way instead, each once.
type grumbles struct {
	mu     sync.Mutex
	heard  map[int]*listener
	number int
}

type listener struct {
	say  func(string)
	said map[string]bool
}

// hearGrumbles takes the libraries' logger off the standard error.
func hearGrumbles() *grumbles {
	g := &grumbles{heard: map[int]*listener{}}
	logrus.SetOutput(io.Discard)
	logrus.AddHook(g)
	return g
}

// to passes the warnings on to say until the returned function is called.
func (g *grumbles) to(say func(string)) (stop func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.number++
	number := g.number
	g.heard[number] = &listener{say: say, said: map[string]bool{}}
	return func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		delete(g.heard, number)
	}
}

// Levels are those worth a person's while.
func (g *grumbles) Levels() []logrus.Level {
	return []logrus.Level{logrus.PanicLevel, logrus.FatalLevel, logrus.ErrorLevel, logrus.WarnLevel}
}

// Fire passes on one warning.
func (g *grumbles) Fire(entry *logrus.Entry) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, l := range g.heard {
		if !l.said[entry.Message] {
			l.said[entry.Message] = true
			l.say("Compose notes: " + entry.Message)
		}
	}
	return nil
}

// close takes this hearing out of the logger again.
func (g *grumbles) close() {
	logger := logrus.StandardLogger()
	kept := logger.ReplaceHooks(logrus.LevelHooks{})
	for level, hooks := range kept {
		kept[level] = slices.DeleteFunc(hooks, func(h logrus.Hook) bool { return h == logrus.Hook(g) })
	}
	meanwhile := logger.ReplaceHooks(kept)
	for _, hook := range meanwhile[logrus.ErrorLevel] {
		logger.AddHook(hook)
	}
}
