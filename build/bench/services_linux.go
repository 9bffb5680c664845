package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

const (
	// chattyServices print chattyRate lines a second each.
	chattyServices, chattyRate = 10, 10_000
	// frameBudget bounds the slowest frame of the browser face meanwhile.
	frameBudget = 100 * time.Millisecond
	// restFor is how long after the page was closed and the services have become
	// silent it is waited before the program is taken to be idle.
	restFor = 20 * time.Second
	// chattyFor is how long the log is looked at.
	chattyFor = 30 * time.Second
	// chattyImage is the image that the services are made from.
	chattyImage = "firstlight-bench-chatty:latest"
)

// frames is what the page measured.
type frames struct {
	Frames, Over, CountingOver, Moved int
	Median, Worst, Empty, Counting    float64
	HeapBefore, HeapAfter             int64
}

// measureServices measures the browser face while ten services print as fast as
// they may, and what the program takes while they are silent.
func measureServices(ctx context.Context, _ int) (rows []row, err error) {
	_, err = inFolder(func(dir string) (_ time.Duration, err error) {
		if err := chatty(ctx, dir); err != nil {
			return 0, err
		}
		file := filepath.Join(dir, "data", "workspace", "chatty", "compose.yaml")
		defer func() { err = errors.Join(err, endChatty()) }()
		f, err := startServices(ctx, dir, file, chattyRate)
		if err != nil {
			return 0, err
		}
		defer func() { err = errors.Join(err, f.close()) }()
		loud, err := f.loud(ctx)
		if err != nil {
			return 0, err
		}
		if err := script(ctx, towers+" | xargs docker kill --signal USR1"); err != nil {
			return 0, fmt.Errorf("having the services be silent: %w", err)
		}
		select {
		case <-time.After(restFor):
		case <-ctx.Done():
			return 0, ctx.Err()
		}
		silent, err := f.idle(ctx)
		if err != nil {
			return 0, err
		}
		silent[0].work = fmt.Sprintf("idle with %d services up: share of one core", chattyServices)
		rows = append(loud, silent[0])
		return 0, nil
	})
	return rows, err
}

// towers lists the containers of the services.
const towers = "docker ps --all --quiet --filter label=com.docker.compose.project=firstlight-bench"

// endChatty removes what the services were.
func endChatty() error {
	if err := script(context.Background(), towers+" | xargs --no-run-if-empty docker rm --force && docker network rm firstlight-bench_default && docker image rm "+chattyImage); err != nil {
		return fmt.Errorf("ending the services: %w", err)
	}
	return nil
}

// script runs a text of the shell.
func script(ctx context.Context, text string) error {
	if out, err := exec.CommandContext(ctx, "sh", "-c", text).CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return nil
}

// chatty makes the image of a service that prints.
func chatty(ctx context.Context, dir string) error {
	program := filepath.Join(dir, "chatty")
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, "./build/bench/chatty")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building the service: %w\n%s", err, out)
	}
	pack := exec.CommandContext(ctx, "sh", "-c", `tar c -C "$1" chatty | docker import -c 'ENTRYPOINT ["/chatty"]' - "$2"`, "sh", dir, chattyImage)
	if out, err := pack.CombinedOutput(); err != nil {
		return fmt.Errorf("making the image of the service: %w\n%s", err, out)
	}
	return nil
}

// writeChatty writes the compose file of services that print so many lines a
// second.
func writeChatty(file string, rate int) error {
	var b strings.Builder
	b.WriteString("name: firstlight-bench\nservices:\n")
	for i := range chattyServices {
		fmt.Fprintf(&b, "  tower-%02d: { image: %q, pull_policy: never, stop_grace_period: 0s, environment: { RATE: %q }, logging: { options: { max-size: 10m, max-file: \"2\" } } }\n", i+1, chattyImage, fmt.Sprint(rate))
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(b.String()), 0o600)
}

// startServices starts the browser face and the services.
func startServices(ctx context.Context, dir, file string, rate int) (*face, error) {
	if err := writeChatty(file, rate); err != nil {
		return nil, err
	}
	journey := filepath.Join(dir, "journey.yaml")
	text := "name: Towers\nstages: [{name: All, steps: [{compose: chatty/compose.yaml, id: services}]}]\n"
	if err := os.WriteFile(journey, []byte(text), 0o600); err != nil {
		return nil, err
	}
	f, err := serve(ctx, dir, filepath.Join(dir, "bin"), journey)
	if err != nil {
		return nil, err
	}
	var state struct {
		Approval struct {
			Hash string `json:"hash"`
		} `json:"approval"`
	}
	if err := f.call("State", &state); err != nil {
		return nil, errors.Join(err, f.close())
	}
	if err := f.call("Approve", nil, state.Approval.Hash); err != nil {
		return nil, errors.Join(err, f.close())
	}
	if err := f.up(); err != nil {
		return nil, errors.Join(err, f.close())
	}
	return f, nil
}

// up has the services started as the compose file now says, and returns when they
// are.
func (f *face) up() error {
	for deadline := time.Now().Add(2 * patience); time.Now().Before(deadline); time.Sleep(time.Second) {
		if err := f.call("Check", nil, ""); err != nil {
			return err
		}
		status, err := f.status()
		if err != nil {
			return err
		}
		if status == "ok" {
			return nil
		}
		// It is busy, or still to be looked at; then it is asked once more.
		_ = f.call("Fix", nil, "services", "compose-up", map[string]string{})
	}
	return errors.New("waited in vain for the services to be up")
}

// loud measures the page and the program while the services print.
func (f *face) loud(ctx context.Context) ([]row, error) {
	address, err := f.another()
	if err != nil {
		return nil, err
	}
	page := exec.CommandContext(ctx, "node", "build/bench/services.mjs", address, fmt.Sprint(chattyFor.Seconds()))
	page.Stderr = os.Stderr
	out, err := page.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := page.Start(); err != nil {
		return nil, fmt.Errorf("starting the page: %w", err)
	}
	pid := f.program.Process.Pid
	var most int64
	watching, stop := context.WithCancel(ctx)
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		for watching.Err() == nil {
			if now, err := private(pid); err == nil {
				most = max(most, now)
			}
			time.Sleep(500 * time.Millisecond)
		}
	}()
	var seen frames
	err = errors.Join(json.NewDecoder(out).Decode(&seen), page.Wait())
	stop()
	<-watched
	if err != nil {
		return nil, fmt.Errorf("measuring the page: %w", err)
	}
	if seen.Moved == 0 {
		return nil, errors.New("the log did not move, so nothing was measured")
	}
	worst := time.Duration(seen.Worst * float64(time.Millisecond))
	name := fmt.Sprintf("%d services, %d lines a second each: ", chattyServices, chattyRate)
	return []row{
		{name + "the slowest frame", worst.Round(time.Millisecond).String(), fmt.Sprintf("%.0f ms of an empty page, %.0f ms of one that counts", seen.Empty, seen.Counting), fmt.Sprintf("%d of %d over; %d counting", seen.Over, seen.Frames, seen.CountingOver), fmt.Sprintf("≤ %s", frameBudget), worst <= frameBudget},
		{name + "the most memory of its own", fmt.Sprintf("%d MiB", most>>20), "", "", fmt.Sprintf("≤ %d MiB", idleMemory>>20), most <= idleMemory},
		{name + "memory of the page", fmt.Sprintf("%d MiB", seen.HeapAfter>>20), fmt.Sprintf("%d MiB at first", seen.HeapBefore>>20), "", "", true},
	}, nil
}
