package tool_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/process"
	"firstlight/backend/tool"
)

// TestEveryToolOfThisMachine asks every tool of the catalogue that this machine
// has: each must tell its version, or be known for what it is instead.
func TestEveryToolOfThisMachine(t *testing.T) {
	runner := process.New(os.Environ())
	catalogue := shipped(t)
	room := tool.New(tool.Config{Runner: runner, Catalogue: catalogue})
	asked := 0
	for _, name := range catalogue.Names() {
		f := room.Tool(name, "").Observe(t.Context(), check.Silent{})
		switch {
		case f.Code == "tool/missing":
		case f.Status == check.Unknown:
			t.Errorf("%s: %s\n%+v\n%s", name, f.Summary, f.Evidence, f.Detail)
		default:
			asked++
			t.Logf("%s: %s", name, f.Summary)
		}
	}
	// build/setup/system.sh installs more than so many.
	const least = 45
	if asked < least {
		part(t, asked >= least, "only %d tools of the catalogue are here; install more with: build/setup/need.sh test", asked)
	}
}

// TestRealLookAlikes has other programs stand under the names of tools.
func TestRealLookAlikes(t *testing.T) {
	for _, c := range []struct{ tool, program, as, code string }{
		{"tar", "bsdtar", "tar", "bsd-tar"},
		{"make", "bmake", "make", "bsd-make"},
		{"tar", "busybox", "tar", "busybox-tar"},
		{"sed", "busybox", "sed", "busybox-sed"},
		{"grep", "busybox", "grep", "busybox-grep"},
		{"wget", "busybox", "wget", "busybox-for-wget"},
		{"wget", "wget2", "wget", "wget2-for-wget"},
		{"vim", "nvim", "vim", "neovim-for-vim"},
		{"task", "task", "task", "taskwarrior-for-task"},
		{"yq", "yq", "yq", "python-yq"},
	} {
		t.Run(c.code, func(t *testing.T) {
			program, err := exec.LookPath(c.program)
			part(t, err == nil, "%s is missing; install it with: build/setup/need.sh test", c.program)
			b := newBench(t)
			dir := b.folder("bin")
			if err := os.Symlink(program, filepath.Join(dir, c.as)); err != nil {
				t.Fatal(err)
			}
			b.env = append(b.env, "PATH=/usr/bin:/bin")
			env := append(append([]string{}, b.env...), "PATH="+dir+":/usr/bin:/bin")
			room := tool.New(tool.Config{Runner: process.New(env), Catalogue: shipped(t)})
			f := b.observe(room.Tool(c.tool, ""))
			if f.Code != "tool/shadowed" {
				b.want(f, check.Failing, "tool/"+c.code)
				return
			}
			// The real one stands behind it.
			if !strings.Contains(f.Summary, "which is ") {
				t.Errorf("%s", f.Summary)
			}
		})
	}
}
