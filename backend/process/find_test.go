package process_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"firstlight/backend/process"
)

// program writes an executable into a folder and returns its path.
func program(t *testing.T, folder, name, text string) string {
	t.Helper()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, name)
	if runtime.GOOS == "windows" {
		file += ".cmd"
	}
	if err := os.WriteFile(file, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
	return file
}

func withPath(folders ...string) *process.Runner {
	return process.New([]string{"PATH=" + strings.Join(folders, string(os.PathListSeparator))})
}

func TestFindUsesItsOwnPath(t *testing.T) {
	a, b, empty := t.TempDir(), t.TempDir(), t.TempDir()
	first, second := program(t, a, "tool", "x"), program(t, b, "tool", "y")
	if err := os.Mkdir(filepath.Join(empty, "tool"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(empty, "plain"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	r := withPath(empty, a, "relative", "", b, a)

	if got, err := r.Find("tool"); err != nil || got != first {
		t.Errorf("Find = %q, %v; want %q", got, err, first)
	}
	if got := r.FindAll("tool"); !slices.Equal(got, []string{first, second}) {
		t.Errorf("FindAll = %q", got)
	}
	if got := r.Path(); !slices.Equal(got, []string{empty, a, b, a}) {
		t.Errorf("Path = %q", got)
	}
	for _, name := range []string{"missing", "", "sub/tool", "../tool", filepath.Join(empty, "missing")} {
		if got, err := r.Find(name); !errors.Is(err, process.ErrNotFound) {
			t.Errorf("Find(%q) = %q, %v; want ErrNotFound", name, got, err)
		}
		if got := r.FindAll(name); got != nil {
			t.Errorf("FindAll(%q) = %q", name, got)
		}
	}
	if got, err := r.Find(second); err != nil || got != second {
		t.Errorf("Find(%q) = %q, %v", second, got, err)
	}
	if runtime.GOOS != "windows" {
		if got, err := r.Find("plain"); err == nil {
			t.Errorf("a file that cannot be run was found: %q", got)
		}
	}
}

func TestFindAllListsALinkedFileOnce(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	first := program(t, a, "tool", "x")
	if err := os.Symlink(first, filepath.Join(b, filepath.Base(first))); err != nil {
		t.Skip("links cannot be made here:", err)
	}
	if got := withPath(a, b).FindAll("tool"); !slices.Equal(got, []string{first}) {
		t.Errorf("FindAll = %q, want %q alone", got, first)
	}
}

func TestTheEnvironmentHasEachNameOnce(t *testing.T) {
	r := process.New([]string{"A=1", "B=2", "A=3", "broken", "C=x=y", "D="})
	want := []string{"A=3", "B=2", "C=x=y", "D="}
	r.Env()[0] = "A=changed"
	if got := r.Env(); !slices.Equal(got, want) {
		t.Errorf("Env = %q, want %q", got, want)
	}
}
