//go:build unix

package tool_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/process"
	"firstlight/backend/tool"
)

func TestAToolHiddenByAnother(t *testing.T) {
	for _, c := range []struct{ name, first, summary string }{
		{"an older one", "echo go version go1.19.8 linux/amd64", "Go 1.19.8 in ~/first/go comes before 1.26.8 in ~/second/go, which would do"},
		{"another tool", "echo git version 2.39.5", "Go, which is Git 2.39.5, in ~/first/go comes before 1.26.8 in ~/second/go, which would do"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			b.env = append(b.env, "SHELL=/bin/zsh")
			first, second := b.folder("first"), b.folder("second")
			b.program(first, "go", c.first)
			b.program(second, "go", "echo go version go1.26.8 linux/amd64")
			claim := b.room().Tool("go", ">=1.22")
			f := b.observe(claim)
			b.want(f, check.Failing, "tool/shadowed")
			if !strings.EqualFold(f.Summary, c.summary) || fact(f, "Behind it") != "1.26.8 in ~/second/go" {
				t.Errorf("summary %q, evidence %+v", f.Summary, f.Evidence)
			}
			fixes := claim.Fixes(f)
			if len(fixes) == 0 || fixes[0].ID != "path-first" {
				t.Fatalf("fixes %v", ids(fixes))
			}
			b.runs(fixes[0])
			text, err := os.ReadFile(filepath.Join(b.home, ".zshrc"))
			if want := "\nexport PATH=\"$HOME/second:$PATH\"\n"; err != nil || string(text) != want {
				t.Errorf("wrote %q, %v; want %q", text, err, want)
			}
			f = b.observe(claim)
			b.want(f, check.Failing, "tool/shadowed")
			if !strings.HasPrefix(fact(f, "What to do"), "~/.zshrc has ~/second come first") || slices.Contains(ids(claim.Fixes(f)), "path-first") {
				t.Errorf("once that is done: %+v, fixes %v", f.Evidence, ids(claim.Fixes(f)))
			}
		})
	}
}

func TestAToolThatIsThereUnderAnotherName(t *testing.T) {
	b := newBench(t)
	dir := b.folder("bin")
	b.program(dir, "make", "echo GNU Make 3.81")
	b.program(dir, "gmake", "echo GNU Make 4.4.1")
	f := b.observe(b.room().Tool("make", ">=4"))
	b.want(f, check.Failing, "tool/too-old")
	if fact(f, "Under another name") != "4.4.1 in ~/bin/gmake" {
		t.Errorf("evidence %+v", f.Evidence)
	}
}

func TestTheLineThatPutsAFolderFirst(t *testing.T) {
	for shell, line := range map[string]string{
		"zsh":  "export PATH=\"$HOME/odd \\$name \\\"\\`:$PATH\"",
		"bash": "export PATH=\"$HOME/odd \\$name \\\"\\`:$PATH\"",
		"fish": `fish_add_path --path --move `,
	} {
		t.Run(shell, func(t *testing.T) {
			program, err := exec.LookPath(shell)
			if err != nil {
				t.Skipf("%s is missing; install it with: apt-get install %s", shell, shell)
			}
			b := newBench(t)
			b.env = append(b.env, "SHELL="+program)
			first, second := b.folder("first"), b.folder("odd $name \"`")
			b.program(first, "jq", "echo jq-1.5")
			b.program(second, "jq", "echo jq-1.7")
			claim := b.room().Tool("jq", ">=1.6")
			f := b.observe(claim)
			b.want(f, check.Failing, "tool/shadowed")
			fix := claim.Fixes(f)[0]
			if !strings.Contains(fix.Effect, line) {
				t.Errorf("effect %q", fix.Effect)
			}
			b.runs(fix)
			args := []string{"-i", "-c", "jq"}
			if runtime.GOOS == "darwin" {
				args = append([]string{"-l"}, args...) // As its terminals start a shell.
			}
			cmd := exec.Command(program, args...)
			cmd.Env = append(os.Environ(), "HOME="+b.home, "TERM=dumb", "PATH="+first+":"+second+":/usr/bin:/bin")
			if out, err := cmd.Output(); err != nil || !strings.Contains(string(out), "jq-1.7") {
				t.Errorf("in a new %s the tool is %q, %v", shell, out, err)
			}
		})
	}
}

func TestShimsWithNothingBehind(t *testing.T) {
	for _, c := range []struct {
		manager, tool, file, prints, want, planned string
	}{
		{
			"pyenv", "python", ".pyenv/shims/python3", "pyenv: python3: command not found\n\nThe `python3' command exists in these Python versions:\n  3.12.1\n",
			"3.12", "pyenv install --skip-existing 3.12; pyenv global 3.12",
		},
		{"pyenv", "python", ".pyenv/shims/python3", "pyenv: version `3.12.9' is not installed (set by /home/ada/.pyenv/version)\n", "", "pyenv install --skip-existing 3; pyenv global 3"},
		{"volta", "node", ".volta/bin/node", "Volta error: Node is not available.\n\nTo run any Node command, first set a default version using `volta install node`\n", "^22", "volta install node@22"},
		{"rustup", "rust", ".cargo/bin/rustc", "error: rustup could not choose a version of rustc to run, because one wasn't specified explicitly, and no default is configured.\n", "", "rustup default stable"},
		{"mise", "node", ".local/share/mise/shims/node", "mise ERROR No version is set for shim: node\nSet a global default version with one of the following:\n", "20", "mise use --global node@20"},
		{"asdf", "node", ".asdf/shims/node", "No version is set for command node\nConsider adding one of the following versions in your config file at /home/ada/.tool-versions\n", "", ""},
		{"rbenv", "ruby", ".rbenv/shims/ruby", "rbenv: version `3.1.2' is not installed (set by /home/ada/.rbenv/version)\n", "", ""},
	} {
		t.Run(c.manager, func(t *testing.T) {
			b := newBench(t)
			b.program(b.folder("managers"), c.manager, "exit 0")
			text := filepath.Join(b.home, "printed")
			if err := os.WriteFile(text, []byte(c.prints), 0o644); err != nil {
				t.Fatal(err)
			}
			b.program(b.folder(filepath.Dir(c.file)), filepath.Base(c.file), "/bin/cat '"+text+"' >&2; exit 127")
			b.env = append(b.env, "PATH=/usr/bin:/bin")
			claim := b.room().Tool(c.tool, c.want)
			f := b.observe(claim)
			b.want(f, check.Failing, "tool/shim-without-version")
			if !strings.Contains(f.Summary, "is a shim of "+c.manager) || fact(f, "What to do") == "" || strings.Contains(fact(f, "What to do"), "{") {
				t.Errorf("summary %q, evidence %+v", f.Summary, f.Evidence)
			}
			got := ""
			if fixes := claim.Fixes(f); len(fixes) > 0 {
				got = planned(fixes[0], nil)
				if fixes[0].Undo == "" || strings.Contains(fixes[0].Undo, "{") {
					t.Errorf("undo %q", fixes[0].Undo)
				}
			}
			if got != c.planned {
				t.Errorf("planned %q, want %q", got, c.planned)
			}
		})
	}
}

func TestFilesThatCanBePutRight(t *testing.T) {
	b := newBench(t)
	dir := b.folder("bin")
	b.put(dir, "jq", []byte("#!/bin/sh\necho jq-1.7\n"), 0o644)
	claim := b.room().Tool("jq", "")
	f := b.observe(claim)
	b.want(f, check.Failing, "tool/not-executable")
	fix := claim.Fixes(f)[0]
	if fix.ID != "make-executable" || len(fix.Inputs) != 1 {
		t.Fatalf("fix %+v", fix)
	}
	b.runs(fix)
	b.want(b.observe(claim), check.OK, "")

	b.put(dir, "terraform", foreign(t), 0o755)
	claim = b.room().Tool("terraform", "")
	f = b.observe(claim)
	b.want(f, check.Failing, "tool/wrong-architecture")
	b.runs(claim.Fixes(f)[0])
	b.want(b.observe(claim), check.Failing, "tool/missing")
}

func TestABrokenFileIsPassedOver(t *testing.T) {
	b := newBench(t)
	first, second := b.folder("first"), b.folder("second")
	b.link("/nowhere/jq", filepath.Join(first, "jq"))
	b.program(second, "jq", "echo jq-1.7")
	f := b.observe(b.room().Tool("jq", ""))
	b.want(f, check.OK, "")
	if fact(f, "Passed over") != "~/first/jq is a link to /nowhere/jq, which is not there" {
		t.Errorf("evidence %+v", f.Evidence)
	}
}

func TestPackageManagersInTheJourneysOrder(t *testing.T) {
	b := newBench(t)
	dir := b.folder("bin")
	for _, manager := range []string{"apt-get", "brew", "mise", "dnf"} {
		b.program(dir, manager, "exit 0")
	}
	b.program(dir, "apt-cache", "exit 100")
	env := append(slices.Clone(b.env), "PATH="+dir)
	room := tool.New(tool.Config{Runner: process.New(env), Catalogue: shipped(t), Prefer: []string{"dnf", "brew", "pacman"}})
	claim := room.Tool("git", "")
	fixes := claim.Fixes(b.observe(claim))
	if got := ids(fixes); !slices.Equal(got, []string{"install-dnf", "install-brew", "install-apt"}) {
		t.Fatalf("fixes %v", got)
	}
	if fixes[0].Recommended == "" || fixes[1].Recommended != "" {
		t.Errorf("recommended %q and %q", fixes[0].Recommended, fixes[1].Recommended)
	}
	room = tool.New(tool.Config{Runner: process.New(env), Catalogue: shipped(t), Prefer: []string{"dnf", "brew"}, Own: "apt"})
	claim = room.Tool("git", "")
	fixes = claim.Fixes(b.observe(claim))
	if got := ids(fixes); !slices.Equal(got, []string{"install-apt", "install-dnf", "install-brew"}) || fixes[0].Recommended != "" {
		t.Errorf("with one of her own, fixes %v, the first recommended by %q", got, fixes[0].Recommended)
	}
	if got := tool.Managers(process.New(env).Find); !slices.Equal(got, []string{"mise", "brew", "apt", "dnf"}) {
		t.Errorf("there is %v", got)
	}
}

func TestWithAnotherCatalogue(t *testing.T) {
	b := newBench(t)
	dir := b.folder("bin")
	more, err := tool.ParseCatalogue([]byte(`tools:
  - name: harbour
    title: Harbour
    commands: [harbour]
    version: { args: [--version], pattern: 'harbour (\S+)' }
    docs: https://example.com/harbour
  - name: git
    title: our own Git
    commands: [acme-git]
    version: { args: [--version], pattern: 'acme git (\S+)' }
    docs: https://example.com/git
`))
	if err != nil {
		t.Fatal(err)
	}
	b.program(dir, "harbour", "echo harbour 2.1")
	b.program(dir, "acme-git", "echo acme git 9.9")
	catalogue := shipped(t)
	room := b.roomOf(catalogue.With(more))
	b.want(b.observe(room.Tool("harbour", ">=2")), check.OK, "")
	b.want(b.observe(room.Tool("git", "9")), check.OK, "")
	b.want(b.observe(room.Tool("jq", "")), check.Failing, "tool/missing")
	b.want(b.observe(b.roomOf(catalogue).Tool("harbour", "")), check.Unknown, "tool/not-in-catalogue")
}

func TestOlderNumbersThatNobodySays(t *testing.T) {
	b := newBench(t)
	b.program(b.folder("bin"), "java", `echo 'openjdk version "1.8.0_392"' >&2`)
	room := b.room()
	for _, version := range []string{"8", "1.8", ">=1.8", "^8", "<11"} {
		b.want(b.observe(room.Tool("java", version)), check.OK, "")
	}
	f := b.observe(room.Tool("java", ">=11"))
	b.want(f, check.Failing, "tool/too-old")
	if f.Summary != "Java 8.0_392 is too old" {
		t.Errorf("summary %q", f.Summary)
	}
}

// TestAppleNumbersItsClangItself holds a claim on any Clang by Apple's, and says
// whose it is.
func TestAppleNumbersItsClangItself(t *testing.T) {
	b := newBench(t)
	b.program(b.folder("bin"), "clang", "echo 'Apple clang version 15.0.0 (clang-1500.3.9.4)'")
	f := b.observe(b.room().Tool("clang", ""))
	b.want(f, check.OK, "")
	if f.Summary != "Apple's clang 15.0.0" {
		t.Errorf("summary %q", f.Summary)
	}
	for _, version := range []string{"15", ">=14", "<20"} {
		f = b.observe(b.room().Tool("clang", version))
		b.want(f, check.Failing, "tool/apple-clang-for-clang")
	}
}

// TestAToolOfTheSystemHiddenByAnOwn has the system's own folder hold the one that
// would do: that comes first on nobody's PATH.
func TestAToolOfTheSystemHiddenByAnOwn(t *testing.T) {
	git, err := exec.LookPath("git")
	part(t, err == nil && filepath.Dir(git) == "/usr/bin", "git of the system is missing; install it with: build/setup/need.sh test")
	for _, c := range []struct {
		name, first, fix string
	}{
		{"in the home folder", "bin", "set-aside"},
		{"a shim in the home folder", ".asdf/shims", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			b.env = append(b.env, "SHELL=/bin/zsh")
			b.program(b.folder("managers"), "apt-get", "exit 0")
			b.program(b.folder(c.first), "git", "echo git version 2.10.0")
			b.path = append(b.path, "/usr/bin", "/bin")
			claim := b.room().Tool("git", ">=2.30")
			f := b.observe(claim)
			b.want(f, check.Failing, "tool/shadowed")
			if want := "~/" + c.first + "/git comes before 2."; !strings.Contains(f.Summary, want) {
				t.Errorf("summary %q lacks %q", f.Summary, want)
			}
			fixes := claim.Fixes(f)
			// What apt would upgrade stands behind, and would do as it is.
			if got := strings.Join(ids(fixes), " "); got != c.fix {
				t.Fatalf("fixes %q, want %q", got, c.fix)
			}
			if c.fix == "" {
				return
			}
			b.runs(fixes[0])
			b.want(b.observe(claim), check.OK, "")
			if _, err := os.Stat(filepath.Join(b.home, c.first, "git.aside")); err != nil {
				t.Error(err)
			}
		})
	}
}
