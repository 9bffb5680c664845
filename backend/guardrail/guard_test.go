package guardrail_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"firstlight/assets"
	"firstlight/backend/check"
	"firstlight/backend/guardrail"
	"firstlight/backend/needed"
	"firstlight/backend/process"
	"firstlight/backend/repository"
)

func repositoryOf() *repository.Git { return repository.New(process.New(os.Environ())) }

// counter is a finder that finds nothing, and writes down where it looked.
type counter struct {
	mu    sync.Mutex
	files []string
}

func (c *counter) Open(string) (guardrail.Search, error) { return c, nil }

func (c *counter) In(file, _ string, _ int) []guardrail.Leak {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.files = append(c.files, file)
	return nil
}

func TestThePolicyThatShips(t *testing.T) {
	p, err := guardrail.ParsePolicy(assets.GuardrailPolicy())
	if err != nil {
		t.Fatal(err)
	}
	for branch, want := range map[string]bool{"main": true, "release/1.2": true, "release": false, "ada/main": false, "lamp": false} {
		if p.Protects(branch) != want {
			t.Errorf("protects %s: %t", branch, !want)
		}
	}
	for _, bad := range []string{"size: 0", "size: 5\nprotected: ['[']", "size: 5\nother: 1", "["} {
		if _, err := guardrail.ParsePolicy([]byte(bad)); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

func TestGuards(t *testing.T) {
	policy := guardrail.Policy{Protected: []string{"main", "release/*"}, Size: 1000}
	work := func(b *bench) { b.commit("lamp.go", "package main\n", "Add a lamp") }
	for _, c := range []struct {
		name  string
		guard guardrail.Guard
		do    func(b *bench)
		code  string
		facts map[string]string
		fix   string
	}{
		{"nothing to push", guardrail.Branch, func(*bench) {}, "", nil, ""},
		{"a branch of her own", guardrail.Branch, work, "", map[string]string{"Commits": "1 commit", "Branch": "lamp"}, ""},
		{"the default branch", guardrail.Branch, func(b *bench) { b.git("switch", "--quiet", "main"); work(b) },
			"guardrail/branch", map[string]string{"Branch": "main"}, "branch"},
		{"a release branch", guardrail.Branch, func(b *bench) { b.git("switch", "--quiet", "-c", "release/2"); work(b) },
			"guardrail/branch", nil, "branch"},
		{"her own address", guardrail.Identity, work, "", nil, ""},
		{"another address", guardrail.Identity, func(b *bench) {
			b.git("-c", "user.email=root@localhost", "commit", "--quiet", "--allow-empty", "-m", "Oops")
		},
			"guardrail/identity", map[string]string{"By": "root@localhost", "You are": "ada@example.com"}, "author"},
		{"another address further down", guardrail.Identity, func(b *bench) {
			b.git("-c", "user.email=root@localhost", "commit", "--quiet", "--allow-empty", "-m", "Oops")
			work(b)
		}, "guardrail/identity", nil, "authors"},
		{"another address below a colleague's work", guardrail.Identity, func(b *bench) {
			b.git("-c", "user.email=root@localhost", "commit", "--quiet", "--allow-empty", "-m", "Oops")
			b.git("commit", "--quiet", "--allow-empty", "--author=Ida <ida@example.com>", "-m", "Hers")
		}, "guardrail/identity", nil, "-"},
		{"what she applied for a colleague", guardrail.Identity, func(b *bench) {
			b.git("commit", "--quiet", "--allow-empty", "--author=Ida <ida@example.com>", "-m", "Hers")
		}, "", nil, ""},
		{"a colleague's commit that is published", guardrail.Identity, func(b *bench) {
			b.git("-c", "user.email=ida@example.com", "commit", "--quiet", "--allow-empty", "-m", "Hers")
			b.git("push", "--quiet", "origin", "lamp:theirs")
		}, "", nil, ""},
		{"small files", guardrail.Size, work, "", nil, ""},
		{"a large file", guardrail.Size, func(b *bench) { b.commit("sub dir/lämp.bin", strings.Repeat("x", 1500), "Add it") },
			"guardrail/size", map[string]string{"File": "sub dir/lämp.bin (0.0015 MB)"}, "-"},
		{"a large file taken out later", guardrail.Size, func(b *bench) {
			b.commit("lamp.bin", strings.Repeat("x", 1500), "Add it")
			b.git("rm", "--quiet", "lamp.bin")
			b.git("commit", "--quiet", "-m", "Take it out")
		}, "guardrail/size", nil, "-"},
		{"not signed", guardrail.Signed, work, "guardrail/unsigned", nil, "sign"},
		{"all of them", "", func(b *bench) {
			b.git("switch", "--quiet", "main")
			b.commit("lamp.bin", strings.Repeat("x", 1500), "Add it")
		}, "guardrail/branch", map[string]string{"Then": "1 file is larger than the 0.001 MB that a file may have"}, "branch"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			c.do(b)
			guards := []guardrail.Guard{c.guard}
			if c.guard == "" {
				guards = []guardrail.Guard{guardrail.Signed, guardrail.Size, guardrail.Branch, guardrail.Identity}
			}
			claim := b.holds(policy, guards...)
			f := b.want(claim, c.code)
			for label, want := range c.facts {
				if got := fact(f, label); got != want {
					t.Errorf("%s is %q, want %q", label, got, want)
				}
			}
			switch fixes := claim.Fixes(f); {
			case c.fix == "-" && len(fixes) > 0:
				t.Errorf("%q is offered", fixes[0].Title)
			case c.fix == "sign" || c.fix == "" || c.fix == "-":
			default:
				b.apply(claim, f, c.fix, nil)
				if c.guard != "" {
					b.want(claim, "")
				}
			}
		})
	}
}

func TestCommitsAreTakenToNoBranchThatNobodyPushesTo(t *testing.T) {
	b := newBench(t)
	b.git("switch", "--quiet", "main")
	b.commit("lamp.go", "package main\n", "Add a lamp")
	claim := b.holds(guardrail.Policy{Protected: []string{"main", "release/*"}}, guardrail.Branch)
	fix := claim.Fixes(b.want(claim, "guardrail/branch"))[0]
	for _, branch := range []string{"main", "release/2"} {
		if _, err := fix.Answer(check.Answers{"branch": branch}); err == nil || !strings.Contains(err.Error(), "nobody pushes to that one") {
			t.Errorf("%s is answered with %v", branch, err)
		}
	}
}

func TestTheAddressThatIsAskedFor(t *testing.T) {
	b := newBench(t)
	b.commit("lamp.go", "package main\n", "Add a lamp")
	b.want(b.holds(guardrail.Policy{Email: `.+@acme\.example`}, guardrail.Identity), "guardrail/address")
	b.want(b.holds(guardrail.Policy{Email: `.+@example\.com`}, guardrail.Identity), "")
	b.want(b.holds(guardrail.Policy{Email: `(`}, guardrail.Identity), "guardrail/no-answer")
}

func TestWhatIsNoRepositoryIsSaidInTheWordsOfGit(t *testing.T) {
	b := newBench(t)
	b.dir = b.home
	f := b.holds(guardrail.Policy{}, guardrail.Secrets).Observe(t.Context(), nil)
	if f.Code != "git/not-a-repository" {
		t.Errorf("finding %+v", f)
	}
}

// broken is a finder whose search crashes.
type broken struct{}

func (broken) Open(string) (guardrail.Search, error) { return broken{}, nil }

func (broken) In(string, string, int) []guardrail.Leak { panic("broken") }

func TestASearchThatCrashesHoldsNothingToBeWell(t *testing.T) {
	b := newBench(t)
	b.commit("lamp.go", "package main\n", "Add a lamp")
	b.want(guardrail.New(clones{repositoryOf()}, broken{}).Holds(guardrail.Spec{Dir: b.dir, Guards: []guardrail.Guard{guardrail.Secrets}}), "guardrail/no-answer")
}

func TestSeveralCommitsAreMadeAgain(t *testing.T) {
	b := newBench(t)
	for _, name := range []string{"one.go", "two.go", "three.go"} {
		b.commit(name, "package main\n", "Add "+name)
	}
	b.git("config", "user.email", "countess@example.com")
	claim := b.holds(guardrail.Policy{}, guardrail.Identity)
	f := b.want(claim, "guardrail/identity")
	before, tree := b.git("rev-parse", "HEAD"), b.git("rev-parse", "HEAD^{tree}")
	undo := claim.Fixes(f)[0].Undo
	b.apply(claim, f, "authors", nil)
	b.want(claim, "")
	if got := b.git("log", "--format=%ae %s", "main.."); got != "countess@example.com Add three.go\ncountess@example.com Add two.go\ncountess@example.com Add one.go" {
		t.Errorf("they are\n%s", got)
	}
	if got := b.git("rev-parse", "HEAD^{tree}"); got != tree {
		t.Error("what they change is another")
	}
	b.git(strings.Fields(undo)[1:]...)
	if got := b.git("rev-parse", "HEAD"); got != before {
		t.Errorf("%s led to %s", undo, got)
	}
}

func TestCommitsThatCannotBeMadeAgainStay(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(b *bench)
	}{
		{"no key", func(b *bench) { b.git("config", "user.signingkey", "/nowhere"); b.git("config", "gpg.format", "ssh") }},
		{"work in between", func(b *bench) {
			if err := os.WriteFile(filepath.Join(b.dir, "one.go"), []byte("hers\n"), 0o644); err != nil {
				b.Fatal(err)
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			b.commit("one.go", "package main\n", "One")
			b.commit("two.go", "package main\n", "Two")
			c.spoil(b)
			claim := b.holds(guardrail.Policy{}, guardrail.Signed)
			fixes := claim.Fixes(b.want(claim, "guardrail/unsigned"))
			if len(fixes) != 1 || fixes[0].ID != "sign-all" {
				t.Fatalf("offered %+v", fixes)
			}
			before, changed := b.git("rev-parse", "HEAD"), b.git("status", "--porcelain")
			if err := fixes[0].Apply(t.Context(), nil, check.Silent{}); err == nil {
				t.Fatal("it went well")
			}
			if got := b.git("rev-parse", "HEAD"); got != before || b.git("symbolic-ref", "--short", "HEAD") != "lamp" || b.git("status", "--porcelain") != changed {
				t.Errorf("it is at %s, and was at %s; status %q, was %q", got, before, b.git("status", "--porcelain"), changed)
			}
		})
	}
}

func TestSeveralCommitsAreSigned(t *testing.T) {
	b := newBench(t)
	needed.Program(t, "ssh-keygen", "openssh-client")
	key := filepath.Join(b.home, "key")
	if out, err := exec.CommandContext(t.Context(), "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	b.git("config", "gpg.format", "ssh")
	b.git("config", "user.signingkey", key)
	b.commit("one.go", "package main\n", "One")
	b.commit("two.go", "package main\n", "Two")
	claim := b.holds(guardrail.Policy{}, guardrail.Signed)
	f := b.want(claim, "guardrail/unsigned")
	b.apply(claim, f, "sign-all", nil)
	b.want(claim, "")
}
