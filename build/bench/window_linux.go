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
	// startBudget and memoryBudget are ratios to the empty app, as "wails init" makes it.
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
	// wailsModule is the library that the window is built on.
	wailsModule = "github.com/wailsapp/wails/v2"
	// drawnAlike has another app drawn in the way that Firstlight's own window is. What else
	// Firstlight asks of WebKit is its own doing, and what it saves by that is measured.
	drawnAlike = "WEBKIT_DISABLE_DMABUF_RENDERER=1"
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
	least := filepath.Join(dir, "least-built")
	if _, err := output(ctx, ".", "go", "build", "-tags", "desktop,production,webkit2_41", "-ldflags", "-s -w", "-o", least, "./build/bench/least"); err != nil {
		return nil, fmt.Errorf("building the smallest app: %w", err)
	}
	made, err := wailsInit(ctx, dir)
	if err != nil {
		return nil, fmt.Errorf("making the empty app: %w", err)
	}
	ours, err := installed("build/bin/firstlight-window", filepath.Join(dir, "firstlight"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w; build it first: make build", err)
	} else if err != nil {
		return nil, err
	}
	empty, err := installed(made, filepath.Join(dir, "empty"))
	if err != nil {
		return nil, err
	}
	smallest, err := installed(least, filepath.Join(dir, "least"))
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

	programs := []struct {
		name    string
		program []string
	}{
		{"Firstlight", []string{ours, "demo"}},
		{"the empty app", []string{"env", drawnAlike, empty}},
		{"the smallest app", []string{"env", drawnAlike, smallest}},
		{"Firstlight for whoever has a slow shell", []string{"env", "SHELL=" + slow, ours, "demo"}},
	}
	samples := make([][]sample, len(programs))
	// The first start of each reads everything from disk, and is not counted.
	for i := range runs + 1 {
		for j, p := range programs {
			s, err := start(ctx, filepath.Join(dir, fmt.Sprintf("home-%d-%d", j, i)), p.program...)
			if err != nil {
				return nil, fmt.Errorf("starting %s: %w", p.name, err)
			}
			if i > 0 {
				samples[j] = append(samples[j], s)
			}
		}
	}
	return windowRows(samples[0], samples[1], samples[2], samples[3]), nil
}

// wailsInit makes the app that Wails itself makes of nothing, of the version that
// Firstlight is built with, in a folder below dir, and returns the built program.
func wailsInit(ctx context.Context, dir string) (string, error) {
	version, err := output(ctx, ".", "go", "list", "-m", "-f", "{{.Version}}", wailsModule)
	if err != nil {
		return "", err
	}
	wails := []string{"run", wailsModule + "/cmd/wails@" + strings.TrimSpace(version)}
	if _, err := output(ctx, dir, "go", append(wails, "init", "-n", "empty-made")...); err != nil {
		return "", err
	}
	app := filepath.Join(dir, "empty-made")
	main := filepath.Join(app, "main.go")
	text, err := os.ReadFile(main)
	if err != nil {
		return "", err
	}
	sized := strings.NewReplacer("1024,", "1180,", "768,", "780,").Replace(string(text))
	if !strings.Contains(sized, "1180,") || !strings.Contains(sized, "780,") {
		return "", errors.New("its window does not say how large it is, as it did, and cannot be made as large as ours")
	}
	if err := os.WriteFile(main, []byte(sized), 0o600); err != nil {
		return "", err
	}
	if _, err := output(ctx, app, "go", append(wails, "build", "-tags", "webkit2_41", "-m", "-nopackage")...); err != nil {
		return "", err
	}
	return filepath.Join(app, "build", "bin", "empty-made"), nil
}

// output runs a program in a folder and returns what it printed; where it fails, that is
// in the error.
func output(ctx context.Context, dir, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s%s", name, strings.Join(args, " "), err, out, said.String())
	}
	return string(out), nil
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

func windowRows(our, its, least, waited []sample) []row {
	starts := func(s sample) float64 { return s.start.Seconds() * 1000 }
	memories := func(s sample) float64 { return float64(s.memory) / (1 << 20) }
	compared := func(work string, a, b []sample, against string, of func(sample) float64, unit string, budget float64) row {
		// What was measured beside each other is compared: a machine that grows slower
		// meanwhile does so for both.
		ratios := make([]float64, 0, len(a))
		for i := range a {
			ratios = append(ratios, of(a[i])/of(b[i]))
		}
		is := func(s []sample) string { return fmt.Sprintf("%.0f %s", median(each(s, of)), unit) }
		figure := median(ratios)
		r := row{work: work, ours: is(a), against: is(b) + " " + against, figure: fmt.Sprintf("%.2f ×", figure), within: figure <= budget}
		if budget > 0 {
			r.budget = fmt.Sprintf("≤ %.1f ×", budget)
		}
		return r
	}
	const same = "window: the same, against the least that shows a page"
	return []row{
		compared("window: exec → the journey painted", our, its, "empty app of wails init", starts, "ms", startBudget),
		compared(same, our, least, "a heading and a paragraph", starts, "ms", 0),
		compared("window: the same, for whoever has a login shell of 2 s", waited, our, "with a quick one", starts, "ms", shellBudget),
		compared("window: memory, all its processes", our, its, "empty app of wails init", memories, "MiB", memoryBudget),
		compared(same, our, least, "a heading and a paragraph", memories, "MiB", 0),
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
