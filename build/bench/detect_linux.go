package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"firstlight/backend/guide"
)

const (
	treeFiles = 50_000
	// detectBudget is against listing the files and reading those that matter.
	detectBudget = 1.5
	warmLimit    = 100 * time.Millisecond
	memoryLimit  = 100 << 20
)

// measureDetect measures how long it takes to say what a large repository states,
// against git's own list of its files and reading those that are read.
func measureDetect(ctx context.Context, runs int) ([]row, error) {
	var b detectBench
	_, err := inFolder(func(dir string) (time.Duration, error) {
		b.repository, b.look = filepath.Join(dir, "many"), filepath.Join(dir, "look")
		if out, err := exec.CommandContext(ctx, "go", "build", "-o", b.look, "./build/bench/look").CombinedOutput(); err != nil {
			return 0, fmt.Errorf("building what looks once: %w\n%s", err, out)
		}
		if err := layMany(ctx, b.repository); err != nil {
			return 0, err
		}
		for range runs {
			if err := b.run(ctx); err != nil {
				return 0, err
			}
		}
		return 0, nil
	})
	if err != nil {
		return nil, err
	}
	most := median(b.peak)
	return []row{
		timeRow("50,000 files are detected, the first look of a process", median(b.first), median(b.list), "git ls-files and cat", detectBudget),
		{"the same again in one process", median(b.warm).Round(time.Millisecond).String(), "", "", "≤ " + warmLimit.String(), median(b.warm) <= warmLimit},
		{"firstlight detect, from its start to its end", median(b.whole).Round(time.Millisecond).String(), "", "", "", true},
		{"its memory at the most", fmt.Sprintf("%d MiB", most>>20), "", "", fmt.Sprintf("≤ %d MiB", memoryLimit>>20), most <= memoryLimit},
	}, nil
}

// detectBench is what was measured of a repository; look is the program that looks
// at one once.
type detectBench struct {
	repository, look         string
	list, first, warm, whole []time.Duration
	peak                     []int64
}

// run measures each once, so that what else the machine does meets them alike.
func (b *detectBench) run(ctx context.Context) error {
	began := time.Now()
	report, err := guide.Detect(ctx, b.repository)
	if err != nil {
		return err
	}
	b.warm = append(b.warm, time.Since(began))

	least := exec.CommandContext(ctx, "sh", "-c", `git ls-files | wc -l >/dev/null; cat -- "$@" >/dev/null`, "sh")
	least.Args = append(least.Args, report.Files...)
	least.Dir = b.repository
	began = time.Now()
	if out, err := least.CombinedOutput(); err != nil {
		return fmt.Errorf("listing the files: %w\n%s", err, out)
	}
	b.list = append(b.list, time.Since(began))

	out, err := exec.CommandContext(ctx, b.look, b.repository).Output()
	if err != nil {
		return fmt.Errorf("looking once: %w", err)
	}
	took, err := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
	if err != nil {
		return fmt.Errorf("reading how long a look took: %w", err)
	}
	b.first = append(b.first, time.Duration(took))

	detect := exec.CommandContext(ctx, "build/bin/firstlight", "detect", b.repository, "--json")
	began = time.Now()
	if out, err := detect.CombinedOutput(); err != nil {
		return fmt.Errorf("detecting: %w\n%s", err, out)
	}
	b.whole = append(b.whole, time.Since(began))
	if usage, ok := detect.ProcessState.SysUsage().(*syscall.Rusage); ok {
		b.peak = append(b.peak, usage.Maxrss<<10)
	}
	return nil
}

// layMany makes a repository of many files, with this project's own manifests and
// those of some parts.
func layMany(ctx context.Context, dir string) error {
	write := func(name string, text []byte) error {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		return os.WriteFile(file, text, 0o600)
	}
	for _, name := range []string{"go.mod", "Makefile", "README.md", "CONTRIBUTING.md", "frontend/package.json", "frontend/package-lock.json"} {
		text, err := os.ReadFile(filepath.FromSlash(name))
		if err != nil {
			return fmt.Errorf("reading this project's own %s: %w", name, err)
		}
		if err := write(name, text); err != nil {
			return err
		}
	}
	source := bytes.Repeat([]byte("package many\n"), 40)
	for i := range treeFiles {
		if err := write(fmt.Sprintf("services/s%02d/p%02d/f%03d.go", i%50, i/50%20, i/1000), source); err != nil {
			return err
		}
	}
	for i := range 50 {
		if err := write(fmt.Sprintf("services/s%02d/package.json", i), []byte(`{"name":"s","engines":{"node":">=22"}}`)); err != nil {
			return err
		}
	}
	for _, args := range []string{"init --quiet", "add --all"} {
		if err := git(ctx, dir, strings.Fields(args)...); err != nil {
			return err
		}
	}
	return nil
}
