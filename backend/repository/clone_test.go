package repository_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shirou/gopsutil/v4/process"

	"firstlight/backend/check"
	"firstlight/backend/repository"
)

func TestCloneFromMissingToCloned(t *testing.T) {
	b := newBench(t)
	origin := b.origin("harbour")
	spec := repository.CloneSpec{URL: repository.FileURL(origin), Dir: filepath.Join(b.work, "new", "harbour"), Local: true, Shown: "embedded:harbour"}
	c := b.rooms().Clone(spec)
	f := b.observe(c)
	b.want(f, check.Failing, "clone/missing")
	if !f.Pending {
		t.Error("what is not cloned reads as broken")
	}

	out := &tape{}
	fix := b.fix(c, "clone")
	if got, want := fix.Preview(nil)[0].String(), "git clone "+spec.URL+" "+spec.Dir; got != want {
		t.Errorf("preview %q, want %q", got, want)
	}
	if err := b.apply(fix, nil, out); err != nil {
		t.Fatal(err)
	}
	f = b.observe(c)
	b.want(f, check.OK, "")
	if fact(f, "Origin") != "embedded:harbour" || fact(f, "Branch") != "main" || !strings.Contains(fact(f, "Commit"), "package main") {
		t.Errorf("evidence %+v", f.Evidence)
	}
	if got := b.entries(filepath.Dir(spec.Dir)); !slices.Equal(got, []string{"harbour"}) {
		t.Errorf("beside the clone: %v", got)
	}
	if status := b.git(spec.Dir, "status", "--porcelain"); status != "" {
		t.Errorf("the clone is not clean:\n%s", status)
	}
	if strings.Contains(out.text(), "partial") || !strings.Contains(out.text(), "Receiving objects: 100%") {
		t.Errorf("output:\n%s", out.text())
	}
	if !out.reached("Receiving objects") {
		t.Errorf("no progress of what was received: %+v", out.phases)
	}
}

func TestClonePreparesItsOriginOnlyOnConsent(t *testing.T) {
	b := newBench(t)
	origin := b.origin("harbour")
	prepared := 0
	c := b.rooms().Clone(repository.CloneSpec{
		URL: repository.FileURL(origin), Dir: filepath.Join(b.work, "harbour"), Local: true,
		Prepare: func(context.Context) error { prepared++; return nil },
	})
	fix := b.fix(c, "clone")
	if prepared != 0 {
		t.Fatal("looking prepared the origin")
	}
	if err := b.apply(fix, nil, check.Silent{}); err != nil || prepared != 1 {
		t.Errorf("error %v, prepared %d times", err, prepared)
	}
}

func TestCloneFindsWhatStandsThere(t *testing.T) {
	b := newBench(t)
	origin := b.origin("harbour")
	other := b.origin("other")
	for _, c := range []struct {
		name   string
		lay    func(dir string)
		status check.Status
		code   string
	}{
		{"an empty folder", func(dir string) { b.write(dir, "x", ""); must(t, os.Remove(filepath.Join(dir, "x"))) }, check.Failing, "clone/missing"},
		{"a file", func(dir string) { b.write(filepath.Dir(dir), filepath.Base(dir), "x") }, check.Failing, "clone/not-a-repository"},
		{"a folder of files", func(dir string) { b.write(dir, "x", "x") }, check.Failing, "clone/not-a-repository"},
		{"a folder with a broken .git", func(dir string) { b.write(dir, ".git/HEAD", "nonsense") }, check.Failing, "clone/not-a-repository"},
		{"another origin", func(dir string) { b.git(b.work, "clone", "--quiet", other, dir) }, check.Failing, "clone/wrong-origin"},
		{"no origin", func(dir string) { b.git(b.work, "init", "--quiet", dir) }, check.Failing, "clone/wrong-origin"},
		{"a clone without a commit", func(dir string) {
			b.git(b.work, "init", "--quiet", dir)
			b.git(dir, "remote", "add", "origin", repository.FileURL(origin))
		}, check.Failing, "clone/unfinished"},
		{"a clone by hand, by its path", func(dir string) { b.git(b.work, "clone", "--quiet", origin, dir) }, check.OK, ""},
		{"a clone at a commit", func(dir string) {
			b.git(b.work, "clone", "--quiet", origin, dir)
			b.git(dir, "checkout", "--quiet", "--detach")
		}, check.OK, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(b.work, "at", strings.ReplaceAll(c.name, " ", "-"))
			c.lay(dir)
			spec := repository.CloneSpec{URL: repository.FileURL(origin), Dir: dir, Local: true}
			f := b.observe(b.rooms().Clone(spec))
			if f.Status != c.status || f.Code != c.code {
				t.Errorf("finding %s %q (%s), want %s %q", f.Status, f.Code, f.Summary, c.status, c.code)
			}
		})
	}
}

func TestCloneInsideAnotherRepositoryIsNotThatOne(t *testing.T) {
	b := newBench(t)
	dir, origin := b.cloned()
	inner := filepath.Join(dir, "harbour")
	b.write(inner, ".git/HEAD", "nonsense")
	f := b.observe(b.rooms().Clone(repository.CloneSpec{URL: repository.FileURL(origin), Dir: inner, Local: true}))
	b.want(f, check.Failing, "clone/not-a-repository")
}

func TestCloneNeverOverwrites(t *testing.T) {
	b := newBench(t)
	dir := filepath.Join(b.work, "harbour")
	c := b.rooms().Clone(repository.CloneSpec{URL: repository.FileURL(b.origin("harbour")), Dir: dir, Local: true})
	fix := b.fix(c, "clone")
	b.write(dir, "mine.txt", "weeks of work") // It appears after the person was asked.
	err := b.apply(fix, nil, check.Silent{})
	wantCode(t, err, "clone/in-the-way")
	if got := b.entries(dir); !slices.Equal(got, []string{"mine.txt"}) {
		t.Errorf("the folder holds %v", got)
	}
}

func TestAnOriginWithATokenInItIsTheSameOrigin(t *testing.T) {
	b := newBench(t)
	dir, _ := b.cloned()
	for _, who := range []string{"ada:pa55word@", "0123456789abcdef0123456789abcdef01234567@", "ada@"} {
		b.git(dir, "remote", "set-url", "origin", "https://"+who+"example.com/acme/pay.git")
		f := b.observe(b.rooms().Clone(repository.CloneSpec{URL: "https://example.com/acme/pay", Dir: dir}))
		b.want(f, check.OK, "")
		w, err := b.rooms().Work(t.Context(), dir)
		if err != nil || w.Origin != "https://example.com/acme/pay.git" {
			t.Errorf("with %s it is %q (%v)", who, w.Origin, err)
		}
	}
}

func TestCloneRefusesAddresses(t *testing.T) {
	b := newBench(t)
	for _, address := range []string{"ext::sh -c 'touch owned'", "--upload-pack=touch owned", "http://example.com/x.git", "file:///tmp/x.git", "git://example.com/x", "https://ada:secret@example.com/x.git"} {
		c := b.rooms().Clone(repository.CloneSpec{URL: address, Dir: filepath.Join(b.work, "x")})
		f := b.observe(c)
		b.want(f, check.Failing, "clone/refused")
		if len(c.Fixes(f)) > 0 {
			t.Errorf("%s: a fix is offered", address)
		}
		if strings.Contains(fact(f, "Origin"), "secret") {
			t.Errorf("%s: the password is shown", address)
		}
	}
}

func TestCloneOverHTTPS(t *testing.T) {
	b := newBench(t)
	b.origin("harbour")
	s := b.serve()
	spec := repository.CloneSpec{URL: s.URL + "/harbour.git", Dir: filepath.Join(b.work, "harbour")}
	for _, c := range []struct {
		name, password, url, code string
	}{
		{"wrong password", "dark", spec.URL, "git/sign-in"},
		{"no such repository", serverPassword, s.URL + "/nowhere.git", "git/not-found"},
		{"no server", serverPassword, "https://127.0.0.1:1/harbour.git", "git/no-network"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b.signIn(c.password)
			spec := spec
			spec.URL = c.url
			err := b.apply(b.fix(b.rooms().Clone(spec), "clone"), nil, check.Silent{})
			wantCode(t, err, c.code)
			if got := b.entries(b.work); len(got) != 0 {
				t.Errorf("left behind: %v", got)
			}
		})
	}
	t.Run("right password", func(t *testing.T) {
		b.signIn(serverPassword)
		c := b.rooms().Clone(spec)
		must(t, b.apply(b.fix(c, "clone"), nil, check.Silent{}))
		b.want(b.observe(c), check.OK, "")
	})
}

// midway starts a fix on a slow line and calls break when bytes flow; it
// returns the fix's error.
func midway(b *bench, s *server, fix check.Fix, interrupt func(cancel func())) error {
	b.Helper()
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	s.sent.Store(0)
	s.received.Store(0)
	s.slow.Store(int64(20 * time.Millisecond))
	defer s.slow.Store(0)
	ended := make(chan error, 1)
	go func() { ended <- fix.Apply(ctx, nil, check.Silent{}) }()
	eventually(b.T, "bytes flow", s.flows)
	interrupt(cancel)
	return <-ended
}

func TestCloneCancelledLeavesNothing(t *testing.T) {
	b := newBench(t)
	b.bulky(b.origin("harbour"))
	s := b.serve()
	b.signIn(serverPassword)
	c := b.rooms().Clone(repository.CloneSpec{URL: s.URL + "/harbour.git", Dir: filepath.Join(b.work, "harbour")})
	err := midway(b, s, b.fix(c, "clone"), func(cancel func()) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was cancelled", err)
	}
	if got := b.entries(b.work); len(got) != 0 {
		t.Errorf("left behind: %v", got)
	}
}

func TestCloneWhoseGitIsKilledGoesOnByItself(t *testing.T) {
	b := newBench(t)
	b.bulky(b.origin("harbour"))
	s := b.serve()
	b.signIn(serverPassword)
	c := b.rooms().Hurried().Clone(repository.CloneSpec{URL: s.URL + "/harbour.git", Dir: filepath.Join(b.work, "harbour")})
	must(t, midway(b, s, b.fix(c, "clone"), func(func()) {
		if n := b.killGit("clone"); n == 0 {
			t.Error("found no git clone to kill")
		}
	}))
	b.want(b.observe(c), check.OK, "")
	eventually(t, "what the killed git held is cleared away", func() bool { return slices.Equal(b.entries(b.work), []string{"harbour"}) })
}

func TestCloneWhoseProgramIsKilledCanBeTriedAgain(t *testing.T) {
	b := newBench(t)
	b.bulky(b.origin("harbour"))
	s := b.serve()
	b.signIn(serverPassword)
	s.slow.Store(int64(20 * time.Millisecond))
	victim := b.program(os.Args[0])
	victim.Dir = b.work
	victim.Env = append(victim.Env, cloneVariable+"="+s.URL+"/harbour.git")
	must(t, victim.Start())
	eventually(t, "bytes flow", s.flows)
	must(t, victim.Process.Kill())
	_ = victim.Wait() // It was killed, so there is nothing to learn.
	s.slow.Store(0)

	c := b.rooms().Clone(repository.CloneSpec{URL: s.URL + "/harbour.git", Dir: filepath.Join(b.work, "harbour")})
	f := b.observe(c)
	b.want(f, check.Failing, "clone/missing")
	if fact(f, "Left over") == "" {
		t.Errorf("what was left over is not mentioned: %+v", f.Evidence)
	}
	must(t, b.apply(b.fix(c, "clone"), nil, check.Silent{}))
	b.want(b.observe(c), check.OK, "")
	eventually(t, "what was left over is cleared away", func() bool { return slices.Equal(b.entries(b.work), []string{"harbour"}) })
}

// killGit kills the git processes below this one that have the argument and work
// in the bench, and not those of tests that run beside.
func (b *bench) killGit(argument string) int {
	b.Helper()
	self, err := process.NewProcess(int32(os.Getpid()))
	must(b.T, err)
	children, err := self.Children()
	must(b.T, err)
	killed := 0
	for _, p := range children {
		args, err := p.CmdlineSlice()
		if err != nil || !slices.Contains(args, argument) {
			continue
		}
		dir, err := p.Cwd()
		here := err == nil && strings.HasPrefix(dir, b.home) || strings.Contains(strings.Join(args, " "), b.home)
		if here && p.Kill() == nil {
			killed++
		}
	}
	return killed
}

func TestCloneClearsAwayWhatAKilledProgramLeft(t *testing.T) {
	b := newBench(t)
	dead := exec.CommandContext(t.Context(), "git", "version")
	must(t, dead.Run())
	now := strconv.FormatInt(time.Now().UnixMilli(), 10)
	left := ".harbour.partial-" + strconv.Itoa(dead.Process.Pid) + "-" + now
	reused := ".harbour.partial-" + strconv.Itoa(os.Getpid()) + "-1000" // A number used again since 1970.
	working := ".harbour.partial-" + strconv.Itoa(os.Getpid()) + "-" + now
	foreign := ".harbour.partial-notes"
	for _, name := range []string{left, reused, working, foreign} {
		b.write(filepath.Join(b.work, name), "half", "a clone")
	}
	c := b.rooms().Clone(repository.CloneSpec{URL: repository.FileURL(b.origin("harbour")), Dir: filepath.Join(b.work, "harbour"), Local: true})
	if f := b.observe(c); fact(f, "Left over") == "" {
		t.Errorf("the leftovers are not mentioned: %+v", f.Evidence)
	}
	must(t, b.apply(b.fix(c, "clone"), nil, check.Silent{}))
	want := []string{working, foreign, "harbour"}
	slices.Sort(want)
	if got := b.entries(b.work); !slices.Equal(got, want) {
		t.Errorf("beside the clone: %v, want %v", got, want)
	}
}

func TestCloneRunsNoTemplateHook(t *testing.T) {
	b := newBench(t)
	spec := b.project()
	spec.Submodules, spec.Sparse = true, []string{"docs"}
	template := filepath.Join(b.home, "template")
	b.write(template, "hooks/post-checkout", "#!/bin/sh\ntouch "+filepath.Join(b.home, "ran")+"\n")
	must(t, os.Chmod(filepath.Join(template, "hooks", "post-checkout"), 0o755))
	b.git(b.home, "config", "--global", "init.templateDir", template)
	for _, git := range []*repository.Git{b.rooms(), b.rooms().Wary()} {
		must(t, os.RemoveAll(spec.Dir))
		must(t, b.apply(b.fix(git.Clone(spec), "clone"), nil, check.Silent{}))
		b.has(spec.Dir, "library/main.go", ".git/hooks/post-checkout")
		b.has(b.home, "!ran")
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	var e *repository.Error
	if !errors.As(err, &e) || e.Code != code {
		t.Fatalf("error %v, want one with the code %s", err, code)
	}
}
