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

// ignoreName is what gitleaks calls that file.
const ignoreName = ".gitleaksignore"

// rulesName is what gitleaks calls a repository's own rules.
const rulesName = ".gitleaks.toml"

func rulesFile(dir string) string { return filepath.Join(dir, rulesName) }

func ignoreFile(dir string) string { return filepath.Join(dir, ignoreName) }

// mostIgnored is how many bytes of such a file are read, and of one of rules.
const mostIgnored = 1 << 20

// textOf returns what is in a plain file, as far as a limit; a file that is not
// there is empty. What another name leads to may lie outside the repository.
func textOf(file string, most int64) (string, error) {
	info, err := os.Lstat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err == nil && !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s is no plain file", filepath.Base(file))
	}
	if err != nil {
		return "", fmt.Errorf("looking at %s: %w", filepath.Base(file), err)
	}
	opened, err := os.Open(file)
	if err != nil {
		return "", fmt.Errorf("reading %s: %w", filepath.Base(file), err)
	}
	defer func() { _ = opened.Close() }() // It was only read.
	text, err := io.ReadAll(io.LimitReader(opened, most))
	if err != nil {
		return "", fmt.Errorf("reading %s: %w", filepath.Base(file), err)
	}
	return string(text), nil
}

// ignore has a repository's ignore file let a leak through, with the reason above
// it.
func ignore(dir, print, reason string) error {
	file := ignoreFile(dir)
	text, err := textOf(file, mostIgnored)
	if err != nil {
		return err
	}
	lines := "# " + reason + "\n" + print + "\n"
	if text != "" && !strings.HasSuffix(text, "\n") {
		lines = "\n" + lines
	}
	opened, err := os.OpenFile(file, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o644)
	if err != nil {
		return fmt.Errorf("writing %s: %w", ignoreName, err)
	}
	_, err = opened.WriteString(lines)
	if err = errors.Join(err, opened.Close()); err != nil {
		return fmt.Errorf("writing %s: %w", ignoreName, err)
	}
	return nil
}

// readIgnored reads such a file; one that is not there lets nothing through.
func readIgnored(file string) (ignored, error) {
	text, err := textOf(file, mostIgnored)
	if err != nil {
		return nil, err
	}
	found := ignored{}
	reason := ""
	for line := range strings.Lines(text) {
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
