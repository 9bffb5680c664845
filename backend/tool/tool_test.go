package tool_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/watch"
)

func TestToolsAsTheyAnswer(t *testing.T) {
	for _, c := range []struct {
		tool, program, answer, version string
	}{
		{"git", "git", "git version 2.39.5", "2.39.5"},
		{"git", "git", "git version 2.39.5 (Apple Git-154)", "2.39.5"},
		{"git", "git", "git version 2.39.5.windows.1", "2.39.5.windows.1"},
		{"go", "go", "go version go1.26.8 linux/amd64", "1.26.8"},
		{"go", "go", "go version go1.27rc1 darwin/arm64", "1.27rc1"},
		{"go", "go", "go version devel go1.27-d8117459c5 Mon Nov 2 2026 linux/amd64", "1.27-d8117459c5"},
		{"node", "nodejs", "v20.20.2", "20.20.2"},
		{"npm", "npm", "11.19.1", "11.19.1"},
		{"docker", "docker", "Docker version 20.10.24+dfsg1, build 297e128", "20.10.24+dfsg1"},
		{"make", "make", "GNU Make 4.3\nBuilt for x86_64-pc-linux-gnu", "4.3"},
		{"python", "python", "Python 3.11.7", "3.11.7"},
		{"rust", "rustc", "rustc 1.95.0-nightly (59807616e 2026-04-14)", "1.95.0-nightly"},
		{"cargo", "cargo", "cargo 1.95.0 (f2d3ce0bd 2026-03-21)", "1.95.0"},
		{"java", "java", "openjdk version \"17.0.15\" 2025-04-15", "17.0.15"},
		{"java", "java", "java version \"1.8.0_392\"\nJava(TM) SE Runtime Environment", "8.0_392"},
		{"kubectl", "kubectl", "Client Version: v1.31.0\nKustomize Version: v5.4.2", "1.31.0"},
		{"kubectl", "kubectl", `Client Version: version.Info{Major:"1", Minor:"20", GitVersion:"v1.20.5", GitCommit:""}`, "1.20.5"},
		{"gh", "gh", "gh version 2.23.0 (2023-02-27 Debian 2.23.0+dfsg1-1)", "2.23.0"},
		{"jq", "jq", "jq-1.7.1-apple", "1.7.1-apple"},
	} {
		t.Run(c.tool+" "+c.answer, func(t *testing.T) {
			b := newBench(t)
			b.program(b.folder("bin"), c.program, "printf '%s\\n' '"+c.answer+"'")
			f := b.observe(b.room().Tool(c.tool, ">0"))
			b.want(f, check.OK, "")
			if got, want := fact(f, "Found"), c.version+" in "+filepath.Join("~", "bin", c.program); got != want {
				t.Errorf("found %q, want %q", got, want)
			}
		})
	}
}

func TestToolFindings(t *testing.T) {
	b := newBench(t)
	first, second := b.folder("first"), b.folder("second")
	b.program(second, "go", "echo go version go1.26.8 linux/amd64")
	m := b.room()
	b.want(b.observe(m.Tool("go", ">=1.22")), check.OK, "")
	b.want(b.observe(m.Tool("go", "")), check.OK, "")

	b.program(first, "go", `test "$GOTOOLCHAIN" = local && echo go version go1.19.8 linux/amd64`)
	f := b.observe(m.Tool("go", ">=1.27"))
	b.want(f, check.Failing, "tool/too-old")
	if fact(f, "Found") != "1.19.8 in ~/first/go" || fact(f, "Asked for") != ">=1.27" || fact(f, "Also on PATH") != "~/second/go" {
		t.Errorf("evidence %+v", f.Evidence)
	}
	if f.Summary != "Go 1.19.8 is too old" || fact(f, "How to install") != "https://go.dev/doc/install" {
		t.Errorf("summary %q, evidence %+v", f.Summary, f.Evidence)
	}
	f = b.observe(m.Tool("go", "^1.18 <1.19"))
	b.want(f, check.Failing, "tool/too-new")
	if f.Summary != "Go 1.19.8 is newer than what is asked for" {
		t.Errorf("summary %q", f.Summary)
	}
	b.want(b.observe(m.Tool("go", "1.18 || 1.20")), check.Failing, "tool/wrong-version")
	b.want(b.observe(m.Tool("node", "")), check.Failing, "tool/missing")
	b.want(b.observe(m.Tool("fortran", "")), check.Unknown, "tool/not-in-catalogue")
	b.want(b.observe(m.Tool("go", "newest")), check.Unknown, "tool/unreadable-version")

	b.program(first, "go", "echo all is well; echo 'no license' >&2; exit 3")
	f = b.observe(m.Tool("go", ">=1.22"))
	b.want(f, check.Unknown, "tool/no-answer")
	if !strings.Contains(f.Detail, "no license") {
		t.Errorf("detail %q", f.Detail)
	}
	b.program(first, "go", "echo go version goto")
	b.want(b.observe(m.Tool("go", "")), check.Unknown, "tool/no-answer")
}

func TestToolThatHangsIsUnknown(t *testing.T) {
	b := newBench(t)
	b.program(b.folder("bin"), "go", "exec /bin/sleep 60")
	c := b.room().Tool("go", ">=1.22")
	f := b.observe(c)
	b.want(f, check.Unknown, "tool/no-answer")
	if !strings.Contains(f.Summary, "did not finish within 5s") {
		t.Errorf("summary %q", f.Summary)
	}
}

func TestToolAppearsWithoutANewCheck(t *testing.T) {
	b := newBench(t)
	dir := b.folder("bin")
	c := b.room().Tool("jq", ">=1.5")
	b.want(b.observe(c), check.Failing, "tool/missing")
	if !slices.Contains(c.Watch.Paths, filepath.Join(dir, "jq")) || slices.Contains(c.Watch.Paths, dir) {
		t.Errorf("watches %v, not where it could appear", c.Watch.Paths)
	}
	b.program(dir, "jq", "echo jq-1.6")
	b.want(b.observe(c), check.OK, "")
}

func TestToolWatchesWhatALinkLeadsTo(t *testing.T) {
	b := newBench(t)
	dir := b.folder("bin")
	real := b.program(b.home, "jq-1.6", "echo jq-1.6")
	if err := os.Symlink(real, filepath.Join(dir, "jq")); err != nil {
		t.Fatal(err)
	}
	w := watch.New(watch.Options{Settle: time.Millisecond, Poll: time.Hour})
	t.Cleanup(func() { _ = w.Close() })
	w.Set(map[string]check.Watch{"jq": b.room().Tool("jq", "").Watch})
	b.program(b.home, "jq-1.6", "echo jq-1.7")
	select {
	case <-w.Changes():
	case <-time.After(20 * time.Second):
		t.Error("the file behind the link changed, and nothing was told")
	}
}

func TestToolFixes(t *testing.T) {
	b := newBench(t)
	dir := b.folder("bin")
	for _, manager := range []string{"apt-get", "brew", "mise", "dnf", "pacman", "scoop", "winget"} {
		b.program(dir, manager, "exit 0")
	}
	b.program(dir, "apt-cache", `case " $* " in " policy "*" golang-go "*) ;; *) exit 1 ;; esac; printf 'golang-go:\n  Installed: (none)\n  Candidate: 2:1.19~1\n  Version table:\n'`)
	m := b.room()

	c := m.Tool("go", ">=1.22")
	f := b.observe(c)
	b.want(f, check.Failing, "tool/missing")
	fixes := c.Fixes(f)
	want := []string{"install-mise", "install-brew", "install-scoop", "install-winget", "install-dnf", "install-pacman"}
	if got := ids(fixes); !slices.Equal(got, want) {
		t.Errorf("fixes %v, want %v", got, want)
	}
	if got := fact(f, "With apt"); got != "its golang-go is 1.19.0, which is not what is asked for" {
		t.Errorf("with apt: %q", got)
	}
	if got := planned(fixes[0], nil); got != "mise use --global go@latest" || fixes[0].Privilege != check.User || fixes[0].Undo != "mise unuse --global go" {
		t.Errorf("%q, %s, undo %q", got, fixes[0].Privilege, fixes[0].Undo)
	}
	if got := planned(fixes[3], nil); !strings.HasPrefix(got, "winget install --exact --id GoLang.Go ") {
		t.Errorf("winget: %q", got)
	}

	c = m.Tool("go", ">=1.18")
	fixes = c.Fixes(b.observe(c))
	i := slices.Index(ids(fixes), "install-apt")
	if i < 0 {
		t.Fatalf("apt has what is asked for, but the fixes are %v", ids(fixes))
	}
	if got := planned(fixes[i], nil); got != "apt-get update; apt-get install -y golang-go" || fixes[i].Privilege != check.Admin || fixes[i].Undo != "apt-get remove -y golang-go" {
		t.Errorf("%q, %s, undo %q", got, fixes[i].Privilege, fixes[i].Undo)
	}

	b.program(dir, "go", "echo go version go1.27.0 linux/amd64")
	c = m.Tool("go", "~1.22")
	f = b.observe(c)
	b.want(f, check.Failing, "tool/too-new")
	fixes = c.Fixes(f)
	if got := ids(fixes); !slices.Equal(got, []string{"install-mise"}) || planned(fixes[0], nil) != "mise use --global go@1.22" {
		t.Errorf("for a version that is too new: %v", got)
	}
	c = m.Tool("go", "")
	if got := c.Fixes(b.observe(c)); len(got) != 0 {
		t.Errorf("what holds has fixes: %v", ids(got))
	}
}

func TestToolsOfThisMachine(t *testing.T) {
	b := newBench(t)
	m := b.room()
	for _, tool := range []string{"git", "go"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is missing; install it first", tool)
		}
		b.want(b.observe(m.Tool(tool, ">=1")), check.OK, "")
	}
}

func TestToolFixesFromTheRealLists(t *testing.T) {
	if _, err := exec.LookPath("apt-cache"); err != nil {
		t.Skip("apt-cache is missing; this needs Debian or Ubuntu")
	}
	b := newBench(t)
	dir := b.folder("bin")
	for _, name := range []string{"apt-get", "apt-cache"} {
		real, err := exec.LookPath(name)
		if err != nil {
			t.Skipf("%s is missing; this needs Debian or Ubuntu", name)
		}
		if err := os.Symlink(real, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	c := b.room().Tool("git", ">=99")
	f := b.observe(c)
	b.want(f, check.Failing, "tool/missing")
	if lists, err := filepath.Glob("/var/lib/apt/lists/*Packages*"); err != nil || len(lists) == 0 {
		t.Skip("apt has no lists; fetch them with: apt-get update")
	}
	if got := fact(f, "With apt"); !strings.HasPrefix(got, "its git is 2.") || len(c.Fixes(f)) != 0 {
		t.Errorf("with apt: %q, fixes %v", got, ids(c.Fixes(f)))
	}
}

// TestWhatDecidesTheVersionBesideALauncherIsWatched holds that an upgrade is seen
// that leaves the launcher as it is.
func TestWhatDecidesTheVersionBesideALauncherIsWatched(t *testing.T) {
	b := newBench(t)
	dir := b.folder("brew/bin")
	b.program(dir, "brew", "echo Homebrew 4.0.0")
	paths := b.room().Tool("brew", "").Watch.Paths
	if want := filepath.Join(filepath.Dir(dir), ".git", "HEAD"); !slices.Contains(paths, want) {
		t.Errorf("watches %v, not %s", paths, want)
	}
}
