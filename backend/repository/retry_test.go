package repository_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/repository"
)

// remote is a repository of a few megabytes on a server, the claim that it is
// cloned, and how many bytes that takes.
func (b *bench) remote() (s *server, claim func() check.Check, size int64) {
	b.Helper()
	b.bulky(b.origin("harbour"))
	s = b.serve()
	b.signIn(serverPassword)
	measured := filepath.Join(b.home, "measured")
	b.git(b.home, "clone", "--quiet", s.URL+"/harbour.git", measured)
	size = s.sent.Load()
	n := 0
	return s, func() check.Check {
		n++
		return b.rooms().Hurried().Clone(repository.CloneSpec{URL: s.URL + "/harbour.git", Dir: filepath.Join(b.work, fmt.Sprint(n), "harbour")})
	}, size
}

func retries(out *tape) []string {
	out.mu.Lock()
	defer out.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(out.lines), func(l string) bool { return !strings.Contains(l, "trying again in") })
}

func TestCloneGoesOnAfterALineThatIsCutAtEveryTenth(t *testing.T) {
	b := newBench(t)
	s, claim, size := b.remote()
	for tenth := range int64(9) {
		c, out := claim(), &tape{}
		s.cuts.Store(1)
		s.cut.Store(size * (tenth + 1) / 10)
		must(t, b.apply(b.fix(c, "clone"), nil, out))
		b.want(b.observe(c), check.OK, "")
		if got := retries(out); len(got) != 1 || !strings.HasPrefix(got[0], "The connection broke off half-way") || !strings.HasSuffix(got[0], "; trying again in 2s (2 of 4)") {
			t.Errorf("cut at %d tenths: %q", tenth+1, got)
		}
	}
	if left := b.entries(filepath.Join(b.work, "9")); !slices.Equal(left, []string{"harbour"}) {
		t.Errorf("beside the clone: %v", left)
	}
}

func TestCloneGivesUpOnALineThatIsAlwaysCut(t *testing.T) {
	b := newBench(t)
	s, claim, size := b.remote()
	s.cuts.Store(100)
	s.cut.Store(size / 2)
	c, out := claim(), &tape{}
	wantCode(t, b.apply(b.fix(c, "clone"), nil, out), "git/cut-off")
	if got := retries(out); len(got) != 3 || !strings.HasSuffix(got[2], "trying again in 8s (4 of 4)") {
		t.Errorf("retries %q", got)
	}
	if left := b.entries(filepath.Join(b.work, "1")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestCloneIsTriedAgainWhereThatMayHelp(t *testing.T) {
	b := newBench(t)
	s, claim, _ := b.remote()
	for _, status := range []int64{http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout} {
		c, out := claim(), &tape{}
		s.ill.Store(status)
		s.sick.Store(2)
		must(t, b.apply(b.fix(c, "clone"), nil, out))
		if got := retries(out); len(got) != 2 || !strings.HasPrefix(got[0], "The server is in trouble; trying again in 2s") {
			t.Errorf("%d: %q", status, got)
		}
	}
	for _, status := range []int64{http.StatusForbidden, http.StatusNotFound, http.StatusGone} {
		c, out := claim(), &tape{}
		s.ill.Store(status)
		s.sick.Store(1)
		if err := b.apply(b.fix(c, "clone"), nil, out); err == nil || len(retries(out)) != 0 {
			t.Errorf("%d: error %v, retries %q", status, err, retries(out))
		}
	}
	b.signIn("dark")
	before, out := s.asked.Load(), &tape{}
	wantCode(t, b.apply(b.fix(claim(), "clone"), nil, out), "git/sign-in")
	if asked := s.asked.Load() - before; asked > 2 || len(retries(out)) != 0 {
		t.Errorf("a wrong password was sent again: %d questions, %q", asked, retries(out))
	}
}

func TestCloneGivesUpALineThatOnlyTrickles(t *testing.T) {
	b := newBench(t)
	s, claim, _ := b.remote()
	b.git(b.home, "config", "--global", "http.lowSpeedTime", "1")
	s.trickles.Store(int64(200 * time.Millisecond))
	c, out := claim(), &tape{}
	fix := b.fix(c, "clone")
	ended := make(chan error, 1)
	go func() { ended <- fix.Apply(t.Context(), nil, out) }()
	eventually(t, "it is tried again", func() bool { return len(retries(out)) > 0 })
	s.trickles.Store(0)
	must(t, <-ended)
	if got := retries(out)[0]; !strings.HasPrefix(got, "The connection stood still") {
		t.Errorf("said %q", got)
	}
}

func TestCloneIsCancelledBetweenTwoTries(t *testing.T) {
	b := newBench(t)
	s, _, _ := b.remote()
	s.ill.Store(http.StatusBadGateway)
	s.sick.Store(100)
	dir := filepath.Join(b.work, "harbour")
	fix := b.fix(b.rooms().Clone(repository.CloneSpec{URL: s.URL + "/harbour.git", Dir: dir}), "clone")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out, ended := &tape{}, make(chan error, 1)
	go func() { ended <- fix.Apply(ctx, nil, out) }()
	eventually(t, "it waits", func() bool { return out.reached("Waiting to try again") })
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was cancelled", err)
	}
	if left := b.entries(b.work); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}
