package keyring_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"firstlight/backend/keyring"
)

// shelf is a keyring whose answers come when the test lets them.
type shelf struct {
	mu   sync.Mutex
	kept map[string]string
	// slow holds back whoever sets a secret until it is closed; asked is closed
	// when somebody does.
	slow, asked chan struct{}
}

func (s *shelf) keyring() *keyring.Keyring {
	return keyring.Made(
		func(_, name, secret string) error {
			close(s.asked)
			<-s.slow
			s.mu.Lock()
			defer s.mu.Unlock()
			s.kept[name] = secret
			return nil
		},
		func(_, name string) (string, error) {
			s.mu.Lock()
			defer s.mu.Unlock()
			return s.kept[name], nil
		},
		func(_, name string) error {
			s.mu.Lock()
			defer s.mu.Unlock()
			delete(s.kept, name)
			return nil
		})
}

func TestALateSetDoesNotOutliveADelete(t *testing.T) {
	s := &shelf{kept: map[string]string{}, slow: make(chan struct{}), asked: make(chan struct{})}
	k := s.keyring()
	ctx, giveUp := context.WithCancel(t.Context())
	set := make(chan error)
	go func() { set <- k.Set(ctx, "Firstlight", "api.github.com", "secret") }()
	<-s.asked
	giveUp()
	if err := <-set; !errors.Is(err, context.Canceled) {
		t.Fatalf("a keyring that does not answer is waited for: %v", err)
	}
	removed := make(chan error)
	go func() { removed <- k.Delete(t.Context(), "Firstlight", "api.github.com") }()
	close(s.slow)
	if err := <-removed; err != nil {
		t.Fatal(err)
	}
	if got, err := k.Get(t.Context(), "Firstlight", "api.github.com"); err != nil || got != "" {
		t.Errorf("it still keeps %q (%v)", got, err)
	}
}

func TestACrashOfTheLibraryIsAnError(t *testing.T) {
	k := keyring.Made(nil, nil, nil)
	if _, err := k.Get(t.Context(), "Firstlight", "x"); err == nil || !strings.Contains(err.Error(), "not understood") {
		t.Errorf("got %v", err)
	}
}

func TestAKeyringThatDoesNotAnswer(t *testing.T) {
	s := &shelf{kept: map[string]string{}, slow: make(chan struct{}), asked: make(chan struct{})}
	k := s.keyring()
	if err := k.Set(t.Context(), "Firstlight", "x", "secret"); !errors.Is(err, keyring.ErrSilent) {
		t.Errorf("got %v", err)
	}
	close(s.slow)
}
