package repository_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/shirou/gopsutil/v4/disk"

	"firstlight/backend/check"
	"firstlight/backend/repository"
)

func TestCloneKeepsLinksThatLeadOutAsPlainFiles(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("git makes links here only for those who may")
	}
	b := newBench(t)
	origin := b.origin("harbour")
	seed := filepath.Join(b.home, "seed-harbour")
	links := map[string]string{
		"absolute": "/etc/passwd", "out": "../../outside", "hooks": ".git/hooks", "docs/up": "../../../x", "inner": "docs/guide",
		"docs/around": "../main.go", "nowhere": "not/there/yet", "through": "docs/up/y",
	}
	for name, to := range links {
		must(t, os.MkdirAll(filepath.Join(seed, filepath.Dir(name)), 0o755))
		must(t, os.Symlink(to, filepath.Join(seed, name)))
	}
	b.commit(seed, "docs/guide/file.txt", "Links")
	b.git(seed, "push", "--quiet", origin, "main")
	spec := repository.CloneSpec{URL: repository.FileURL(origin), Dir: filepath.Join(b.work, "harbour"), Local: true}
	claim, out := b.rooms().Clone(spec), &tape{}
	must(t, b.apply(b.fix(claim, "clone"), nil, out))
	b.want(b.observe(claim), check.OK, "")
	for name, to := range links {
		info, err := os.Lstat(filepath.Join(spec.Dir, name))
		must(t, err)
		leadsOut := name == "absolute" || name == "out" || name == "hooks" || name == "docs/up"
		if isLink := info.Mode()&os.ModeSymlink != 0; leadsOut == isLink {
			t.Errorf("%s → %s: it is a link: %t", name, to, isLink)
		}
		if body, err := os.ReadFile(filepath.Join(spec.Dir, name)); leadsOut && (err != nil || string(body) != to) {
			t.Errorf("%s holds %q, %v", name, body, err)
		}
	}
	if status := b.git(spec.Dir, "status", "--porcelain"); status != "" {
		t.Errorf("the clone is not clean:\n%s", status)
	}
	if want := "Kept as plain files, as they lead out of the folder: absolute, docs/up, hooks and 1 more"; !strings.Contains(out.text(), want) {
		t.Errorf("it does not say so:\n%s", out.text())
	}
}

func TestWhatACloneTakes(t *testing.T) {
	const mega = 1 << 20
	g := newBench(t).rooms()
	origin := "https://git.example.com/harbour.git"
	says := func(bytes int64) func(context.Context) (int64, bool) {
		return func(context.Context) (int64, bool) { return bytes, true }
	}
	for name, c := range map[string]struct {
		spec repository.CloneSpec
		want uint64
	}{
		"nobody says":            {repository.CloneSpec{URL: origin}, 500 * mega},
		"told to be small":       {repository.CloneSpec{URL: origin, Size: says(7 << 10)}, 100 * mega},
		"told to be large":       {repository.CloneSpec{URL: origin, Size: says(1000 * mega)}, 4010 * mega},
		"a part of a large one":  {repository.CloneSpec{URL: origin, Size: says(1000 * mega), Blobless: true}, 500 * mega},
		"a part of a middle one": {repository.CloneSpec{URL: origin, Size: says(50 * mega), Depth: 1}, 210 * mega},
	} {
		if got := g.Takes(t.Context(), c.spec, mega); got != c.want {
			t.Errorf("%s: it takes %d MiB, want %d", name, got/mega, c.want/mega)
		}
	}
}

func TestCloneNeedsRoom(t *testing.T) {
	b := newBench(t)
	origin := b.origin("harbour")
	dir := filepath.Join(b.work, "new", "harbour")
	demanding := b.rooms().Demanding(1 << 62)
	far := demanding.Clone(repository.CloneSpec{URL: "https://git.example.com/harbour.git", Dir: dir})
	wantCode(t, b.apply(b.fix(far, "clone"), nil, check.Silent{}), "git/disk-low")
	b.has(b.work, "!new")
	says := func(bytes int64, known bool) func(context.Context) (int64, bool) {
		return func(context.Context) (int64, bool) { return bytes, known }
	}
	for _, size := range []func(context.Context) (int64, bool){says(1<<52, true), says(0, false)} {
		told := demanding.Clone(repository.CloneSpec{URL: "https://git.example.com/harbour.git", Dir: dir, Size: size})
		wantCode(t, b.apply(b.fix(told, "clone"), nil, check.Silent{}), "git/disk-low")
	}
	server := b.rooms().Demanding(1 << 62).Clone(repository.CloneSpec{URL: "https://127.0.0.1:1/harbour.git", Dir: dir, Size: says(7<<10, true)})
	if err := b.apply(b.fix(server, "clone"), nil, check.Silent{}); err == nil || strings.Contains(err.Error(), "free") {
		t.Errorf("a clone that is told to be small: %v", err)
	}
	must(t, os.RemoveAll(filepath.Dir(dir)))

	// What a small origin on this machine takes is known, and so is what a large one
	// does.
	near := demanding.Clone(repository.CloneSpec{URL: repository.FileURL(origin), Dir: dir, Local: true})
	large := filepath.Join(origin, "objects", "large")
	must(t, os.WriteFile(large, nil, 0o644))
	usage, err := disk.Usage(origin)
	must(t, err)
	// It has to be one that the disk has room for: not each system leaves holes.
	must(t, os.Truncate(large, int64(usage.Free/2)))
	wantCode(t, b.apply(b.fix(near, "clone"), nil, check.Silent{}), "git/disk-low")
	b.has(b.work, "!new")
	partly := b.rooms().Demanding(1).Clone(repository.CloneSpec{URL: repository.FileURL(origin), Dir: dir, Local: true, Blobless: true})
	must(t, b.apply(b.fix(partly, "clone"), nil, check.Silent{}))
	must(t, os.RemoveAll(dir))
	must(t, os.Remove(large))
	must(t, b.apply(b.fix(near, "clone"), nil, check.Silent{}))
	b.want(b.observe(near), check.OK, "")
}

func TestAWaryCloneAsksAboutWhatTheMachineCannotHold(t *testing.T) {
	b := newBench(t)
	origin := b.origin("harbour")
	spec := repository.CloneSpec{URL: repository.FileURL(origin), Dir: filepath.Join(b.work, "harbour"), Local: true}
	plain := b.rooms().Wary().Clone(spec)
	must(t, b.apply(b.fix(plain, "clone"), nil, check.Silent{}))
	b.want(b.observe(plain), check.OK, "")
	b.has(spec.Dir, "main.go")
	if status := b.git(spec.Dir, "status", "--porcelain"); status != "" {
		t.Errorf("the clone is not clean:\n%s", status)
	}
	if runtime.GOOS == "windows" {
		t.Skip("git makes no such path here")
	}
	seed := filepath.Join(b.home, "seed-harbour")
	long := strings.Repeat(strings.Repeat("long", 60)+"/", 4) + "file.txt"
	b.commit(seed, long, "Long")
	b.git(seed, "push", "--quiet", origin, "main")
	spec.Dir = filepath.Join(b.work, "other")
	claim := b.rooms().Wary().Clone(spec)
	declines := &person{refuses: check.ErrDeclined}
	wantCode(t, b.apply(b.fix(claim, "clone"), nil, declines), "clone/not-wanted")
	if len(declines.asked) != 1 || fact(check.Finding{Evidence: declines.asked[0].Facts}, "Paths that are too long") != long {
		t.Errorf("asked %+v", declines.asked)
	}
	if left := b.entries(b.work); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
	must(t, b.apply(b.fix(claim, "clone"), nil, &person{answers: map[string]string{"": check.Yes}}))
	b.has(spec.Dir, "main.go", long)
}

func TestAWaryCloneOfAnEmptyRepository(t *testing.T) {
	b := newBench(t)
	origin := filepath.Join(b.home, "empty.git")
	b.git(b.home, "init", "--quiet", "--bare", origin)
	claim := b.rooms().Wary().Clone(repository.CloneSpec{URL: repository.FileURL(origin), Dir: filepath.Join(b.work, "harbour"), Local: true})
	must(t, b.apply(b.fix(claim, "clone"), nil, check.Silent{}))
	b.want(b.observe(claim), check.Failing, "clone/unfinished")
}
