//go:build unix

package process

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

const (
	// killWait is how long killed processes may take to be gone.
	killWait = 2 * time.Second
	// pollEvery is how often it is looked whether processes are gone.
	pollEvery = 10 * time.Millisecond
)

// end asks every process of the tree to end, kills those that have not done so
// within the grace, and says which of them could not be ended. It looks for
// members again until there are none twice in a row, as they may start others
// meanwhile, and one that just changes its program shows no mark for a moment.
func (t *tree) end(grace time.Duration) error {
	begun := time.Now()
	gone := false
	for {
		members, err := t.members()
		if err != nil {
			t.killBlindly()
			return fmt.Errorf("what it started may still run: %w", err)
		}
		if len(members) == 0 {
			if gone {
				return nil
			}
			gone = true
			time.Sleep(pollEvery)
			continue
		}
		gone = false
		spent := time.Since(begun)
		switch {
		case spent < grace:
			t.ask(members)
			await(members, grace-spent)
		case spent < grace+killWait && t.kill(members):
			await(members, killWait/4)
		default:
			return leftBehind(members)
		}
	}
}

// ask sends SIGTERM, once to each process: many take a second one for haste.
func (t *tree) ask(members []proc) {
	for _, p := range members {
		if !t.asked[p.identity] {
			t.asked[p.identity] = true
			_ = unix.Kill(p.pid, unix.SIGTERM)
		}
	}
}

// kill sends SIGKILL to the groups of the members at once, which leaves them no
// time to start another, and to each member. It reports whether there was one
// that could be reached. A program in our own terminal shares our group, which
// is spared.
func (t *tree) kill(members []proc) (reached bool) {
	killed := map[int]bool{0: true, 1: true, unix.Getpgrp(): true}
	for _, p := range members {
		if !killed[p.group] {
			killed[p.group] = true
			_ = unix.Kill(-p.group, unix.SIGKILL)
		}
		if unix.Kill(p.pid, unix.SIGKILL) != unix.EPERM {
			reached = true
		}
	}
	return reached
}

// killBlindly ends what can be reached without a list of processes.
func (t *tree) killBlindly() {
	if t.root.pid == 0 {
		return // To the system, process 0 is whoever asks.
	}
	_ = unix.Kill(t.root.pid, unix.SIGKILL)
	if !t.terminal {
		_ = unix.Kill(-t.root.pid, unix.SIGKILL)
	}
}

// await returns when all the processes are gone, or the time is.
func await(members []proc, most time.Duration) {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for end := time.Now().Add(most); time.Now().Before(end); <-tick.C {
		alive := slices.ContainsFunc(members, func(p proc) bool {
			now := look(p.pid)
			return now.identity == p.identity && !now.dead
		})
		if !alive {
			return
		}
	}
}

func leftBehind(members []proc) error {
	numbers := make([]string, len(members))
	for i, p := range members {
		numbers[i] = fmt.Sprint(p.pid)
	}
	if len(numbers) == 1 {
		return fmt.Errorf("its process %s could not be ended; it may have other rights than ours", numbers[0])
	}
	return fmt.Errorf("its processes %s could not be ended; they may have other rights than ours", strings.Join(numbers, ", "))
}
