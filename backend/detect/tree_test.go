package detect_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"firstlight/backend/detect"
)

// repository makes a real git repository of the files and returns its folder.
func repository(t *testing.T, files tree, configure ...[]string) string {
	t.Helper()
	dir := t.TempDir()
	run := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", dir, "-c", "core.autocrlf=false"}, args...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	run("init", "-q")
	for name, text := range files {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range configure {
		run(args...)
	}
	run("add", "-A")
	return dir
}

func lookAt(t *testing.T, fsys fs.FS, opts detect.Options) detect.Report {
	t.Helper()
	report, err := detect.Look(t.Context(), fsys, opts)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestGitsIndex(t *testing.T) {
	files := tree{"go.mod": "module x\ngo 1.25\n", "web/package.json": `{"engines":{"node":"22"}}`, "web/a/very/long/way/down/x.txt": "x"}
	for name, configure := range map[string][][]string{
		"version 2": nil,
		"version 3": {{"add", "go.mod"}, {"add", "-N", "web/package.json"}},
		"version 4": {{"update-index", "--index-version", "4"}},
		"split":     {{"update-index", "--split-index"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := repository(t, files, configure...)
			// What git does not keep does not speak.
			if err := os.WriteFile(filepath.Join(dir, ".nvmrc"), []byte("18"), 0o644); err != nil {
				t.Fatal(err)
			}
			got := tell(lookAt(t, os.DirFS(dir), detect.Options{}))
			want := []string{"tool go >=1.25.0 <- go.mod:2", "tool node >=22.0.0 <23.0.0-0 (optional) part web/ <- web/package.json:1"}
			for _, w := range want {
				if !has(got, w) {
					t.Errorf("no %q in\n%s", w, strings.Join(got, "\n"))
				}
			}
			if has(got, "conflict…") {
				t.Errorf("a file that is not kept spoke:\n%s", strings.Join(got, "\n"))
			}
		})
	}
}

func TestADamagedIndexIsANote(t *testing.T) {
	dir := repository(t, tree{"go.mod": "module x\ngo 1.25\n", "b/go.mod": "module y\n"})
	index := filepath.Join(dir, ".git", "index")
	whole, err := os.ReadFile(index)
	if err != nil {
		t.Fatal(err)
	}
	for _, length := range []int{0, 4, 11, 40, 100, len(whole) / 2} {
		if err := os.WriteFile(index, whole[:min(length, len(whole))], 0o644); err != nil {
			t.Fatal(err)
		}
		got := tell(lookAt(t, os.DirFS(dir), detect.Options{}))
		if !has(got, "tool go >=1.25.0 <- go.mod:2") || !has(got, "note: .git/index: the folders were walked instead…") {
			t.Errorf("cut after %d bytes: %v", length, got)
		}
	}
}

func TestLinksAreNotFollowed(t *testing.T) {
	outside := t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "go.mod"), []byte("module x\ngo 1.25\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	dir := repository(t, tree{"sub/go.mod": "module x\ngo 1.24\n", "README.md": "x"})
	for _, link := range [][2]string{{outside, "linked"}, {".", "loop"}, {filepath.Join(outside, "go.mod"), "go.mod"}} {
		if err := os.Symlink(link[0], filepath.Join(dir, link[1])); err != nil {
			t.Skipf("this system makes no links: %v", err)
		}
	}
	// A folder that git keeps has become a link since.
	if err := os.RemoveAll(filepath.Join(dir, "sub")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "sub")); err != nil {
		t.Fatal(err)
	}
	for _, index := range []string{"by the index", "by walking"} {
		got := tell(lookAt(t, os.DirFS(dir), detect.Options{}))
		if has(got, "tool…") {
			t.Errorf("%s: read through a link: %v", index, got)
		}
		if err := os.RemoveAll(filepath.Join(dir, ".git")); err != nil {
			t.Fatal(err)
		}
	}
}

func TestBounds(t *testing.T) {
	files := tree{"go.mod": "module x\ngo 1.25\n", "package.json": `{"x":"` + strings.Repeat("a", 2000) + `"}`}
	for i := range 50 {
		files[fmt.Sprintf("p%02d/go.mod", i)] = "module y\n"
	}
	got := tell(lookAt(t, files.fs(), detect.Options{Files: 10, FileBytes: 1000, Entries: 200}))
	for _, want := range []string{"tool go >=1.25.0…", "note: 42 files deeper in the repository were left out…", "note: package.json: not read: it is too long…"} {
		if !has(got, want) {
			t.Errorf("no %q in\n%s", want, strings.Join(got, "\n"))
		}
	}
	got = tell(lookAt(t, files.fs(), detect.Options{Entries: 20}))
	if !has(got, "note: there are more than 20 files and folders…") || !has(got, "tool go >=1.25.0…") {
		t.Errorf("a bound on the entries: %v", got)
	}
}

func TestALookEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := detect.Look(ctx, tree{"go.mod": "module x"}.fs(), detect.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestOthersFilesDoNotSpeak(t *testing.T) {
	files := tree{}
	for _, dir := range []string{"node_modules/a", "vendor/a", "third_party/a", "testdata", "test/fixtures/a", "examples/a", "templates/a", "docs", "website", "contrib/a", "tests", "my-template", "src/__fixtures__/a"} {
		files[dir+"/package.json"] = `{"engines":{"node":"1"}}`
		files[dir+"/go.mod"] = "module x\ngo 1.1\n"
		files[dir+"/compose.yml"] = "services: {db: {image: postgres}}"
	}
	if got := look(t, files); got != nil {
		t.Errorf("they spoke:\n%s", strings.Join(got, "\n"))
	}
}

// hostile are texts that parsers have been brought down with.
func hostile() map[string]string {
	return map[string]string{
		"brackets": strings.Repeat("[", 50_000), "braces": strings.Repeat(`{"a":`, 20_000), "binary": "\x00\x01\xff\xfe",
		"not UTF-8": "\xff\xfe\xfd: \xff", "aliases": "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\nservices: {e: [*d,*d,*d,*d,*d,*d,*d,*d,*d], f: *d}\n",
		"itself": "a: &a [*a]\nservices: *a\n", "a long line": strings.Repeat("a", 80_000), "lines": strings.Repeat("\n- go 1.2", 10_000), "unfinished": `{"engines":{"node":`,
		"keys": strings.Repeat("a.", 8_000) + "b = 1", "merge": "services: &a\n  <<: *a\n", "null": "null", "number": "1", "empty": "",
	}
}

// read are the names of files that readers take.
var read = []string{
	"go.mod", "go.work", "package.json", "pnpm-workspace.yaml", "lerna.json", "yarn.lock", "pnpm-lock.yaml", ".yarnrc.yml", ".nvmrc", ".tool-versions",
	"mise.toml", "Makefile", "justfile", "Taskfile.yml", "Procfile", "compose.yml", "README.md", "CONTRIBUTING.rst", "pyproject.toml", "uv.lock",
	"requirements.txt", "Cargo.toml", "rust-toolchain", "Gemfile", "Gemfile.lock", "composer.json", "mix.exs", "global.json", "a.csproj", "pom.xml",
	"build.gradle", "build.gradle.kts", "flake.nix", "devbox.json", "deno.json", ".pre-commit-config.yaml", "lefthook.yml", "Dockerfile",
	".devcontainer/devcontainer.json", ".github/workflows/ci.yml", "Brewfile",
}

func TestHostileFiles(t *testing.T) {
	for name, text := range hostile() {
		t.Run(name, func(t *testing.T) {
			m := fstest.MapFS{}
			for _, file := range read {
				m[file] = &fstest.MapFile{Data: []byte(text)}
			}
			lookAt(t, m, detect.Options{})
		})
	}
}

func FuzzLook(f *testing.F) {
	for i := range read {
		f.Add(i, []byte("go 1.25\nnode: 22\n[tools]\na = \"1\"\n"))
	}
	for _, text := range hostile() {
		if len(text) < 1000 {
			f.Add(0, []byte(text))
		}
	}
	f.Fuzz(func(t *testing.T, which int, data []byte) {
		name := read[uint(which)%uint(len(read))]
		report := lookAt(t, fstest.MapFS{name: &fstest.MapFile{Data: data}}, detect.Options{})
		for _, c := range report.Claims {
			if c.From.Line < 1 || c.From.Line > strings.Count(string(data), "\n")+1 {
				t.Errorf("line %d of %d: %+v", c.From.Line, strings.Count(string(data), "\n")+1, c)
			}
		}
	})
}

func FuzzIndex(f *testing.F) {
	f.Add([]byte("DIRC\x00\x00\x00\x04\x00\x00\x00\x01"))
	f.Fuzz(func(t *testing.T, data []byte) {
		lookAt(t, fstest.MapFS{".git/index": &fstest.MapFile{Data: data}}, detect.Options{})
	})
}
