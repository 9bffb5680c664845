package repository_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/repository"
)

// project makes an origin with two folders, a branch next, two commits and a
// submodule, and returns a spec for cloning it.
func (b *bench) project() repository.CloneSpec {
	b.Helper()
	library := b.origin("library")
	origin := b.origin("harbour")
	seed := filepath.Join(b.home, "seed-harbour")
	b.git(seed, "config", "protocol.file.allow", "always")
	for _, folder := range []string{"docs/guide", "services/pay", "services/web"} {
		b.write(seed, folder+"/file.txt", folder)
	}
	b.git(seed, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", repository.FileURL(library), "library")
	b.commit(seed, "second.go", "Second")
	b.git(seed, "push", "--quiet", origin, "main", "main:next")
	b.git(origin, "config", "uploadpack.allowFilter", "true")
	return repository.CloneSpec{URL: repository.FileURL(origin), Dir: filepath.Join(b.work, "harbour"), Local: true}
}

func (b *bench) has(dir string, files ...string) {
	b.Helper()
	for _, file := range files {
		want := !strings.HasPrefix(file, "!")
		file = strings.TrimPrefix(file, "!")
		if _, err := os.Stat(filepath.Join(dir, file)); (err == nil) != want {
			b.Errorf("%s: there is %t, want %t", file, err == nil, want)
		}
	}
}

func TestCloneAsTheJourneyAsks(t *testing.T) {
	b := newBench(t)
	plain := b.project()
	for _, c := range []struct {
		name  string
		ask   func(*repository.CloneSpec)
		plan  []string
		has   []string
		proof func(dir string) (got, want string)
	}{
		{"a branch", func(s *repository.CloneSpec) { s.Branch = "next" }, []string{"git clone --branch next URL DIR"}, []string{"second.go"},
			func(dir string) (string, string) { return b.git(dir, "branch", "--show-current"), "next" }},
		{"shallow", func(s *repository.CloneSpec) { s.Depth = 1 }, []string{"git clone --depth 1 URL DIR"}, []string{"second.go"},
			func(dir string) (string, string) { return b.git(dir, "rev-list", "--count", "HEAD"), "1" }},
		{"blobless", func(s *repository.CloneSpec) { s.Blobless = true }, []string{"git clone --filter=blob:none URL DIR"}, []string{"second.go"},
			func(dir string) (string, string) {
				return b.git(dir, "config", "remote.origin.partialclonefilter"), "blob:none"
			}},
		{"sparse", func(s *repository.CloneSpec) { s.Sparse = []string{"docs", "services/pay"} },
			[]string{"git clone --sparse URL DIR", "git sparse-checkout init --cone", "git sparse-checkout set docs services/pay"},
			[]string{"second.go", "docs/guide/file.txt", "services/pay/file.txt", "!services/web"},
			func(dir string) (string, string) { return b.git(dir, "sparse-checkout", "list"), "docs\nservices/pay" }},
		{"submodules", func(s *repository.CloneSpec) { s.Submodules = true }, []string{"git clone URL DIR", "git submodule update --init --recursive --progress"}, []string{"library/main.go"},
			func(dir string) (string, string) { return b.git(dir, "status", "--porcelain"), "" }},
		{"all at once", func(s *repository.CloneSpec) {
			s.Branch, s.Depth, s.Blobless, s.Sparse, s.Submodules = "next", 1, true, []string{"docs"}, true
		}, []string{"git clone --branch next --depth 1 --filter=blob:none --sparse URL DIR", "git sparse-checkout init --cone", "git sparse-checkout set docs", "git submodule update --init --recursive --progress"},
			[]string{"docs/guide/file.txt", "!services", "library/main.go"},
			func(dir string) (string, string) { return b.git(dir, "status", "--porcelain"), "" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			spec := plain
			spec.Dir = filepath.Join(b.work, strings.ReplaceAll(c.name, " ", "-"), "harbour")
			c.ask(&spec)
			claim := b.rooms().Clone(spec)
			fix := b.fix(claim, "clone")
			var plan []string
			for _, command := range fix.Preview(nil) {
				plan = append(plan, strings.NewReplacer(spec.URL, "URL", spec.Dir, "DIR").Replace(command.String()))
			}
			if !slices.Equal(plan, c.plan) {
				t.Errorf("plan %q, want %q", plan, c.plan)
			}
			must(t, b.apply(fix, nil, check.Silent{}))
			b.want(b.observe(claim), check.OK, "")
			b.has(spec.Dir, c.has...)
			if got, want := c.proof(spec.Dir); got != want {
				t.Errorf("it shows %q, want %q", got, want)
			}
			if left := b.entries(filepath.Dir(spec.Dir)); !slices.Equal(left, []string{"harbour"}) {
				t.Errorf("beside the clone: %v", left)
			}
		})
	}
}

func TestCloneByHandIsCompleted(t *testing.T) {
	b := newBench(t)
	spec := b.project()
	b.git(b.work, "clone", "--quiet", "--single-branch", "--sparse", spec.URL, spec.Dir)
	b.git(spec.Dir, "sparse-checkout", "set", "docs")
	b.write(spec.Dir, "second.go", "changed by her")
	for _, c := range []struct {
		code, fix string
		ask       func(*repository.CloneSpec)
		has       []string
	}{
		{"clone/no-branch", "branch", func(s *repository.CloneSpec) { s.Branch = "next" }, nil},
		{"clone/sparse", "sparse", func(s *repository.CloneSpec) { s.Sparse = []string{"docs/guide", "services/pay"} }, []string{"docs/guide", "services/pay", "!services/web"}},
		{"clone/submodules", "submodules", func(s *repository.CloneSpec) { s.Submodules = true }, []string{"library/main.go"}},
	} {
		t.Run(c.fix, func(t *testing.T) {
			spec := spec
			c.ask(&spec)
			claim := b.rooms().Clone(spec)
			b.want(b.observe(claim), check.Failing, c.code)
			must(t, b.apply(b.fix(claim, c.fix), nil, check.Silent{}))
			b.want(b.observe(claim), check.OK, "")
			b.has(spec.Dir, c.has...)
		})
	}
	if body, err := os.ReadFile(filepath.Join(spec.Dir, "second.go")); err != nil || string(body) != "changed by her" {
		t.Errorf("her change is gone: %q, %v", body, err)
	}
}

func TestSubmodulesOfSubmodulesAreFetched(t *testing.T) {
	b := newBench(t)
	spec := b.project()
	inner := b.origin("inner")
	library := filepath.Join(b.home, "nested-library")
	b.git(b.home, "clone", "--quiet", strings.TrimPrefix(spec.URL, "file://"), filepath.Join(b.home, "look"))
	url := b.git(filepath.Join(b.home, "look"), "config", "--file", ".gitmodules", "submodule.library.url")
	b.git(b.home, "clone", "--quiet", url, library)
	b.git(library, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", repository.FileURL(inner), "deep down")
	b.git(library, "commit", "--quiet", "-m", "Nest")
	b.git(library, "push", "--quiet", "origin", "HEAD:main")
	seed := filepath.Join(b.home, "seed-harbour")
	b.git(seed, "-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init", "--remote", "library")
	b.git(seed, "commit", "--quiet", "--all", "-m", "Newer library")
	b.git(seed, "push", "--quiet", strings.TrimPrefix(spec.URL, "file://"), "main")
	spec.Submodules = true
	claim := b.rooms().Clone(spec)
	must(t, b.apply(b.fix(claim, "clone"), nil, check.Silent{}))
	b.want(b.observe(claim), check.OK, "")
	b.has(spec.Dir, "library/deep down/main.go")

	b.git(filepath.Join(spec.Dir, "library"), "submodule", "--quiet", "deinit", "--force", "--all")
	f := b.observe(claim)
	b.want(f, check.Failing, "clone/submodules")
	if got := fact(f, "Submodules that are missing"); got != "library/deep down" {
		t.Errorf("missing is %q", got)
	}
	must(t, b.apply(b.fix(claim, "submodules"), nil, check.Silent{}))
	b.want(b.observe(claim), check.OK, "")
}

func TestCloneSaysWhatItHoldsOfTheHistory(t *testing.T) {
	b := newBench(t)
	spec := b.project()
	b.git(b.work, "clone", "--quiet", "--depth", "1", "--filter=blob:none", spec.URL, spec.Dir)
	f := b.observe(b.rooms().Clone(spec))
	b.want(f, check.OK, "")
	if !strings.Contains(fact(f, "History"), "only the newest commit;") || fact(f, "Contents") == "" {
		t.Errorf("evidence %+v", f.Evidence)
	}
}

func TestCloneSaysThatABranchIsNotThere(t *testing.T) {
	b := newBench(t)
	spec := b.project()
	spec.Branch = "gone"
	wantCode(t, b.apply(b.fix(b.rooms().Clone(spec), "clone"), nil, check.Silent{}), "git/no-branch")
	b.git(b.work, "clone", "--quiet", spec.URL, spec.Dir)
	wantCode(t, b.apply(b.fix(b.rooms().Clone(spec), "branch"), nil, check.Silent{}), "git/no-branch")
}

func TestCloneFetchesNoSubmoduleFromWhereItMayNot(t *testing.T) {
	b := newBench(t)
	spec := b.project()
	seed := filepath.Join(b.home, "seed-harbour")
	for _, url := range []string{"ext::sh -c 'touch " + filepath.Join(b.home, "owned") + "'", "http://127.0.0.1:1/x.git", "git://127.0.0.1:1/x"} {
		b.git(seed, "config", "--file", ".gitmodules", "submodule.library.url", url)
		b.git(seed, "commit", "--quiet", "--all", "--allow-empty", "-m", "Elsewhere")
		b.git(seed, "push", "--quiet", strings.TrimPrefix(spec.URL, "file://"), "main")
		spec.Submodules = true
		err := b.apply(b.fix(b.rooms().Clone(spec), "clone"), nil, check.Silent{})
		wantCode(t, err, "git/protocol-refused")
		b.has(b.home, "!owned")
		if left := b.entries(b.work); len(left) != 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}
