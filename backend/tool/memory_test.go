package tool_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
	"firstlight/backend/tool"
)

// notebook is a Memory that lasts as long as the test.
type notebook struct {
	mu   sync.Mutex
	kept map[string]string
}

func (n *notebook) Recall(key string) (string, bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	value, ok := n.kept[key]
	return value, ok
}

func (n *notebook) Keep(key, value string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.kept == nil {
		n.kept = map[string]string{}
	}
	n.kept[key] = value
}

// counting is a program that notes each of its starts.
type counting struct {
	*bench
	starts string
}

func newCounting(t *testing.T) counting {
	b := newBench(t)
	return counting{b, filepath.Join(b.home, "starts")}
}

func (c counting) program(dir, name, answer string) string {
	return c.bench.program(dir, name, "echo started >>'"+c.starts+"'; echo '"+answer+"'")
}

func (c counting) count() int {
	text, err := os.ReadFile(c.starts)
	if err != nil {
		return 0
	}
	return strings.Count(string(text), "\n")
}

// asks observes in a fresh room, as after a new start of Firstlight, and says how
// often the program was started for it.
func (c counting) asks(memory tool.Memory, name, version string, more ...string) (starts int, f check.Finding) {
	c.Helper()
	before := c.count()
	env := append(append([]string{}, c.env...), "PATH="+strings.Join(c.path, string(os.PathListSeparator)))
	room := tool.New(tool.Config{Runner: process.New(append(env, more...)), Catalogue: shipped(c.T), Memory: memory})
	f = c.observe(room.Tool(name, version))
	return c.count() - before, f
}

func TestAnUnchangedProgramIsNotStartedAgain(t *testing.T) {
	c := newCounting(t)
	dir, elsewhere := c.folder("bin"), filepath.Join(c.home, "elsewhere")
	if err := os.Mkdir(elsewhere, 0o755); err != nil {
		t.Fatal(err)
	}
	memory := &notebook{}
	file := c.program(dir, "jq", "jq-1.6")
	expect := func(what string, starts int, version string) {
		t.Helper()
		got, f := c.asks(memory, "jq", "")
		if got != starts || f.Status != check.OK || f.Summary != "jq "+version {
			t.Errorf("%s: started %d times, %s; want %d and %s", what, got, f.Summary, starts, version)
		}
	}
	expect("at first", 1, "1.6")
	expect("unchanged", 0, "1.6")
	if got, f := c.asks(memory, "jq", ">=1.5"); got != 0 || f.Status != check.OK {
		t.Errorf("another version is asked for, that it has: started %d times, %s", got, f.Code)
	}
	if got, f := c.asks(memory, "jq", ">=1.7"); got != 1 || f.Code != "tool/too-old" {
		t.Errorf("another version is asked for, that it has not: started %d times, %s", got, f.Code)
	}
	c.program(dir, "jq", "jq-1.7")
	expect("upgraded in its place", 1, "1.7")
	expect("unchanged", 0, "1.7")
	newer := c.program(elsewhere, "jq-1.8", "jq-1.8")
	if err := os.Rename(newer, file); err != nil {
		t.Fatal(err)
	}
	expect("replaced by another file", 1, "1.8")
	if err := os.Chtimes(file, time.Now(), time.Now().Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	expect("of another time", 1, "1.8")
	one, two := c.program(elsewhere, "jq-1.5", "jq-1.5"), c.program(elsewhere, "jq-1.4", "jq-1.4")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	link := func(to string) {
		t.Helper()
		fresh := file + ".fresh"
		if err := os.Symlink(to, fresh); err != nil {
			t.Skip("links cannot be made here: ", err)
		}
		if err := os.Rename(fresh, file); err != nil {
			t.Fatal(err)
		}
	}
	link(one)
	expect("replaced by a link", 1, "1.5")
	expect("an unchanged link", 0, "1.5")
	link(two)
	expect("a link to another", 1, "1.4")
	c.program(elsewhere, "jq-1.4", "jq-1.4.1")
	expect("behind the same link", 1, "1.4.1")
	expect("unchanged", 0, "1.4.1")
}

func TestOnlyDefiniteAnswersAreKept(t *testing.T) {
	c := newCounting(t)
	dir, memory := c.folder("bin"), &notebook{}
	for _, answer := range []string{"something else", "jq- of no version"} {
		c.program(dir, "jq", answer)
		for range 2 {
			if got, f := c.asks(memory, "jq", ""); got != 1 || f.Status != check.Unknown {
				t.Errorf("%s: started %d times, %s", answer, got, f.Status)
			}
		}
	}
	c.program(dir, "docker", "podman version 4.3.1")
	// That a script is something else is not said from memory.
	for i, starts := range []int{1, 1} {
		if got, f := c.asks(memory, "docker", ""); got != starts || f.Code != "tool/podman-for-docker" {
			t.Errorf("look-alike, time %d: started %d times, %s", i+1, got, f.Code)
		}
	}
	for key := range memory.kept {
		memory.kept[key] = "{not what was kept"
	}
	if got, f := c.asks(memory, "docker", ""); got != 1 || f.Code != "tool/podman-for-docker" {
		t.Errorf("with a memory that cannot be read: started %d times, %s", got, f.Code)
	}
}

func TestWhatChoosesTheVersionOfAShimCounts(t *testing.T) {
	c := newCounting(t)
	dir, memory := c.folder(".pyenv/shims"), &notebook{}
	c.program(dir, "python3", "Python 3.12.1")
	expect := func(what string, starts int, env ...string) {
		t.Helper()
		if got, f := c.asks(memory, "python", "", env...); got != starts || f.Status != check.OK || fact(f, "It is") != "a shim of pyenv" {
			t.Errorf("%s: started %d times, %s %+v; want %d", what, got, f.Summary, f.Evidence, starts)
		}
	}
	expect("at first", 1)
	expect("unchanged", 0)
	if err := os.WriteFile(filepath.Join(c.home, ".pyenv", "version"), []byte("3.12.1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	expect("another version is chosen", 1)
	expect("unchanged", 0)
	expect("another version is chosen by a variable", 1, "PYENV_VERSION=3.11.2")
	expect("unchanged", 0, "PYENV_VERSION=3.11.2")
	for _, path := range c.roomOf(shipped(t)).Tool("python", "").Watch.Paths {
		if path == filepath.Join(c.home, ".pyenv", "version") {
			return
		}
	}
	t.Error("the file that chooses the version is not watched")
}

func BenchmarkWarm60Tools(b *testing.B) {
	home := b.TempDir()
	b.Setenv("HOME", home)
	var folders []string
	for i := range 15 {
		folders = append(folders, filepath.Join(home, "path", string(rune('a'+i))))
		if err := os.MkdirAll(folders[i], 0o755); err != nil {
			b.Fatal(err)
		}
	}
	catalogue, err := tool.ParseCatalogue(catalogueText())
	if err != nil {
		b.Fatal(err)
	}
	env := []string{"HOME=" + home, "PATH=" + strings.Join(folders, string(os.PathListSeparator))}
	room := tool.New(tool.Config{Runner: process.New(env), Catalogue: catalogue, Memory: &notebook{}})
	names := []string{
		"git", "go", "jq", "gh", "docker", "podman", "kubectl", "helm", "terraform", "tofu", "rust", "cargo", "make", "cmake", "ripgrep",
		"zsh", "fish", "bash", "tmux", "curl", "wget", "sed", "grep", "tar", "gawk", "openssl", "rsync", "protoc", "just", "uv",
	}
	answers := map[string]string{}
	for name, list := range recordings(b) {
		for _, r := range list {
			if r.Code == "" && r.File == "" && r.Command == "" {
				answers[name] = r.Output
			}
		}
	}
	var checks []check.Check
	for i := range 60 {
		name := names[i%len(names)]
		file := filepath.Join(folders[i%len(folders)], catalogue.Entry(name).Commands[0])
		if i < len(names) {
			script := "#!/bin/sh\n/bin/cat <<'END'\n" + answers[name] + "\nEND\n"
			if err := os.WriteFile(file, []byte(script), 0o755); err != nil {
				b.Fatal(err)
			}
		}
		checks = append(checks, room.Tool(name, ""))
	}
	for _, c := range checks {
		if f := c.Observe(b.Context(), check.Silent{}); f.Status != check.OK {
			b.Fatal(f.Summary)
		}
	}
	for b.Loop() {
		for _, c := range checks {
			c.Observe(b.Context(), check.Silent{})
		}
	}
}

// TestAnUpgradeBehindAScriptIsSeen changes what a script starts, and leaves the
// script as it is.
func TestAnUpgradeBehindAScriptIsSeen(t *testing.T) {
	c := newCounting(t)
	version := filepath.Join(c.home, "version")
	now := func(text string) {
		t.Helper()
		if err := os.WriteFile(version, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c.bench.program(c.folder("bin"), "jq", "echo started >>'"+c.starts+"'; /bin/cat '"+version+"'")
	memory := &notebook{}
	now("jq-1.6")
	if _, f := c.asks(memory, "jq", ">=1.7"); f.Code != "tool/too-old" {
		t.Fatalf("at first: %s", f.Summary)
	}
	now("jq-1.7")
	if _, f := c.asks(memory, "jq", ">=1.7"); f.Status != check.OK {
		t.Errorf("once it is upgraded: %s", f.Summary)
	}
	if starts, f := c.asks(memory, "jq", ">=1.7"); starts != 0 || f.Status != check.OK {
		t.Errorf("once it will do: started %d times, %s", starts, f.Summary)
	}
}

// TestFilesBesideALauncherCount has the file that says its version decide, where
// the launcher stays as it is.
func TestFilesBesideALauncherCount(t *testing.T) {
	for _, l := range []struct{ tool, program, beside, answer string }{
		{"gcloud", "google-cloud-sdk/bin/gcloud", "google-cloud-sdk/VERSION", "Google Cloud SDK 500.0.0"},
		{"flutter", "flutter/bin/flutter", "flutter/bin/cache/flutter.version.json", "Flutter 3.24.0"},
		{"brew", "homebrew/bin/brew", "homebrew/.git/logs/HEAD", "Homebrew 4.4.0"},
		{"pyenv", "pyenv/libexec/pyenv", "pyenv/libexec/pyenv---version", "pyenv 2.4.0"},
		{"rbenv", "rbenv/libexec/rbenv", "rbenv/libexec/rbenv---version", "rbenv 1.3.0"},
	} {
		t.Run(l.tool, func(t *testing.T) {
			c := newCounting(t)
			real := filepath.Join(c.home, filepath.FromSlash(l.program))
			beside := filepath.Join(c.home, filepath.FromSlash(l.beside))
			for _, dir := range []string{filepath.Dir(real), filepath.Dir(beside)} {
				if err := os.MkdirAll(dir, 0o755); err != nil {
					t.Fatal(err)
				}
			}
			c.program(filepath.Dir(real), l.tool, l.answer)
			if err := os.Symlink(real, filepath.Join(c.folder("links"), l.tool)); err != nil {
				t.Skip("links cannot be made here: ", err)
			}
			memory := &notebook{}
			expect := func(what string, want int) {
				t.Helper()
				if starts, f := c.asks(memory, l.tool, ""); starts != want || f.Status != check.OK {
					t.Errorf("%s: started %d times, %s; want %d", what, starts, f.Summary, want)
				}
			}
			expect("at first", 1)
			expect("unchanged", 0)
			if err := os.WriteFile(beside, []byte("another\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			expect("of another version", 1)
			expect("unchanged", 0)
		})
	}
}
