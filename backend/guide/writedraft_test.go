package guide_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstlight/backend/guide"
)

func TestADraftIsWrittenOnceAndWithinItsFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lamp")
	put(t, filepath.Join(dir, "go.mod"), "module lamp\n\ngo 1.21\n")
	file, err := guide.WriteDraft(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(file); err != nil || !strings.Contains(string(text), "detect: lamp") {
		t.Errorf("%v, %s", err, text)
	}
	if _, err := guide.WriteDraft(t.Context(), dir); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second one: %v", err)
	}

	outside := t.TempDir()
	if err := os.RemoveAll(filepath.Dir(file)); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Dir(file)); err != nil {
		t.Skipf("this system makes no links: %v", err)
	}
	if file, err := guide.WriteDraft(t.Context(), dir); err == nil {
		t.Errorf("it went through a link to %s", file)
	}
	if left, err := os.ReadDir(outside); err != nil || len(left) > 0 {
		t.Errorf("outside there is %v, %v", left, err)
	}
}

func TestADraftTellsNobodysPassword(t *testing.T) {
	git := terminal(t)
	for name, origin := range map[string]string{
		"password": "https://ida:hunter2secret@example.com/acme/lamp.git",
		"token":    "https://hunter2secret@example.com/acme/lamp.git",
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "lamp")
			put(t, filepath.Join(dir, "go.mod"), "module lamp\n\ngo 1.21\n")
			git(dir, "init", "--quiet")
			git(dir, "remote", "add", "origin", origin)
			file, err := guide.WriteDraft(t.Context(), dir)
			if err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(text), "clone: https://example.com/acme/lamp.git\n") || strings.Contains(string(text), "hunter2") {
				t.Errorf("%s", text)
			}
		})
	}
}
