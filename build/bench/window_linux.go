package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/shirou/gopsutil/v4/process"
)

const (
	// startBudget and memoryBudget are ratios to the empty app.
	startBudget  = 1.3
	memoryBudget = 1.3
	// shellBudget is the ratio of a start beside a slow login shell to one beside a quick
	// one, which is not waited for either.
	shellBudget = 1.2
	// display is the number of the screen that the windows are shown on.
	display = ":97"
	// painted is how many pixels must differ from the ground for a window to
	// show a page: its text, not just a line that says to wait.
	painted = 6000
	// settled is how long after the first paint the memory is read.
	settled = 3 * time.Second
	// patience bounds the wait for a window.
	patience = 60 * time.Second
)

// slowShell is a login shell like that of whoever has a manager of versions or two in
// its start files.
const slowShell = "#!/bin/sh\nsleep 2\nexec /bin/sh \"$@\"\n"

// sample is one start of one program.
type sample struct {
	start  time.Duration
	memory int64
}

func measureWindow(ctx context.Context, runs int) ([]row, error) {
	dir, err := os.MkdirTemp("", "firstlight-bench-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	built := filepath.Join(dir, "built")
	build := exec.CommandContext(ctx, "go", "build", "-tags", "desktop,production,webkit2_41", "-ldflags", "-s -w", "-o", built, "./build/bench/empty")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building the empty app: %w\n%s", err, out)
	}
	ours, err := installed("build/bin/firstlight-window", filepath.Join(dir, "firstlight"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w; build it first: make build", err)
	} else if err != nil {
		return nil, err
	}
	empty, err := installed(built, filepath.Join(dir, "empty"))
	if err != nil {
		return nil, err
	}
	stop, err := screen(ctx)
	if err != nil {
		return nil, err
	}
	defer stop()

	slow := filepath.Join(dir, "shell")
	if err := os.WriteFile(slow, []byte(slowShell), 0o700); err != nil {
		return nil, err
	}

	var our, its, waited []sample
	// The first start of each reads everything from disk, and is not counted.
	for i := range runs + 1 {
		a, err := start(ctx, filepath.Join(dir, fmt.Sprint("home-", i)), ours, "demo")
		if err != nil {
			return nil, fmt.Errorf("starting Firstlight: %w", err)
		}
		b, err := start(ctx, filepath.Join(dir, fmt.Sprint("empty-", i)), empty)
		if err != nil {
			return nil, fmt.Errorf("starting the empty app: %w", err)
		}
		c, err := start(ctx, filepath.Join(dir, fmt.Sprint("slow-", i)), "env", "SHELL="+slow, ours, "demo")
		if err != nil {
			return nil, fmt.Errorf("starting Firstlight for whoever has a slow shell: %w", err)
		}
		if i > 0 {
			our, its, waited = append(our, a), append(its, b), append(waited, c)
		}
	}
	return windowRows(our, its, waited), nil
}

// installed copies a program as an installation does. As the linker leaves it, it lies in
// the system's memory in large pieces, of which more is counted to whoever runs it.
func installed(program, to string) (_ string, err error) {
	from, err := os.Open(program)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	copied, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o755)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, copied.Close()) }()
	_, err = io.Copy(copied, from)
	return to, err
}

func windowRows(our, its, waited []sample) []row {
	starts := func(s sample) time.Duration { return s.start }
	memories := func(s sample) int64 { return s.memory }
	a, b := median(each(our, starts)), median(each(its, starts))
	c := median(each(waited, starts))
	m, n := median(each(our, memories)), median(each(its, memories))
	return []row{
		{
			"window: exec → the journey painted", a.Round(time.Millisecond).String(), b.Round(time.Millisecond).String() + " empty app",
			fmt.Sprintf("%.2f ×", ratio(a, b)), fmt.Sprintf("≤ %.1f ×", startBudget), ratio(a, b) <= startBudget,
		}, {
			"window: the same, for whoever has a login shell of 2 s", c.Round(time.Millisecond).String(), a.Round(time.Millisecond).String() + " with a quick one",
			fmt.Sprintf("%.2f ×", ratio(c, a)), fmt.Sprintf("≤ %.1f ×", shellBudget), ratio(c, a) <= shellBudget,
		}, {
			"window: memory, all its processes", fmt.Sprintf("%d MiB", m>>20), fmt.Sprintf("%d MiB empty app", n>>20),
			fmt.Sprintf("%.2f ×", ratio(m, n)), fmt.Sprintf("≤ %.1f ×", memoryBudget), ratio(m, n) <= memoryBudget,
		},
	}
}

func each[T any](samples []sample, of func(sample) T) []T {
	figures := make([]T, 0, len(samples))
	for _, s := range samples {
		figures = append(figures, of(s))
	}
	return figures
}

// screen starts a screen without a display. It stays as the programs before have left
// it, as that of a desktop does: GTK looks once for what the screen can do.
func screen(ctx context.Context) (stop func(), err error) {
	x := exec.CommandContext(ctx, "Xvfb", display, "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset")
	if err := x.Start(); err != nil {
		return nil, fmt.Errorf("starting Xvfb: %w", err)
	}
	return func() {
		// It is ended on purpose, so how it ends says nothing.
		_ = x.Process.Signal(syscall.SIGTERM)
		_ = x.Wait()
	}, nil
}

// start starts a program and returns what was measured of it.
func start(ctx context.Context, home string, program ...string) (s sample, err error) {
	if err := os.MkdirAll(home, 0o700); err != nil {
		return s, err
	}
	screen, err := connect(ctx)
	if err != nil {
		return s, err
	}
	defer screen.Close()
	p := exec.CommandContext(ctx, "dbus-run-session", append([]string{"--"}, program...)...)
	p.Env = append(os.Environ(), "DISPLAY="+display, "HOME="+home, "FIRSTLIGHT_HOME="+filepath.Join(home, "data"), "WAYLAND_DISPLAY=")
	p.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := wait(ctx, screen, "the screen to be clear", func(ink int) bool { return ink == 0 }); err != nil {
		return s, err
	}
	began := time.Now()
	if err := p.Start(); err != nil {
		return s, err
	}
	defer func() {
		// It is ended on purpose, so how it ends says nothing.
		_ = syscall.Kill(-p.Process.Pid, syscall.SIGTERM)
		_ = p.Wait()
	}()
	if err := wait(ctx, screen, "the window to show something", func(ink int) bool { return ink >= painted }); err != nil {
		return s, err
	}
	s.start = time.Since(began)
	select {
	case <-time.After(settled):
	case <-ctx.Done():
		return s, ctx.Err()
	}
	s.memory, err = memoryOf(p.Process.Pid)
	return s, err
}

func connect(ctx context.Context) (*xgb.Conn, error) {
	xgb.Logger.SetOutput(io.Discard)
	for deadline := time.Now().Add(patience); ; {
		c, err := xgb.NewConnDisplay(display)
		if err == nil {
			return c, nil
		}
		if time.Now().After(deadline) || ctx.Err() != nil {
			return nil, fmt.Errorf("reaching the screen: %w", err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// wait looks at the screen until its ink is as it should be.
func wait(ctx context.Context, c *xgb.Conn, what string, is func(ink int) bool) error {
	root := xproto.Setup(c).DefaultScreen(c)
	for deadline := time.Now().Add(patience); time.Now().Before(deadline) && ctx.Err() == nil; time.Sleep(5 * time.Millisecond) {
		// The middle of the window, clear of its edges.
		image, err := xproto.GetImage(c, xproto.ImageFormatZPixmap, xproto.Drawable(root.Root), 60, 70, 1000, 600, ^uint32(0)).Reply()
		if err != nil {
			return fmt.Errorf("reading the screen: %w", err)
		}
		if is(ink(image.Data)) {
			return nil
		}
	}
	return fmt.Errorf("waited in vain for %s", what)
}

// ink counts the pixels that differ from the commonest colour, of 4 bytes each. It goes
// by runs of one colour: whoever looks often takes little from what is looked at.
func ink(pixels []byte) int {
	colours := map[[3]byte]int{}
	all, run := 0, 0
	var colour [3]byte
	for i := 0; i+3 < len(pixels); i += 4 {
		if next := [3]byte(pixels[i : i+3]); next != colour {
			colours[colour] += run
			colour, run = next, 0
		}
		run++
		all++
	}
	colours[colour] += run
	most := 0
	for _, n := range colours {
		most = max(most, n)
	}
	return all - most
}

// memoryOf returns the memory of a process and all below it, with what is shared
// counted in parts (PSS), in bytes.
func memoryOf(pid int) (int64, error) {
	p, err := process.NewProcess(int32(pid))
	if err != nil {
		return 0, err
	}
	total, err := proportional(pid)
	if err != nil {
		return 0, err
	}
	children, err := p.Children()
	if err != nil && !errors.Is(err, process.ErrorNoChildren) {
		return 0, err
	}
	for _, child := range children {
		below, err := memoryOf(int(child.Pid))
		if err != nil {
			return 0, err
		}
		total += below
	}
	return total, nil
}

func proportional(pid int) (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		var kb int64
		if n, _ := fmt.Sscanf(line, "Pss: %d kB", &kb); n == 1 {
			return kb << 10, nil
		}
	}
	return 0, fmt.Errorf("process %d tells no memory", pid)
}
