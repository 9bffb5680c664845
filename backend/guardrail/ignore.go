package guardrail

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ignored are the leaks that a repository's own .gitleaksignore lets through, each
// with the comment above it.
type ignored map[string]string

func ignoreFile(dir string) string { return filepath.Join(dir, ".gitleaksignore") }

// readIgnored reads such a file; one that is not there lets nothing through.
func readIgnored(file string) (ignored, error) {
	info, err := os.Lstat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no plain file", filepath.Base(file))
	}
	if err != nil {
		return nil, fmt.Errorf("looking at %s: %w", filepath.Base(file), err)
	}
	opened, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", filepath.Base(file), err)
	}
	defer func() { _ = opened.Close() }() // It was only read.
	const most = 1 << 20
	text, err := io.ReadAll(io.LimitReader(opened, most))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", filepath.Base(file), err)
	}
	found := ignored{}
	reason := ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		comment, isComment := strings.CutPrefix(line, "#")
		switch {
		case isComment:
			reason = strings.TrimSpace(comment)
		case line == "":
			reason = ""
		default:
			found[line] = reason
		}
	}
	return found, nil
}

// reason returns why a leak is let through, if it is.
func (i ignored) reason(l Leak) (string, bool) {
	for _, print := range []string{l.print(), l.Commit + ":" + l.print()} {
		if reason, ok := i[print]; ok {
			if reason == "" {
				reason = "it stands in .gitleaksignore"
			}
			return reason, true
		}
	}
	return "", false
}
