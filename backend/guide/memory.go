package guide

import (
	"context"
	"log/slog"
	"maps"
	"sync"
)

// answerStore keeps what programs answered from one start to the next.
type answerStore interface {
	Answers(ctx context.Context) (map[string]string, error)
	KeepAnswers(ctx context.Context, answers map[string]string) error
}

// memory is what programs answered: read once, when it is first asked for, and
// written back when the guide closes. To lose it costs only work.
type memory struct {
	store answerStore
	log   *slog.Logger
	load  sync.Once

	mu    sync.Mutex
	known map[string]string
	fresh map[string]string
}

func newMemory(store answerStore, log *slog.Logger) *memory {
	return &memory{store: store, log: log, fresh: map[string]string{}}
}

// Recall returns what was answered under a key.
func (m *memory) Recall(key string) (string, bool) {
	m.load.Do(func() {
		known, err := m.store.Answers(context.Background())
		if err != nil {
			m.log.Warn("reading what programs answered", "error", err)
		}
		m.mu.Lock()
		defer m.mu.Unlock()
		m.known = known
	})
	m.mu.Lock()
	defer m.mu.Unlock()
	if value, ok := m.fresh[key]; ok {
		return value, true
	}
	value, ok := m.known[key]
	return value, ok
}

// Keep keeps what was answered under a key.
func (m *memory) Keep(key, value string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fresh[key] = value
}

// flush writes what is new to the store.
func (m *memory) flush(ctx context.Context) error {
	m.mu.Lock()
	fresh := maps.Clone(m.fresh)
	m.mu.Unlock()
	return m.store.KeepAnswers(ctx, fresh)
}
