package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
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
	var ours, list, warm []time.Duration
	var peak []int64
	_, err := inFolder(func(dir string) (time.Duration, error) {
		if err := layMany(ctx, dir); err != nil {
			return 0, err
		}
		report, err := guide.Detect(ctx, dir)
		if err != nil {
			return 0, err
		}
		if len(report.Claims) == 0 {
			return 0, fmt.Errorf("nothing was detected in %s", dir)
		}
		for range runs {
			began := time.Now()
			if _, err := guide.Detect(ctx, dir); err != nil {
				return 0, err
			}
			warm = append(warm, time.Since(began))

			began = time.Now()
			least := exec.CommandContext(ctx, "sh", "-c", `git ls-files | wc -l >/dev/null; cat -- "$@" >/dev/null`, "sh")
			least.Args = append(least.Args, report.Files...)
			least.Dir = dir
			if out, err := least.CombinedOutput(); err != nil {
				return 0, fmt.Errorf("listing the files: %w\n%s", err, out)
			}
			list = append(list, time.Since(began))

			began = time.Now()
			detect := exec.CommandContext(ctx, "build/bin/firstlight", "detect", dir, "--json")
			if out, err := detect.CombinedOutput(); err != nil {
				return 0, fmt.Errorf("detecting: %w\n%s", err, out)
			}
			ours = append(ours, time.Since(began))
			if usage, ok := detect.ProcessState.SysUsage().(*syscall.Rusage); ok {
				peak = append(peak, usage.Maxrss<<10)
			}
		}
		return 0, nil
	})
	if err != nil {
		return nil, err
	}
	most := median(peak)
	return []row{
		timeRow("50,000 files are detected by a new process", median(ours), median(list), "git ls-files and cat", detectBudget),
		{"the same again in one process", median(warm).Round(time.Millisecond).String(), "", "", "≤ " + warmLimit.String(), median(warm) <= warmLimit},
		{"its memory at the most", fmt.Sprintf("%d MiB", most>>20), "", "", fmt.Sprintf("≤ %d MiB", memoryLimit>>20), most <= memoryLimit},
	}, nil
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
