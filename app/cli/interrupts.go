package main

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// interrupts turns Ctrl-C and the signals that ask a program to end into the end
// of a context. The zero interrupts are ready.
type interrupts struct {
	mu    sync.Mutex
	first func() bool
}

// before has Ctrl-C call first; only when that reports false is the command
// ended.
func (i *interrupts) before(first func() bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.first = first
}

func (i *interrupts) handled() bool {
	i.mu.Lock()
	first := i.first
	i.mu.Unlock()
	return first != nil && first()
}

// watch returns a context that ends when the person asks for it.
func (i *interrupts) watch(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		for {
			select {
			case <-ctx.Done():
			case s := <-signals:
				if s == os.Interrupt && i.handled() {
					continue
				}
				cancel()
			}
			// From here on one more Ctrl-C ends the program as it stands.
			signal.Stop(signals)
			return
		}
	}()
	return ctx, cancel
}
