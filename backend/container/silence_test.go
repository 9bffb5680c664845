package container_test

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"firstlight/backend/check"
	room "firstlight/backend/container"
)

// cancelling returns an Output and a context that a line which begins and ends so ends.
func cancelling(t *testing.T, begins, ends string) (context.Context, *record) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	return ctx, &record{on: func(said string) {
		if strings.HasPrefix(said, begins) && strings.HasSuffix(said, ends) {
			cancel()
		}
	}}
}

func TestComposeSilenceIsTold(t *testing.T) {
	t.Parallel()
	p := newProject(t, strings.Replace(oneService("dark"), "retries: 3", "start_period: 1h", 1))
	e := newEngine(t)
	e.Uneasy(2 * time.Second)
	c := e.ComposeCheck(room.ComposeSpec{Files: []string{p.file}, HealthyWithin: 2 * time.Minute})
	// It is told again, so that a health check which is late is heard of, too.
	ctx, out := cancelling(t, "Nothing has happened for ", "lighthouse is not healthy yet, and its health check says: health check: the lamp is out")
	if err := apply(ctx, t, c, observe(t, c), out); !errors.Is(err, context.Canceled) {
		t.Fatalf("cancelled, and got %v\n%s", err, out.text())
	}
	if left := p.containers(); len(left) != 0 || p.networks() != 0 {
		t.Errorf("left are %v and %d networks", left, p.networks())
	}
}

// TestComposePullThatStalls pulls through a line that goes dead half way.
func TestComposePullThatStalls(t *testing.T) {
	t.Parallel()
	host := newRegistry(t)
	p := newProject(t, "services: {}\n")
	large(t, p, host+"/harbour/large:1")
	slow := stalling(t, host, 2<<20)
	e := newEngine(t, "DOCKER_CONFIG="+t.TempDir())
	e.Uneasy(2 * time.Second)
	name := slow + "/harbour/large:1"
	login := e.ImageCheck(name, "")
	carryOut(t, fixNamed(t, login, observe(t, login), "docker-login"), check.Answers{"user": registryUser, "password": registryPassword}, check.Silent{})
	p.rewrite("services: { large: { image: \"" + name + "\" } }\n")
	c := e.ComposeCheck(room.ComposeSpec{Files: []string{p.file}, HealthyWithin: long})
	ctx, out := cancelling(t, "Nothing has come of the image of large for ", "")
	if err := apply(ctx, t, c, observe(t, c), out); !errors.Is(err, context.Canceled) {
		t.Fatalf("cancelled, and got %v\n%s", err, out.text())
	}
	if !strings.Contains(strings.Join(out.phases(), "\n"), "Pulling image of large") {
		t.Errorf("the phases lack the pull: %q", out.phases())
	}
	if left := p.containers(); len(left) != 0 || p.networks() != 0 {
		t.Errorf("left are %v and %d networks", left, p.networks())
	}
	if _, err := p.api.ImageInspect(t.Context(), name); err == nil {
		t.Error("an image that was fetched half is there")
	}
}

// stalling returns an address that leads to the host until so many bytes have come
// from it.
func stalling(t *testing.T, host string, bytes int64) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	accept(t, l, func(near net.Conn) {
		far, err := net.Dial("tcp", host)
		if err != nil {
			return
		}
		var back sync.WaitGroup
		defer back.Wait()
		defer func() { _ = near.Close(); _ = far.Close() }()
		back.Go(func() { _, _ = io.Copy(far, near) })
		if n, _ := io.CopyN(near, far, bytes); n == bytes {
			<-ended
		}
	})
	// Cleanups run from the last to the first, so this is ahead of the wait.
	t.Cleanup(func() { close(ended) })
	return l.Addr().String()
}
