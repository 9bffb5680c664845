package guardrail_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/guardrail"
)

// secret returns what gitleaks takes for a key of AWS, put together here so that
// this file holds none.
func secret() string { return "AKIA" + "QZ7WNXK2V5LMRT4D" }

func TestSecretsAreFoundAndShownNowhere(t *testing.T) {
	for _, c := range []struct {
		name, file, body, place string
	}{
		{"in a line", "app/config.py", "a = 1\n\naws = \"" + secret() + "\"\n", "app/config.py:3"},
		{"after odd bytes", "odd.txt", "\xff\xfe\x01 odd\r\nmore\rhere\naws = \"" + secret() + "\"\r\n", "odd.txt:3"},
		{"without a last line end", "config.env", "aws=" + secret(), "config.env:1"},
		{"below what looks like a patch", "a.diff", "-- a/x\n++ b/y\n@@ -1 +1 @@\ndiff --git a/x b/x\ncommit 123\naws = \"" + secret() + "\"\n", "a.diff:6"},
		{"in a file with an odd name", "lämp \"x\"\t.py", "aws = \"" + secret() + "\"\n", "lämp \"x\"\t.py:1"},
		{"in a file named after it", secret() + ".py", "aws = \"" + secret() + "\"\n", "[redacted].py:1"},
		{"far down a very long line", "min.js", "var a = \"" + strings.Repeat("abc ", 200_000) + "\"; aws = \"" + secret() + "\";\n", "min.js:1"},
		{"across two pieces of a long line", "min.js", strings.Repeat("x ", (516<<10)/2-5) + " \"" + secret() + "\"\n", "min.js:1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			b.commit(c.file, c.body, "Add it")
			claim := b.holds(guardrail.Policy{}, guardrail.Secrets)
			f := b.want(claim, "guardrail/secret")
			if !strings.Contains(fact(f, "Found"), " in "+c.place+", commit ") {
				t.Errorf("found %q, want it at %s", fact(f, "Found"), c.place)
			}
			text, err := json.Marshal(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, fix := range claim.Fixes(f) {
				plan, err := json.Marshal(struct {
					Words  []string
					Inputs []check.Input
					Plan   []check.Command
				}{[]string{fix.Title, fix.Effect, fix.Undo}, fix.Inputs, fix.Preview(nil)})
				if err != nil {
					t.Fatal(err)
				}
				text = append(text, plan...)
			}
			if strings.Contains(string(text), secret()) || strings.Contains(string(text), secret()[4:]) {
				t.Errorf("the secret is shown: %s", text)
			}
		})
	}
}

func TestASecretTakenOutLaterIsStillThere(t *testing.T) {
	b := newBench(t)
	b.commit("config.py", "aws = \""+secret()+"\"\n", "Add it")
	b.commit("config.py", "aws = read()\n", "Take it out")
	claim := b.holds(guardrail.Policy{}, guardrail.Secrets)
	f := b.want(claim, "guardrail/secret")
	b.apply(claim, f, "take-back", nil)
	if got := b.git("diff", "--cached", "--name-only"); got != "config.py" {
		t.Errorf("what the commits changed is not kept: %q", got)
	}
	b.want(claim, "")
	b.git("commit", "--quiet", "-m", "Read it")
	b.want(claim, "")
}

func TestASecretInWhatGitTakesForNoTextIsFound(t *testing.T) {
	wide := func(text string) string {
		return strings.Join(append([]string{"\xff\xfe"}, strings.Split(text, "")...), "\x00") + "\x00"
	}
	for _, c := range []struct{ name, attributes, file, body string }{
		{"by the repository's own word", "*.pem binary\n", "key.pem", "aws = \"" + secret() + "\"\n"},
		{"with a zero byte", "", "notes.txt", "aws = \"" + secret() + "\"\n\x00\n"},
		{"in letters of two bytes", "", "deploy.ps1", wide("aws = \"" + secret() + "\"\n")},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			b.commit(".gitattributes", c.attributes, "Set attributes")
			b.commit(c.file, c.body, "Add it")
			f := b.want(b.holds(guardrail.Policy{}, guardrail.Secrets), "guardrail/secret")
			if !strings.Contains(fact(f, "Found"), " in "+c.file+":1, ") {
				t.Errorf("found %q", fact(f, "Found"))
			}
		})
	}
}

func TestASecretThatAMergeBringsIsFound(t *testing.T) {
	b := newBench(t)
	body := func(middle string) string { return "a = 1\n" + middle + "\nz = 9\n" }
	b.commit("config.py", body("b = 2"), "Two")
	b.git("switch", "--quiet", "-c", "side", "main")
	b.commit("config.py", body("b = 3"), "Three")
	b.git("switch", "--quiet", "lamp")
	merge := exec.CommandContext(t.Context(), "git", "merge", "--quiet", "side")
	merge.Dir = b.dir
	if err := merge.Run(); err == nil {
		t.Fatal("they do not differ")
	}
	claim := b.holds(guardrail.Policy{Size: 1000}, guardrail.Secrets, guardrail.Size)
	b.commit("config.py", body("b = 2\nb = 3\naws = \""+secret()+"\""), "Merge")
	f := b.want(claim, "guardrail/secret")
	if !strings.Contains(fact(f, "Found"), " in config.py:4, ") {
		t.Errorf("found %q", fact(f, "Found"))
	}
	for _, fix := range claim.Fixes(f) {
		if fix.ID == "take-back" {
			t.Error("a merge is to be taken back by a count of commits")
		}
	}
	b.commit("large.txt", "", "Make room")
	b.git("reset", "--quiet", "--soft", "HEAD~1")
	if err := os.WriteFile(filepath.Join(b.dir, "large.txt"), make([]byte, 2000), 0o644); err != nil {
		t.Fatal(err)
	}
	b.git("add", "--all")
	b.git("commit", "--quiet", "--amend", "--no-edit")
	if got := fact(b.want(claim, "guardrail/secret"), "Then"); !strings.Contains(got, "larger than") {
		t.Errorf("a large file that a merge brings: %q", got)
	}
}

func TestASecretThatLeftIsToBeReplaced(t *testing.T) {
	b := newBench(t)
	b.commit("config.py", "aws = \""+secret()+"\"\n", "Add it")
	b.git("push", "--quiet", "origin", "lamp")
	claim := b.holds(guardrail.Policy{}, guardrail.Secrets)
	f := b.want(claim, "guardrail/secret")
	if !strings.Contains(fact(f, "What to do"), "have it replaced at once") {
		t.Errorf("advice %q", fact(f, "What to do"))
	}
	for _, fix := range claim.Fixes(f) {
		if fix.ID == "take-back" {
			t.Error("a commit that others may have is to be taken back")
		}
	}
}

func TestWhatOnlyLooksLikeASecretIsLetThroughWithAReason(t *testing.T) {
	policy := func(path, rule string) guardrail.Policy {
		return guardrail.Policy{Allow: []guardrail.Allowance{{Path: path, Rule: rule, Reason: "anyone may know it"}}}
	}
	for _, c := range []struct {
		name    string
		policy  guardrail.Policy
		through bool
	}{
		{"nothing is allowed", guardrail.Policy{}, false},
		{"its file", policy("testdata/keys.py", ""), true},
		{"its folder", policy("testdata/", ""), true},
		{"its name", policy("*.py", ""), true},
		{"its rule there", policy("testdata", "aws-access-token"), true},
		{"another rule", policy("testdata", "private-key"), false},
		{"another folder", policy("test", ""), false},
		{"another name", policy("testdata/*.go", ""), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			b.commit("testdata/keys.py", "aws = \""+secret()+"\"\n", "Add it")
			claim := b.holds(c.policy, guardrail.Secrets)
			if !c.through {
				b.want(claim, "guardrail/secret")
				return
			}
			if got := fact(b.want(claim, ""), "Let through"); got != "testdata/keys.py:1: anyone may know it" {
				t.Errorf("let through: %q", got)
			}
		})
	}
}

func TestThePersonSaysThatItIsNoSecret(t *testing.T) {
	b := newBench(t)
	b.commit("keys.py", "a = \""+secret()+"\"\nb = \""+secret()[:10]+"RXKDQZ7WNX"+"\"\n", "Add it")
	claim := b.holds(guardrail.Policy{}, guardrail.Secrets)
	f := b.want(claim, "guardrail/secret")
	b.apply(claim, f, "allow", check.Answers{"reason": "it's $(date) & \"known\""})
	f = b.want(claim, "guardrail/secret")
	if strings.Contains(fact(f, "Found"), "keys.py:1,") {
		t.Errorf("found %q again", fact(f, "Found"))
	}
	b.apply(claim, f, "allow", check.Answers{"reason": "so is this"})
	f = b.want(claim, "")
	if got := fact(f, "Let through"); got != "keys.py:1: it's $(date) & \"known\"" {
		t.Errorf("let through: %q", got)
	}
	text, err := os.ReadFile(filepath.Join(b.dir, ".gitleaksignore"))
	if err != nil || strings.Count(string(text), "\n") != 4 {
		t.Errorf("%v, wrote %q", err, text)
	}
	// Made again, the commit has another hash; what was said of it stays said.
	b.git("commit", "--quiet", "--amend", "-m", "Add them")
	b.want(claim, "")
}

func TestAnIgnoreFileWithoutALastLineEndKeepsWhatItSays(t *testing.T) {
	b := newBench(t)
	b.commit("keys.py", "a = \""+secret()+"\"\nb = \""+secret()[:10]+"RXKDQZ7WNX"+"\"\n", "Add it")
	if err := os.WriteFile(filepath.Join(b.dir, ".gitleaksignore"), []byte("# known\nkeys.py:aws-access-token:1"), 0o644); err != nil {
		t.Fatal(err)
	}
	claim := b.holds(guardrail.Policy{}, guardrail.Secrets)
	b.apply(claim, b.want(claim, "guardrail/secret"), "allow", check.Answers{"reason": "so is this"})
	b.want(claim, "")
}

func TestAnIgnoreFileThatPointsElsewhereIsNotRead(t *testing.T) {
	b := newBench(t)
	b.commit("keys.py", "a = \""+secret()+"\"\n", "Add it")
	if err := os.Symlink("/dev/zero", filepath.Join(b.dir, ".gitleaksignore")); err != nil {
		t.Fatal(err)
	}
	b.want(b.holds(guardrail.Policy{}, guardrail.Secrets), "guardrail/no-answer")
}

func TestEachCommitIsLookedThroughOnce(t *testing.T) {
	b := newBench(t)
	b.commit("a.go", "package main\n", "One")
	git := repositoryOf()
	finder := &counter{}
	claim := guardrail.New(clones{git}, finder).Holds(guardrail.Spec{Dir: b.dir, Guards: []guardrail.Guard{guardrail.Secrets}})
	for range 2 {
		b.want(claim, "")
	}
	b.commit("b.go", "package main\n", "Two")
	b.want(claim, "")
	if got := strings.Join(finder.files, " "); got != "a.go b.go" {
		t.Errorf("looked through %s", got)
	}
}

func TestTheRulesOfTheRepository(t *testing.T) {
	const with, acme = "[extend]\nuseDefault = true\n", "[[rules]]\nid = 'acme'\nregex = 'acme-[0-9]{8}'\n"
	key := "aws = \"" + secret() + "\"\n"
	for _, c := range []struct{ name, rules, file, body, code string }{
		{"a file that it allows", with + "[[allowlists]]\npaths = ['testdata/.*']\n", "testdata/keys.py", key, ""},
		{"another file", with + "[[allowlists]]\npaths = ['testdata/.*']\n", "keys.py", key, "guardrail/secret"},
		{"in the older form", "[allowlist]\npaths = ['testdata/.*']\n", "testdata/keys.py", key, ""},
		{"a rule that it takes away", with + "disabledRules = ['aws-access-token']\n", "keys.py", key, ""},
		{"more that a rule allows", with + "[[rules]]\nid = 'aws-access-token'\n[[rules.allowlists]]\nregexes = ['AKIAQZ7.*']\n", "keys.py", key, ""},
		{"a rule of its own", with + acme, "a.go", "x := \"acme-12345678\"\n", "guardrail/secret"},
		{"beside the others", with + acme, "keys.py", key, "guardrail/secret"},
		{"its own alone", acme, "keys.py", key, ""},
		{"no expression", "[[rules]]\nid = 'acme'\nregex = '('\n", "a.go", "package a\n", "guardrail/no-answer"},
		{"no rules", "[[", "a.go", "package a\n", "guardrail/no-answer"},
		{"a file elsewhere", "[extend]\npath = '/etc/passwd'\n", "a.go", "package a\n", "guardrail/no-answer"},
		{"a word beside the line", "", "keys.py", strings.TrimSpace(key) + " # gitleaks:allow\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			b.commit(c.file, c.body, "Add it")
			if c.rules != "" {
				if err := os.WriteFile(filepath.Join(b.dir, ".gitleaks.toml"), []byte(c.rules), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			// They are read anew for each search, however often.
			for range 3 {
				b.want(b.holds(guardrail.Policy{}, guardrail.Secrets), c.code)
			}
		})
	}
}

func TestRulesThatChangeHaveCommitsLookedAtAgain(t *testing.T) {
	b := newBench(t)
	b.commit("keys.py", "aws = \""+secret()+"\"\n", "Add it")
	claim := b.holds(guardrail.Policy{}, guardrail.Secrets)
	b.want(claim, "guardrail/secret")
	rules := filepath.Join(b.dir, ".gitleaks.toml")
	if err := os.WriteFile(rules, []byte("[allowlist]\npaths = ['keys.py']\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	b.want(claim, "")
	if err := os.Remove(rules); err != nil {
		t.Fatal(err)
	}
	b.want(claim, "guardrail/secret")
}
