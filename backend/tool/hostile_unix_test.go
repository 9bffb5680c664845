//go:build unix

package tool_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"firstlight/backend/check"
)

// hostile are programs that do what they must not when they are asked their
// version, by the tool that they stand for, and what is to be said of each. Their
// processes write their numbers to $PIDS.
var hostile = []struct {
	command, tool, script string
	status                check.Status
	code, says            string
}{
	{"go", "go", `trap "" TERM INT HUP; while :; do sleep 1; done`, check.Unknown, "tool/no-answer", "did not finish within 5s"},
	{"deno", "deno", `read answer; sleep 1000 & echo $! >>"$PIDS"; wait`, check.Unknown, "tool/no-answer", "did not finish within 5s"},
	{"node", "node", `sleep 1000 & echo $! >>"$PIDS"`, check.Unknown, "tool/no-answer", "it printed nothing"},
	{"gh", "gh", `(setsid sh -c 'echo $$ >>"$PIDS"; exec sleep 1000' &); echo gh version 2.40.0`, check.OK, "", "2.40.0"},
	{"bun", "bun", `for i in 1 2 3 4 5 6 7 8; do sleep 1000 >/dev/null 2>&1 & echo $! >>"$PIDS"; done; exit 7`, check.Unknown, "tool/no-answer", "exit code 7"},
	{"git", "git", `exec head -c 1000000000 /dev/zero`, check.Unknown, "tool/no-answer", "printed more than"},
	{"yarn", "yarn", `exec yes`, check.Unknown, "tool/no-answer", "printed more than"},
	{"ruby", "ruby", `exec head -c 100000 /dev/urandom`, check.Unknown, "tool/no-answer", "it answered something else"},
	{"jq", "jq", `exec >&- 2>&-; exit 0`, check.Unknown, "tool/no-answer", "it printed nothing"},
	{"php", "php", `kill -SEGV $$`, check.Unknown, "tool/no-answer", "SIGSEGV"},
	{"make", "make", `echo git version 2.39.5`, check.Failing, "tool/another-tool", "make in ~/bin/make is not Make: it answers as Git 2.39.5"},
}

func TestHostilePrograms(t *testing.T) {
	b := newBench(t)
	pids := filepath.Join(b.home, "pids")
	b.env = append(b.env, "PIDS="+pids)
	dir := b.folder("bin")
	tools := map[string]func(check.Finding){}
	for _, h := range hostile {
		b.program(dir, h.command, `echo $$ >>"$PIDS"; `+"PATH=/usr/bin:/bin; "+h.script)
		tools[h.tool] = func(f check.Finding) {
			if f.Status != h.status || f.Code != h.code || !strings.Contains(f.Summary, h.says) {
				t.Errorf("%s: %s %s: %s; want %s %s that says %q", h.tool, f.Status, f.Code, f.Summary, h.status, h.code, h.says)
			}
		}
	}
	wants := func(code, says string) func(check.Finding) {
		return func(f check.Finding) {
			if f.Status != check.Failing || f.Code != code || !strings.Contains(f.Summary, says) {
				t.Errorf("%s %s: %s; want a failing %s that says %q", f.Status, f.Code, f.Summary, code, says)
			}
		}
	}
	b.put(dir, "cmake", []byte("#!/bin/sh\necho cmake version 3.25.1\n"), 0o644)
	tools["cmake"] = wants("tool/not-executable", "cmake in ~/bin/cmake may not be run by you")
	b.link(filepath.Join(b.home, "gone"), filepath.Join(dir, "kubectl"))
	tools["kubectl"] = wants("tool/dangling-link", "kubectl in ~/bin/kubectl is a link to ~/gone, which is not there")
	b.put(dir, "terraform", foreign(t), 0o755)
	tools["terraform"] = wants("tool/wrong-architecture", "was made for")
	b.put(dir, "perl", nil, 0o755)
	tools["perl"] = wants("tool/not-a-program", "is an empty file")
	b.put(dir, "psql", []byte("echo psql (PostgreSQL) 15\n"), 0o755)
	tools["psql"] = wants("tool/not-a-program", "is neither a program nor a script")
	b.put(dir, "pip3", []byte("#!/usr/lib/no-python/bin/python\n"), 0o755)
	tools["pip"] = wants("tool/no-interpreter", "needs /usr/lib/no-python/bin/python, which is not there")
	if err := os.Mkdir(filepath.Join(dir, "tmux"), 0o755); err != nil {
		t.Fatal(err)
	}
	tools["tmux"] = wants("tool/folder-in-its-place", "tmux in ~/bin/tmux is a folder, not a program")

	honest := map[string]string{
		"rust": "rustc rustc 1.80.0", "zsh": "zsh zsh 5.9", "fish": "fish fish, version 3.6.0", "curl": "curl curl 7.88.1",
		"nvim": "nvim NVIM v0.9.5", "helm": "helm v3.15.2+g1a500d5", "uv": "uv uv 0.4.0", "tofu": "tofu OpenTofu v1.8.2",
	}
	for name, program := range honest {
		command, answer, _ := strings.Cut(program, " ")
		b.program(dir, command, "echo '"+answer+"'")
		tools[name] = func(f check.Finding) {
			if f.Status != check.OK {
				t.Errorf("%s: %s %s", name, f.Status, f.Summary)
			}
		}
	}

	room := b.room()
	var mu sync.Mutex
	began, took := time.Now(), map[string]time.Duration{}
	var all sync.WaitGroup
	for name, judge := range tools {
		all.Go(func() {
			f := b.observe(room.Tool(name, ""))
			mu.Lock()
			defer mu.Unlock()
			took[name] = time.Since(began)
			judge(f)
		})
	}
	all.Wait()
	for name := range honest {
		if took[name] >= took["go"] {
			t.Errorf("%s answered after %s, when the one that hangs had had its time (%s)", name, took[name], took["go"])
		}
	}
	for _, pid := range b.pids(pids) {
		if !gone(pid) {
			t.Errorf("process %d of a hostile program still runs", pid)
		}
	}
}

// foreign returns a program for another processor than this machine's.
func foreign(t *testing.T) []byte {
	t.Helper()
	file, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const machineAt, x86, arm = 18, 62, 183
	if runtime.GOOS != "linux" || !bytes.HasPrefix(program, []byte("\x7fELF")) {
		// Another system's programs are as foreign.
		return append([]byte("\x7fELF\x02\x01\x01"), make([]byte, 57)...)
	}
	other := uint16(arm)
	if binary.LittleEndian.Uint16(program[machineAt:]) == arm {
		other = x86
	}
	program = bytes.Clone(program)
	binary.LittleEndian.PutUint16(program[machineAt:], other)
	return program
}

// put writes a file.
func (b *bench) put(dir, name string, text []byte, mode os.FileMode) string {
	b.Helper()
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file, text, mode); err != nil {
		b.Fatal(err)
	}
	return file
}

// link makes a link, in place of a file that is there.
func (b *bench) link(to, at string) {
	b.Helper()
	if err := os.Remove(at); err != nil && !errors.Is(err, os.ErrNotExist) {
		b.Fatal(err)
	}
	if err := os.Symlink(to, at); err != nil {
		b.Fatal(err)
	}
}

func (b *bench) pids(file string) []int {
	b.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	var pids []int
	for field := range strings.FieldsSeq(string(text)) {
		pid, err := strconv.Atoi(field)
		if err != nil {
			b.Fatal(err)
		}
		pids = append(pids, pid)
	}
	if len(pids) < len(hostile) {
		b.Fatalf("only the processes %v were seen", pids)
	}
	return pids
}

// gone reports whether a process ends soon, or is only waited for.
func gone(pid int) bool {
	const patience = 20 * time.Second
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if syscall.Kill(pid, 0) != nil {
			return true
		}
		if stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat"); err == nil && bytes.Contains(stat, []byte(") Z ")) {
			return true
		}
	}
	return false
}
