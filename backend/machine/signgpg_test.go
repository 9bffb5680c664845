package machine_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstlight/backend/check"
)

// newGPGBench returns a bench of a person whose git is to sign with gpg, and who
// has no key yet.
func newGPGBench(t *testing.T) *bench {
	t.Helper()
	b := newSSHBench(t)
	b.needs("gpg", "gnupg")
	// Sockets have short names only, so this is not below the home folder.
	home := b.openFolder()
	if err := os.Chmod(home, 0o700); err != nil {
		t.Fatal(err)
	}
	b.set("GNUPGHOME", home)
	b.set("GPG_TTY", "")
	b.agentConf()
	b.Cleanup(func() { b.run("gpgconf", "--kill", "all") })
	b.configure("user.name", "Ada", "user.email", "ada@example.com", "commit.gpgsign", "true")
	return b
}

// agentConf configures gpg's agent: with the given lines, and so that it does not
// take long to protect a key well.
func (b *bench) agentConf(lines ...string) {
	b.Helper()
	b.write(filepath.Join(gpgHome(b), "gpg-agent.conf"), strings.Join(append(lines, "s2k-count 65536"), "\n")+"\n")
}

// gpgKey makes a key of the person's and returns its fingerprint. Further
// arguments are for gpg.
func (b *bench) gpgKey(email, passphrase, expires string, more ...string) string {
	b.Helper()
	args := append([]string{"gpg", "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", passphrase}, more...)
	b.run(append(args, "--quick-gen-key", "Ada <"+email+">", "ed25519", "sign", expires)...)
	list := b.run("gpg", "--batch", "--with-colons", "--list-secret-keys", email)
	for line := range strings.Lines(list) {
		if fields := strings.Split(line, ":"); fields[0] == "fpr" {
			return fields[9]
		}
	}
	b.Fatalf("gpg lists no key:\n%s", list)
	return ""
}

// forget has the agent forget every passphrase.
func (b *bench) forget() { b.run("gpgconf", "--kill", "gpg-agent") }

func TestSigningWithGPG(t *testing.T) {
	b := newGPGBench(t)
	b.want(b.observe(b.machine().Signing()), check.Failing, "signing/no-key")
	fingerprint := b.gpgKey("ada@example.com", "", "1y")
	for _, key := range []string{"", fingerprint, "ada@example.com"} {
		if key != "" {
			b.configure("user.signingkey", key)
		}
		f := b.observe(b.machine().Signing())
		b.want(f, check.OK, "")
		if fact(f, "Tried") != "yes, with gpg" || fact(f, "Fingerprint") != fingerprint || fact(f, "Expires") == "" {
			t.Errorf("%+v", f.Evidence)
		}
	}
	if out, ok := b.gitSigns(); !ok {
		t.Errorf("git itself does not sign:\n%s", out)
	}
	b.configure("user.signingkey", "DEADBEEFDEADBEEF")
	f := b.observe(b.machine().Signing())
	b.want(f, check.Failing, "signing/no-key")
	if fact(f, "Looked for") != "DEADBEEFDEADBEEF" {
		t.Errorf("%+v", f.Evidence)
	}
}

func TestSigningLeavesNoTraceWhereGPGWasNeverUsed(t *testing.T) {
	b := newGPGBench(t)
	never := filepath.Join(b.home, "never")
	b.set("GNUPGHOME", never)
	b.want(b.observe(b.machine().Signing()), check.Failing, "signing/no-key")
	if _, err := os.Stat(never); err == nil {
		t.Error("looking made gpg's folder")
	}
	b.set("GNUPGHOME", b.openFolder())
	b.run("git", "config", "--global", "--unset", "user.email")
	b.want(b.observe(b.machine().Signing()), check.Failing, "signing/no-key")
}

func TestSigningWithAKeyThatExpired(t *testing.T) {
	b := newGPGBench(t)
	fingerprint := b.gpgKey("ada@example.com", "", "1d", "--faked-system-time", "20200101T000000")
	c := b.machine().Signing()
	f := b.observe(c)
	b.want(f, check.Failing, "signing/expired")
	if fact(f, "Expired") != "2 January 2020" {
		t.Errorf("%+v", f.Evidence)
	}
	if _, ok := b.gitSigns(); ok {
		t.Error("git itself signs with it")
	}
	fix := b.wantFix(c, f, "extend-key")
	if want := "gpg --batch --quick-set-expire " + fingerprint + " 1y"; planned(fix, nil) != want {
		t.Errorf("the fix runs %q, want %q", planned(fix, nil), want)
	}
	b.apply(fix, nil)
	b.want(b.observe(c), check.OK, "")
}

func TestSigningWithAKeyThatIsRevoked(t *testing.T) {
	b := newGPGBench(t)
	fingerprint := b.gpgKey("ada@example.com", "", "1y")
	certificate := filepath.Join(gpgHome(b), "openpgp-revocs.d", fingerprint+".rev")
	text, err := os.ReadFile(certificate)
	if err != nil {
		t.Fatal(err)
	}
	b.write(certificate, strings.Replace(string(text), ":-----BEGIN", "-----BEGIN", 1))
	b.run("gpg", "--batch", "--import", certificate)
	b.want(b.observe(b.machine().Signing()), check.Failing, "signing/revoked")
}

func gpgHome(b *bench) string {
	for _, v := range slices.Backward(b.env) {
		if dir, ok := strings.CutPrefix(v, "GNUPGHOME="); ok {
			return dir
		}
	}
	return ""
}

func TestSigningThatTakesAPassphraseAsksNobody(t *testing.T) {
	b := newGPGBench(t)
	b.gpgKey("ada@example.com", "correct horse battery", "1y")
	folder := b.openFolder()
	for _, c := range []struct {
		pinentry, tty, display string
		status                 check.Status
		code                   string
	}{
		{"pinentry-curses", "", "", check.Failing, "signing/no-terminal"},
		{"pinentry-curses", "/dev/pts/3", "", check.OK, ""},
		{"pinentry-curses", "", ":0", check.Failing, "signing/no-terminal"},
		{"pinentry-gnome3", "", ":0", check.OK, ""},
		{"pinentry-gnome3", "", "", check.Failing, "signing/no-terminal"},
		{"pinentry-mine", "", "", check.OK, ""},
		{"", "/dev/pts/3", ":0", check.Failing, "signing/no-pinentry"},
	} {
		file := filepath.Join(folder, "missing")
		if c.pinentry != "" {
			file = b.untouched(c.pinentry)
		}
		b.agentConf("# Mine", "pinentry-program "+file)
		b.forget()
		b.set("GPG_TTY", c.tty)
		b.set("DISPLAY", c.display)
		f := b.observe(b.machine().Signing())
		if f.Status != c.status || f.Code != c.code {
			t.Errorf("%+v: %s %s %q %+v", c, f.Status, f.Code, f.Summary, f.Evidence)
		}
	}
}

func TestSigningWithAPassphraseThatTheAgentKnows(t *testing.T) {
	b := newGPGBench(t)
	b.agentConf("allow-preset-passphrase", "pinentry-program "+b.untouched("pinentry-curses"))
	b.gpgKey("ada@example.com", "correct horse battery", "1y")
	b.forget()
	grip := strings.Fields(b.run("sh", "-c", "gpg --batch --with-colons --list-secret-keys | awk -F: '/^grp/ {print $10; exit}'"))[0]
	b.run("sh", "-c", `printf 'correct horse battery' | env -u GPG_TTY -u DISPLAY -u WAYLAND_DISPLAY "$(gpgconf --list-dirs libexecdir)/gpg-preset-passphrase" --preset `+grip)
	f := b.observe(b.machine().Signing())
	b.want(f, check.OK, "")
	if fact(f, "Tried") != "yes, with gpg" {
		t.Errorf("%+v", f.Evidence)
	}
}

func TestSigningTellsGPGTheTerminal(t *testing.T) {
	b := newGPGBench(t)
	b.needs("bash", "bash")
	b.gpgKey("ada@example.com", "correct horse battery", "1y")
	b.agentConf("pinentry-program " + b.untouched("pinentry-curses"))
	b.forget()
	b.login("bash")
	c := b.machine().Signing()
	f := b.observe(c)
	b.want(f, check.Failing, "signing/no-terminal")
	fix := b.wantFix(c, f, "gpg-tty")
	b.apply(fix, nil)
	f = b.observe(c)
	b.want(f, check.OK, "")
	if f.Summary != "Git can sign your commits from a new terminal, where gpg will ask for the passphrase of your key" {
		t.Errorf("%q", f.Summary)
	}
	b.undo(fix)
	b.want(b.observe(c), check.Failing, "signing/no-terminal")
}

func TestSigningWithoutAnAgent(t *testing.T) {
	b := newGPGBench(t)
	b.gpgKey("ada@example.com", "", "1y")
	b.write(filepath.Join(gpgHome(b), "gpg.conf"), "agent-program /nonexistent/gpg-agent\n")
	b.forget()
	c := b.machine().Signing()
	f := b.observe(c)
	b.want(f, check.Failing, "signing/no-agent")
	if !strings.Contains(f.Detail, "probably not installed") {
		t.Errorf("the detail is %q", f.Detail)
	}
	if fix := b.wantFix(c, f, "restart-agent"); planned(fix, nil) != "gpgconf --kill gpg-agent; gpgconf --launch gpg-agent" {
		t.Errorf("the fix runs %q", planned(fix, nil))
	}
}

func TestSigningWithAnSSHKeyInPlaceOfALostOne(t *testing.T) {
	b := newGPGBench(t)
	b.key("id_ecdsa", "correct horse battery") // Would ask for its passphrase.
	b.key("id_rsa", "")
	b.configure("user.signingkey", "DEADBEEFDEADBEEF")
	c := b.machine().Signing()
	f := b.observe(c)
	b.want(f, check.Failing, "signing/no-key")
	fix := b.wantFix(c, f, "sign-with-ssh")
	public := filepath.Join(b.home, ".ssh", "id_rsa.pub")
	if want := "git config --global gpg.format ssh; git config --global user.signingkey " + public + "; git config --global commit.gpgsign true"; planned(fix, nil) != want {
		t.Errorf("the fix runs %q, want %q", planned(fix, nil), want)
	}
	b.apply(fix, nil)
	b.want(b.observe(c), check.OK, "")
	if out, ok := b.gitSigns(); !ok {
		t.Errorf("git itself does not sign:\n%s", out)
	}
	b.undo(fix)
	f = b.observe(c)
	b.want(f, check.Failing, "signing/no-key")
	if fact(f, "Key") != "DEADBEEFDEADBEEF" {
		t.Errorf("undone it is %+v", f.Evidence)
	}
}
