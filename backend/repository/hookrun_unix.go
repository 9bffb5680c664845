//go:build unix

package repository

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// unable returns why the system cannot start one of the hooks in a folder, and
// what to do about it; no reason where it can start them all. Git stops a commit
// over such a hook with the system's few words, or does without it.
func (g *Git) unable(folder string, hooks []string) (reason string, todo check.Evidence) {
	for _, name := range hooks {
		first, err := firstLine(filepath.Join(folder, name))
		words := strings.Fields(strings.TrimPrefix(first, "#!"))
		if err != nil || !strings.HasPrefix(first, "#!") || len(words) == 0 {
			continue // Whatever it is, it names no program that may be missing.
		}
		if strings.HasSuffix(first, "\r") {
			return fmt.Sprintf("Git cannot run %s: its lines end as they do on Windows", name),
				check.Fact("What to do", "Have git check the hooks out with plain line ends, and tell whoever looks after them")
		}
		program := words[0]
		if filepath.Base(program) == "env" && process.Executable(program) {
			program = ofEnv(words[1:])
		}
		if program == "" {
			continue
		}
		if _, err := g.runner.Find(program); err != nil {
			return fmt.Sprintf("Git cannot run %s: it is written for %s, which is not on this machine", name, program),
				check.Fact("What to do", "Install "+filepath.Base(program)+", or put it on your PATH")
		}
	}
	return "", check.Evidence{}
}

// ofEnv returns the program that env is to start.
func ofEnv(arguments []string) string {
	for _, word := range arguments {
		if !strings.HasPrefix(word, "-") && !strings.Contains(word, "=") {
			return word
		}
	}
	return ""
}

// firstLine returns the first line of a file without its end, or as much of it as
// a system reads.
func firstLine(file string) (string, error) {
	const most = 256
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	// Nothing is written, so closing cannot lose anything.
	defer func() { _ = f.Close() }()
	start, err := io.ReadAll(io.LimitReader(f, most))
	line, _, _ := bytes.Cut(start, []byte("\n"))
	return string(line), err
}
