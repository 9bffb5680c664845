package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
	"firstlight/backend/repository"
)

const (
	// cloneBudget is one clone as a ratio to that of git itself, and
	// clonesBudget many over a far line to the same one after another.
	cloneBudget  = 1.03
	clonesBudget = 0.35
	// cloned is how many repositories are many, and far how long the line to
	// their origin takes there and back.
	cloned = 8
	far    = 50 * time.Millisecond
	// clonedFiles are the files of the one repository, each of clonedSize bytes.
	clonedFiles, clonedSize = 4000, 8 << 10
	// smallFiles are those of each of the many.
	smallFiles = 40
)

func measureClone(ctx context.Context, runs int) ([]row, error) {
	var rows []row
	_, err := inFolder(func(dir string) (time.Duration, error) {
		b := &cloneBench{dir: dir}
		if err := b.lay(ctx); err != nil {
			return 0, err
		}
		near, err := b.serve(0)
		if err != nil {
			return 0, err
		}
		defer near.Close()
		distant, err := b.serve(far)
		if err != nil {
			return 0, err
		}
		defer distant.Close()
		one, err := b.compare(ctx, runs, near.URL, []string{"large"}, cloneBudget, "clone one repository")
		if err != nil {
			return 0, err
		}
		many := make([]string, cloned)
		for i := range many {
			many[i] = "small-" + strconv.Itoa(i)
		}
		eight, err := b.compare(ctx, runs, distant.URL, many, clonesBudget, fmt.Sprintf("clone %d repositories, %s there and back", cloned, far))
		rows = []row{one, eight}
		return 0, err
	})
	return rows, err
}

// cloneBench is the folder of the origins and the clones.
type cloneBench struct {
	dir  string
	made int
}

// lay makes the origins.
func (b *cloneBench) lay(ctx context.Context) error {
	if err := b.origin(ctx, "large", clonedFiles); err != nil {
		return err
	}
	for i := range cloned {
		if err := b.origin(ctx, "small-"+strconv.Itoa(i), smallFiles); err != nil {
			return err
		}
	}
	return nil
}

// origin makes a repository of files that cannot be compressed.
func (b *cloneBench) origin(ctx context.Context, name string, files int) error {
	at := filepath.Join(b.dir, "srv", name+".git")
	if out, err := exec.CommandContext(ctx, "git", "init", "--quiet", "--bare", at).CombinedOutput(); err != nil {
		return fmt.Errorf("making an origin: %w: %s", err, out)
	}
	noise := rand.NewChaCha8([32]byte{1})
	var stream bytes.Buffer
	stream.WriteString("commit refs/heads/main\ncommitter Bench <bench@firstlight.example> 1767254400 +0000\ndata 4\nFill\n")
	body := make([]byte, clonedSize)
	for i := range files {
		_, _ = noise.Read(body) // It never fails.
		fmt.Fprintf(&stream, "M 100644 inline folder-%d/file-%d\ndata %d\n", i%100, i, len(body))
		stream.Write(body)
		stream.WriteByte('\n')
	}
	fill := exec.CommandContext(ctx, "git", "-C", at, "fast-import", "--quiet")
	fill.Stdin = &stream
	if out, err := fill.CombinedOutput(); err != nil {
		return fmt.Errorf("filling an origin: %w: %s", err, out)
	}
	if out, err := exec.CommandContext(ctx, "git", "-C", at, "symbolic-ref", "HEAD", "refs/heads/main").CombinedOutput(); err != nil {
		return fmt.Errorf("filling an origin: %w: %s", err, out)
	}
	return nil
}

// compare clones with Firstlight, all at once, and with git, one after another.
func (b *cloneBench) compare(ctx context.Context, runs int, url string, names []string, budget float64, work string) (row, error) {
	var ours, theirs []time.Duration
	for range runs {
		for _, side := range []struct {
			into  *[]time.Duration
			clone func(context.Context, string, []string, string) error
		}{{&ours, b.firstlight}, {&theirs, b.git}} {
			b.made++
			into := filepath.Join(b.dir, "clones-"+strconv.Itoa(b.made))
			if err := os.Mkdir(into, 0o755); err != nil {
				return row{}, err
			}
			began := time.Now()
			if err := side.clone(ctx, url, names, into); err != nil {
				return row{}, err
			}
			*side.into = append(*side.into, time.Since(began))
			if err := os.RemoveAll(into); err != nil {
				return row{}, err
			}
		}
	}
	a, g := median(ours), median(theirs)
	figure := ratio(a, g)
	return row{
		work, a.Round(time.Millisecond).String(), "git clone " + g.Round(time.Millisecond).String(),
		fmt.Sprintf("%.2f ×", figure), fmt.Sprintf("≤ %.2f ×", budget), figure <= budget,
	}, nil
}

func (b *cloneBench) env() []string {
	return append(os.Environ(), "GIT_SSL_CAINFO="+filepath.Join(b.dir, "server.pem"), "NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1",
		"GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
}

func (b *cloneBench) firstlight(ctx context.Context, url string, names []string, into string) error {
	git := repository.New(process.New(b.env()))
	errs := make([]error, len(names))
	var all sync.WaitGroup
	for i, name := range names {
		all.Go(func() {
			claim := git.Clone(repository.CloneSpec{URL: url + "/" + name + ".git", Dir: filepath.Join(into, name)})
			fixes := claim.Fixes(claim.Observe(ctx, check.Silent{}))
			if len(fixes) == 0 {
				errs[i] = errors.New("there is no way to clone " + name)
				return
			}
			errs[i] = fixes[0].Apply(ctx, nil, check.Silent{})
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

func (b *cloneBench) git(ctx context.Context, url string, names []string, into string) error {
	for _, name := range names {
		command := exec.CommandContext(ctx, "git", "clone", "--progress", url+"/"+name+".git", filepath.Join(into, name))
		command.Env = b.env()
		command.Stderr = io.Discard
		if err := command.Run(); err != nil {
			return fmt.Errorf("git clone: %w", err)
		}
	}
	return nil
}
