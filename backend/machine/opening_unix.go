//go:build unix

package machine

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// fileLimits are how many files a program may have open; -1 is any number.
type fileLimits struct {
	// soft holds, and a program may raise it up to hard.
	soft, hard int64
}

// opening looks at how many files a program may open that is started in the
// person's terminal.
func (m *Machine) opening(ctx context.Context, asked int) limit {
	limits, err := m.shellLimits(ctx)
	if err != nil {
		return limit{unknown: err}
	}
	seen := limit{facts: []check.Evidence{check.Fact("Files that a program may open", files(limits.soft))}}
	if limits.soft < 0 || limits.soft >= int64(asked) {
		return seen
	}
	seen.code = "limits/open-files"
	seen.summary = fmt.Sprintf("A program in your terminal may open only %s files", count(limits.soft))
	seen.facts = append(seen.facts, check.Fact("It may be raised to", files(limits.hard)), check.Fact("Asked for", count(int64(asked))))
	if limits.hard < 0 || limits.hard >= int64(asked) {
		text := "ulimit -S -n " + strconv.Itoa(asked)
		seen.fixes = m.profileFix("raise-files", "Let programs in your terminal open more files", line{text, text})
	}
	seen.fixes = append(seen.fixes, raiseFilesForAll(limits, asked)...)
	return seen
}

func files(n int64) string {
	if n < 0 {
		return "any number"
	}
	return count(n)
}

// shellLimits asks the person's shell, started as for a terminal: its files may
// raise what it was given. A shell that does not answer is not asked again.
func (m *Machine) shellLimits(ctx context.Context) (fileLimits, error) {
	const limit = 5 * time.Second
	mark := rand.Text()
	ask := `exec /bin/sh -c 'echo ` + mark + ` $(ulimit -S -n) $(ulimit -H -n)'`
	ways := [][]string{{"/bin/sh", "-c", ask}}
	switch shell := m.variable("SHELL"); filepath.Base(shell) {
	case "bash", "zsh", "fish", "ksh", "dash", "sh":
		ways = append([][]string{{shell, "-l", "-i", "-c", ask}}, ways...)
	}
	err := errors.New("no shell says it")
	for _, args := range ways {
		result, failed := m.runner.Run(ctx, process.Spec{Args: args, Env: []string{"TERM=dumb"}, Limit: limit})
		if limits, ok := readLimits(result.Stdout, mark); ok {
			return limits, nil
		}
		if failed != nil {
			err = failed
		}
		if ctx.Err() != nil {
			break
		}
	}
	return fileLimits{}, err
}

// readLimits finds the two numbers after the mark in what a shell printed, which
// its own files may have printed to as well.
func readLimits(text, mark string) (fileLimits, bool) {
	_, rest, found := strings.Cut(text, mark)
	fields := strings.Fields(rest)
	if !found || len(fields) < 2 {
		return fileLimits{}, false
	}
	var numbers [2]int64
	for i := range numbers {
		if fields[i] == "unlimited" {
			numbers[i] = -1
			continue
		}
		n, err := strconv.ParseInt(fields[i], 10, 64)
		if err != nil {
			return fileLimits{}, false
		}
		numbers[i] = n
	}
	return fileLimits{soft: numbers[0], hard: numbers[1]}, true
}

// startFiles returns the files that the person's shell reads when it starts.
func (m *Machine) startFiles() []string {
	home, err := os.UserHomeDir()
	if err != nil {
		return nil
	}
	own, _ := m.shellFile(home)
	names := []string{own}
	switch filepath.Base(m.variable("SHELL")) {
	case "bash":
		names = append(names, filepath.Join(home, ".bash_profile"), filepath.Join(home, ".bash_login"), filepath.Join(home, ".profile"))
	case "zsh":
		for _, name := range []string{".zshenv", ".zprofile", ".zlogin"} {
			names = append(names, filepath.Join(filepath.Dir(own), name))
		}
	}
	return names
}

// count returns a number with commas, as people read it.
func count(n int64) string {
	text := strconv.FormatInt(n, 10)
	for at := len(text) - 3; at > 0 && n > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
