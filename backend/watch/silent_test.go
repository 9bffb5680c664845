package watch_test

import (
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/watch"
)

// TestAFileThatDoesNotAnswerHoldsUpNobody has the watcher wait for such a file:
// whoever asks it for something goes on all the same.
func TestAFileThatDoesNotAnswerHoldsUpNobody(t *testing.T) {
	t.Parallel()
	w := watch.New(watch.Options{Patience: time.Millisecond})
	answers := make(chan struct{})
	w.Hold(answers)
	w.Set(map[string]check.Watch{"it": {Paths: []string{t.TempDir()}}})
	if polling := w.Polling(); len(polling) != 0 {
		t.Errorf("polling %v", polling)
	}
	if err := w.Close(); err == nil {
		t.Error("it is closed without a word of what it left behind")
	}
	close(answers)
	// Once the file answers, what was left behind ends as well.
	for range w.Changes() {
		t.Error("a change of what is not watched")
	}
}
