package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

const (
	// flipBudget bounds the time from a tool's appearance on PATH until the
	// browser face has been told of it and shows it.
	flipBudget = 300 * time.Millisecond
	// idleBudget bounds what a terminal face takes of one core while nothing
	// happens, in percent, idleMemory what it keeps resident of its own.
	idleBudget = 0.5
	idleMemory = 40 << 20
	// idleFor is how long nothing happens.
	idleFor = 30 * time.Second
)

// flipping are tools of which one appears and goes, and what each says of its
// version.
var flipping = [][2]string{
	{"jq", "jq-1.7.1"}, {"gh", "gh version 2.81.0 (2026-01-01)"}, {"terraform", "Terraform v1.9.0"}, {"helm", "v3.19.0+g3d8990f"},
}

// absent returns a tool that is not on this machine, and what it says.
func absent() (name, says string, err error) {
	for _, tool := range flipping {
		if _, err := exec.LookPath(tool[0]); err != nil {
			return tool[0], tool[1], nil
		}
	}
	return "", "", fmt.Errorf("each of %v is on this machine, so that none can appear", flipping)
}

// face is a browser face as a browser sees it.
type face struct {
	program *exec.Cmd
	client  *http.Client
	base    string
	events  *bufio.Reader
	// input and out lead to the program's own.
	input io.Writer
	out   *bufio.Reader
}

// another returns one more address that opens the face, once.
func (f *face) another() (string, error) {
	if _, err := io.WriteString(f.input, "\n"); err != nil {
		return "", err
	}
	return address(f.out)
}

// address reads an address that the program prints.
func address(out *bufio.Reader) (string, error) {
	line, err := out.ReadString('\n')
	if err != nil {
		return "", fmt.Errorf("reading the address of firstlight serve: %w", err)
	}
	var said struct {
		Address string `json:"address"`
	}
	if err := json.Unmarshal([]byte(line), &said); err != nil {
		return "", fmt.Errorf("reading the address of firstlight serve: %w", err)
	}
	return said.Address, nil
}

func measureLive(ctx context.Context, runs int) ([]row, error) {
	var rows []row
	_, err := inFolder(func(dir string) (_ time.Duration, err error) {
		bin := filepath.Join(dir, "bin")
		if err := os.MkdirAll(bin, 0o755); err != nil {
			return 0, err
		}
		journey := filepath.Join(dir, "journey.yaml")
		name, says, err := absent()
		if err != nil {
			return 0, err
		}
		text := "name: Flip\nstages: [{name: All, steps: [{tool: " + name + "}]}]\n"
		if err := os.WriteFile(journey, []byte(text), 0o600); err != nil {
			return 0, err
		}
		f, err := serve(ctx, dir, bin, journey)
		if err != nil {
			return 0, err
		}
		defer func() { err = errors.Join(err, f.close()) }()
		flips, err := f.flips(filepath.Join(bin, name), says, 4*runs)
		if err != nil {
			return 0, err
		}
		flip := median(flips)
		rows = append(rows, row{
			"a tool appears on PATH → the browser face shows it", flip.Round(time.Millisecond).String(), "",
			"", fmt.Sprintf("≤ %s", flipBudget), flip <= flipBudget,
		})
		idle, err := f.idle(ctx)
		rows = append(rows, idle...)
		return 0, err
	})
	return rows, err
}

// serve starts the browser face with the folder ahead on its PATH, and returns when
// everything has been looked at.
func serve(ctx context.Context, home, bin, journey string) (*face, error) {
	f, err := enter(ctx, home, bin, journey)
	if err != nil {
		return nil, err
	}
	return f, f.call("Check", nil, "")
}

// enter starts the browser face and listens to it.
func enter(ctx context.Context, home, bin, journey string) (*face, error) {
	program := exec.CommandContext(ctx, "build/bin/firstlight", "serve", "--json", journey)
	program.Env = append(os.Environ(), "FIRSTLIGHT_HOME="+filepath.Join(home, "data"), "PATH="+bin+":"+os.Getenv("PATH"))
	program.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
	out, err := program.StdoutPipe()
	if err != nil {
		return nil, err
	}
	input, err := program.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := program.Start(); err != nil {
		return nil, fmt.Errorf("starting firstlight serve: %w; build it first: make build", err)
	}
	reader := bufio.NewReader(out)
	invited, err := address(reader)
	if err != nil {
		return nil, err
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	// Its input stays open: at the end of it the program may end as well.
	f := &face{program: program, client: &http.Client{Jar: jar}, input: input, out: reader}
	f.base, _, _ = strings.Cut(invited, "/?")
	entered, err := f.client.Get(invited)
	if err != nil {
		return nil, fmt.Errorf("entering the browser face: %w", err)
	}
	if err := entered.Body.Close(); err != nil {
		return nil, err
	}
	stream, err := f.client.Get(f.base + "/events")
	if err != nil {
		return nil, fmt.Errorf("listening to the browser face: %w", err)
	}
	f.events = bufio.NewReader(stream.Body)
	return f, nil
}

func (f *face) close() error {
	err := f.program.Process.Signal(syscall.SIGTERM)
	// It is ended on purpose, so how it ends says nothing.
	_ = f.program.Wait()
	return err
}

// call calls a method as the page does.
func (f *face) call(method string, answer any, args ...any) error {
	if args == nil {
		args = []any{}
	}
	body, err := json.Marshal(args)
	if err != nil {
		return err
	}
	request, err := http.NewRequest(http.MethodPost, f.base+"/call/"+method, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Origin", f.base)
	response, err := f.client.Do(request)
	if err != nil {
		return fmt.Errorf("calling %s: %w", method, err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK && response.StatusCode != http.StatusNoContent {
		return fmt.Errorf("calling %s: %s", method, response.Status)
	}
	if answer == nil {
		return nil
	}
	return json.NewDecoder(response.Body).Decode(answer)
}

func (f *face) status() (string, error) {
	var state struct {
		Stages []struct {
			Steps []struct {
				Status string `json:"status"`
			} `json:"steps"`
		} `json:"stages"`
	}
	if err := f.call("State", &state); err != nil {
		return "", err
	}
	return state.Stages[0].Steps[0].Status, nil
}

// flips has a program appear and go, and measures how long each takes to show.
func (f *face) flips(file, says string, times int) ([]time.Duration, error) {
	var took []time.Duration
	for i := range times {
		want := "ok"
		began := time.Now()
		if i%2 == 0 {
			if err := os.WriteFile(file+".new", []byte("#!/bin/sh\necho '"+says+"'\n"), 0o755); err != nil {
				return nil, err
			}
			began = time.Now()
			if err := os.Rename(file+".new", file); err != nil {
				return nil, err
			}
		} else {
			want = "failing"
			if err := os.Remove(file); err != nil {
				return nil, err
			}
		}
		if err := f.await(want); err != nil {
			return nil, err
		}
		took = append(took, time.Since(began))
		time.Sleep(500 * time.Millisecond)
	}
	return took, nil
}

// await returns when an event has come after which the step has the status.
func (f *face) await(want string) error {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		line, err := f.events.ReadString('\n')
		if err != nil {
			return fmt.Errorf("listening to the browser face: %w", err)
		}
		if !strings.HasPrefix(line, "data: ") {
			continue
		}
		status, err := f.status()
		if err != nil {
			return err
		}
		if status == want {
			return nil
		}
	}
	return fmt.Errorf("waited in vain for the tool to read %s", want)
}

// idle measures what the program takes while nothing happens.
func (f *face) idle(ctx context.Context) ([]row, error) {
	pid := f.program.Process.Pid
	before, err := cpu(pid)
	if err != nil {
		return nil, err
	}
	select {
	case <-time.After(idleFor):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	after, err := cpu(pid)
	if err != nil {
		return nil, err
	}
	memory, err := private(pid)
	if err != nil {
		return nil, err
	}
	share := 100 * (after - before).Seconds() / idleFor.Seconds()
	return []row{
		{"idle with watches on: share of one core", fmt.Sprintf("%.2f %%", share), "", "", fmt.Sprintf("≤ %.1f %%", idleBudget), share <= idleBudget},
		{"idle with watches on: memory of its own", fmt.Sprintf("%d MiB", memory>>20), "", "", fmt.Sprintf("≤ %d MiB", idleMemory>>20), memory <= idleMemory},
	}, nil
}

// cpu returns the time that a process and those that it waited for have worked.
func cpu(pid int) (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	// The name of the program stands in brackets and may hold anything.
	_, rest, _ := strings.Cut(string(text), ") ")
	var state string
	var skip, user, system, childUser, childSystem int64
	if _, err := fmt.Sscan(rest, &state, &skip, &skip, &skip, &skip, &skip, &skip, &skip, &skip, &skip, &skip,
		&user, &system, &childUser, &childSystem); err != nil {
		return 0, fmt.Errorf("reading the time of process %d: %w", pid, err)
	}
	const tick = time.Second / 100
	return time.Duration(user+system+childUser+childSystem) * tick, nil
}

// private returns the memory that a process shares with nobody, in bytes: the
// pages of its program are the system's to drop.
func private(pid int) (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		var kb int64
		if n, _ := fmt.Sscanf(line, "Anonymous: %d kB", &kb); n == 1 {
			return kb << 10, nil
		}
	}
	return 0, fmt.Errorf("process %d tells no memory", pid)
}
