package repository_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/needed"
	"firstlight/backend/repository"
)

// large makes an origin that keeps a large file with Git LFS, of which the
// person has not set anything up.
func (b *bench) large() repository.CloneSpec {
	b.Helper()
	needed.Program(b, "git-lfs", "git-lfs")
	origin := b.origin("harbour")
	seed := filepath.Join(b.home, "seed-harbour")
	b.git(seed, "lfs", "install", "--local")
	b.git(seed, "lfs", "track", "*.bin")
	b.write(seed, "large.bin", strings.Repeat("large ", 100_000))
	b.git(seed, "add", "--all")
	b.git(seed, "commit", "--quiet", "-m", "Large")
	b.git(seed, "remote", "add", "origin", repository.FileURL(origin))
	b.git(seed, "push", "--quiet", "origin", "main")
	return repository.CloneSpec{URL: repository.FileURL(origin), Dir: filepath.Join(b.work, "harbour"), Local: true}
}

func (b *bench) wantLarge(dir string) {
	b.Helper()
	if info, err := os.Stat(filepath.Join(dir, "large.bin")); err != nil || info.Size() != 600_000 {
		b.Errorf("the large file: %v, %v", info, err)
	}
	if status := b.git(dir, "status", "--porcelain"); status != "" {
		b.Errorf("the clone is not clean:\n%s", status)
	}
}

func TestCloneFetchesLargeFiles(t *testing.T) {
	b := newBench(t)
	spec := b.large()
	claim, out := b.rooms().Clone(spec), &tape{}
	must(t, b.apply(b.fix(claim, "clone"), nil, out))
	b.want(b.observe(claim), check.OK, "")
	b.wantLarge(spec.Dir)
	if !out.reached("Downloading LFS objects") {
		t.Errorf("no progress of it: %+v", out.phases)
	}
}

func TestLargeFilesOfAFolderAreKnown(t *testing.T) {
	b := newBench(t)
	spec := b.large()
	seed := filepath.Join(b.home, "seed-harbour")
	must(t, os.Mkdir(filepath.Join(seed, "media"), 0o755))
	b.git(seed, "mv", ".gitattributes", "media/.gitattributes")
	b.git(seed, "mv", "large.bin", "media/large.bin")
	b.git(seed, "commit", "--quiet", "-m", "Move")
	b.git(seed, "push", "--quiet", "origin", "main")
	claim := b.rooms().Clone(spec)
	must(t, b.apply(b.fix(claim, "clone"), nil, &tape{}))
	b.want(b.observe(claim), check.OK, "")
	b.wantLarge(filepath.Join(spec.Dir, "media"))
}

func TestCloneByHandGetsItsLargeFiles(t *testing.T) {
	b := newBench(t)
	spec := b.large()
	b.git(b.work, "clone", "--quiet", spec.URL, spec.Dir)
	claim := b.rooms().Clone(spec)
	f := b.observe(claim)
	b.want(f, check.Failing, "clone/large-files")
	if fact(f, "Files that are missing") != "large.bin" {
		t.Errorf("evidence %+v", f.Evidence)
	}
	must(t, b.apply(b.fix(claim, "large-files"), nil, check.Silent{}))
	b.want(b.observe(claim), check.OK, "")
	b.wantLarge(spec.Dir)
}

func TestCloneWithoutLFSSaysSo(t *testing.T) {
	b := newBench(t)
	spec := b.large()
	// Her settings come from another machine, which had it.
	b.git(b.home, "config", "--global", "filter.lfs.process", "git-lfs filter-process")
	b.git(b.home, "config", "--global", "filter.lfs.smudge", "git-lfs smudge -- %f")
	b.git(b.home, "config", "--global", "filter.lfs.required", "true")
	// A machine on which there is git but not git-lfs.
	bin := filepath.Join(b.home, "bin")
	must(t, os.Mkdir(bin, 0o755))
	for _, program := range []string{"git", "sh"} {
		real, err := exec.LookPath(program)
		must(t, err)
		must(t, os.Symlink(real, filepath.Join(bin, program)))
	}
	b.Setenv("PATH", bin)
	spec.LFS = check.Check{
		Observe: func(context.Context, check.Output) check.Finding {
			return check.Fail("tool/missing", "Git LFS is not installed")
		},
		Fixes: func(check.Finding) []check.Fix { return []check.Fix{{ID: "install-apt", Title: "Install Git LFS"}} },
	}
	claim, out := b.rooms().Clone(spec), &tape{}
	must(t, b.apply(b.fix(claim, "clone"), nil, out))
	if !strings.Contains(out.text(), "Git LFS, which is not installed") {
		t.Errorf("output:\n%s", out.text())
	}
	b.want(b.observe(claim), check.Failing, "clone/lfs-missing")
	if fix := b.fix(claim, "install-apt"); fix.Title != "Install Git LFS" {
		t.Errorf("fix %+v", fix)
	}
	must(t, os.Remove(filepath.Join(spec.Dir, "large.bin")))
	_, err := b.tryGit(spec.Dir, "checkout", "--", "large.bin")
	if err == nil {
		t.Fatal("git checks out large files without git-lfs; this test proves nothing")
	}
}
