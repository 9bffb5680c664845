package repository_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/needed"
	"firstlight/backend/repository"
)

// onBranch makes a clone with the branch lamp checked out.
func (b *bench) onBranch() string {
	b.Helper()
	dir, _ := b.cloned()
	b.git(dir, "switch", "--quiet", "-c", "lamp")
	return dir
}

// sshKey makes an ssh key without a passphrase and has git sign with it.
func (b *bench) sshKey() string {
	b.Helper()
	needed.Program(b, "ssh-keygen", "openssh-client")
	file := filepath.Join(b.home, ".ssh", "id_ed25519")
	must(b.T, os.MkdirAll(filepath.Dir(file), 0o700))
	if out, err := b.program("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file).CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	return file
}

func TestCommitRules(t *testing.T) {
	for _, c := range []struct {
		name  string
		rules repository.CommitRules
		do    func(b *bench, dir string)
		code  string
		facts map[string]string
	}{
		{"an address that fits", repository.CommitRules{Email: `.+@example\.com`},
			func(b *bench, dir string) { b.commit(dir, "lamp.go", "Add a lamp") }, "", nil},
		{"another address", repository.CommitRules{Email: `.+@acme\.example`},
			func(b *bench, dir string) { b.commit(dir, "lamp.go", "Add a lamp") },
			"commit/wrong-address", map[string]string{"Yours is": "ada@example.com", "Asked for": `.+@acme\.example`}},
		{"an address that only contains it", repository.CommitRules{Email: `ada@example`},
			func(b *bench, dir string) { b.commit(dir, "lamp.go", "Add a lamp") }, "commit/wrong-address", nil},
		{"another address before the first commit", repository.CommitRules{Email: `.+@acme\.example`},
			func(*bench, string) {}, "commit/wrong-address", nil},
		{"a conventional message", repository.CommitRules{Message: repository.Conventional},
			func(b *bench, dir string) { b.commit(dir, "lamp.go", "feat(lamp)!: add it") }, "", nil},
		{"another message", repository.CommitRules{Message: repository.Conventional},
			func(b *bench, dir string) { b.commit(dir, "lamp.go", "Add a lamp") }, "commit/message",
			map[string]string{"Subject": "Add a lamp", "Asked for": "fix: close the lamp at dawn"}},
		{"a message of their own form", repository.CommitRules{Message: `LAMP-[0-9]+ .+`},
			func(b *bench, dir string) { b.commit(dir, "lamp.go", "LAMP-12 Add a lamp") }, "", nil},
		{"an earlier one fits", repository.CommitRules{Message: repository.Conventional, Code: true},
			func(b *bench, dir string) {
				b.commit(dir, "lamp.go", "feat: add it")
				b.commit(dir, "README.md", "Explain")
			}, "", map[string]string{"Subject": "feat: add it"}},
		{"no single one fits", repository.CommitRules{Message: repository.Conventional, Code: true},
			func(b *bench, dir string) {
				b.commit(dir, "lamp.go", "Add a lamp")
				b.commit(dir, "README.md", "docs: explain")
			}, "commit/documents-only", map[string]string{"Subject": "docs: explain", "What to do": "Make another commit that changes some code"}},
		{"documents only", repository.CommitRules{Code: true},
			func(b *bench, dir string) { b.commit(dir, "README.md", "Explain") }, "commit/documents-only", nil},
		{"no file", repository.CommitRules{Code: true},
			func(b *bench, dir string) { b.git(dir, "commit", "--quiet", "--allow-empty", "-m", "Nothing") }, "commit/documents-only", nil},
		{"not signed", repository.CommitRules{Signed: true},
			func(b *bench, dir string) { b.commit(dir, "lamp.go", "Add a lamp") }, "commit/unsigned",
			map[string]string{"What to do": "Sign the last commit: git commit --amend --no-edit -S"}},
		{"merged whatever it is like", repository.CommitRules{Signed: true, Message: repository.Conventional, Code: true, Email: "none"},
			func(b *bench, dir string) {
				b.commit(dir, "README.md", "Explain")
				b.git(dir, "push", "--quiet", "origin", "lamp:main")
			}, "", nil},
		{"pushed already", repository.CommitRules{Message: repository.Conventional},
			func(b *bench, dir string) {
				b.commit(dir, "lamp.go", "Add a lamp")
				b.git(dir, "push", "--quiet", "origin", "lamp")
			}, "commit/message", map[string]string{"What to do": "Make another commit whose first line has that form"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			bench := newBench
			if c.rules.Signed {
				bench = newLoneBench // A key to sign with is sought in the home.
			}
			b := bench(t)
			dir := b.onBranch()
			c.do(b, dir)
			status := check.Failing
			if c.code == "" {
				status = check.OK
			}
			claim := b.rooms().Commit(repository.CommitSpec{Dir: dir, Rules: c.rules})
			f := b.observe(claim)
			b.want(f, status, c.code)
			for label, want := range c.facts {
				if got := fact(f, label); got != want {
					t.Errorf("%s is %q, want %q", label, got, want)
				}
			}
			if strings.HasPrefix(fact(f, "What to do"), "Make another") && len(claim.Fixes(f)) != 0 {
				t.Errorf("%q is offered", claim.Fixes(f)[0].Title)
			}
		})
	}
}

func TestCommitSignatures(t *testing.T) {
	b := newLoneBench(t)
	dir := b.onBranch()
	key := b.sshKey()
	claim := b.rooms().Commit(repository.CommitSpec{Dir: dir, Rules: repository.CommitRules{Signed: true}})
	b.commit(dir, "lamp.go", "Add a lamp")
	b.write(dir, "staged.go", "package main\n")
	b.git(dir, "add", "staged.go")
	before := b.git(dir, "rev-parse", "HEAD")
	fix := b.fix(claim, "sign")
	must(t, b.apply(fix, nil, check.Silent{}))
	b.want(b.observe(claim), check.OK, "")
	if got := b.git(dir, "diff", "--cached", "--name-only"); got != "staged.go" {
		t.Errorf("what was staged went along: %q", got)
	}
	undo, _, _ := strings.Cut(fix.Undo, ";")
	b.git(dir, strings.Fields(undo)[1:]...)
	if got := b.git(dir, "rev-parse", "HEAD"); got != before {
		t.Errorf("taken back, the last commit is %s, want %s", got, before)
	}
	if got := b.git(dir, "config", "user.signingkey"); got != key+".pub" {
		t.Errorf("git signs with %q", got)
	}
	// The words of a signed commit are changed under its signature.
	b.git(dir, "commit", "--quiet", "-S", "--allow-empty", "-m", "Signed")
	b.want(b.observe(claim), check.OK, "")
	forged := strings.Replace(b.git(dir, "cat-file", "commit", "HEAD")+"\n", "\nSigned", "\nForged", 1)
	file := filepath.Join(b.home, "forged")
	must(t, os.WriteFile(file, []byte(forged), 0o600))
	b.git(dir, "reset", "--quiet", "--hard", b.git(dir, "hash-object", "-t", "commit", "-w", file))
	f := b.observe(claim)
	b.want(f, check.Failing, "commit/unsigned")
	if f.Summary != "The signature of your commit does not fit what is in it" {
		t.Errorf("summary %q", f.Summary)
	}
}

func TestCommitRuleFixes(t *testing.T) {
	t.Run("the address, and the last commit with it", func(t *testing.T) {
		b := newBench(t)
		dir := b.onBranch()
		b.commit(dir, "lamp.go", "Add a lamp")
		claim := b.rooms().Commit(repository.CommitSpec{Dir: dir, Rules: repository.CommitRules{Email: `.+@acme\.example`}})
		fix := b.fix(claim, "address")
		if _, err := fix.Answer(check.Answers{"email": "ada@example.com"}); err == nil {
			t.Error("another address is let through")
		}
		must(t, b.apply(fix, check.Answers{"email": "ada@acme.example"}, check.Silent{}))
		b.want(b.observe(claim), check.OK, "")
	})
	t.Run("the words", func(t *testing.T) {
		b := newBench(t)
		dir := b.onBranch()
		b.commit(dir, "lamp.go", "Add a lamp")
		claim := b.rooms().Commit(repository.CommitSpec{Dir: dir, Rules: repository.CommitRules{Message: repository.Conventional}})
		must(t, b.apply(b.fix(claim, "message"), check.Answers{"message": "feat: add a lamp"}, check.Silent{}))
		f := b.observe(claim)
		b.want(f, check.OK, "")
		if fact(f, "Changes") != "code: lamp.go" {
			t.Errorf("evidence %+v", f.Evidence)
		}
	})
	t.Run("the words are asked for in that form", func(t *testing.T) {
		b := newBench(t)
		dir := b.onBranch()
		b.write(dir, "lamp.go", "package main\n")
		fix := b.fix(b.rooms().Commit(repository.CommitSpec{Dir: dir, Rules: repository.CommitRules{Message: repository.Conventional}}), "commit")
		if _, err := fix.Answer(check.Answers{"message": "Add a lamp"}); err == nil {
			t.Error("a message of another form is let through")
		}
	})
	t.Run("no key to sign with", func(t *testing.T) {
		b := newLoneBench(t)
		dir := b.onBranch()
		b.commit(dir, "lamp.go", "Add a lamp")
		claim := b.rooms().Commit(repository.CommitSpec{Dir: dir, Rules: repository.CommitRules{Signed: true}})
		if fixes := claim.Fixes(b.observe(claim)); len(fixes) != 0 {
			t.Errorf("%q is offered", fixes[0].Title)
		}
	})
}
