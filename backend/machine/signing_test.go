package machine_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstlight/backend/check"
)

// configure tells git settings of the person's, as name and value by turns.
func (b *bench) configure(settings ...string) {
	b.Helper()
	for pair := range slices.Chunk(settings, 2) {
		b.run("git", "config", "--global", pair[0], pair[1])
	}
}

// gitSigns reports whether git itself makes a signed commit.
func (b *bench) gitSigns() (string, bool) {
	b.Helper()
	repo := b.TempDir()
	b.run("git", "init", "--quiet", repo)
	cmd := exec.CommandContext(b.Context(), "git", "-C", repo, "commit", "--quiet", "--allow-empty", "-S", "-m", "Try")
	cmd.Env = b.env
	out, err := cmd.CombinedOutput()
	return string(out), err == nil
}

// untouched returns a program that must not be started, and a check for it.
func (b *bench) untouched(name string) string {
	b.Helper()
	mark := filepath.Join(b.home, name+" was started")
	b.Cleanup(func() {
		if _, err := os.Stat(mark); err == nil {
			b.Errorf("%s was started", name)
		}
	})
	return b.program(b.openFolder(), name, "touch '"+mark+"'; exit 1")
}

func TestSigningThatNothingAsksFor(t *testing.T) {
	for _, settings := range [][]string{
		nil,
		{"gpg.format", "ssh"},
		{"user.signingkey", "0123", "commit.gpgsign", "false"},
	} {
		b := newIdentityBench(t)
		b.configure(settings...)
		f := b.observe(b.machine().Signing())
		b.want(f, check.OK, "")
		if f.Summary != "Git does not sign your commits, and nothing asks it to" {
			t.Errorf("with %v: %q", settings, f.Summary)
		}
	}
}

func TestSigningInAFormatThatIsNone(t *testing.T) {
	b := newIdentityBench(t)
	b.configure("commit.gpgsign", "true", "gpg.format", "pgp")
	f := b.observe(b.machine().Signing())
	b.want(f, check.Failing, "signing/unknown-format")
	if fact(f, "Asked for by") != "commit.gpgsign" {
		t.Errorf("%+v", f.Evidence)
	}
}

func TestSigningWithoutGit(t *testing.T) {
	b := newIdentityBench(t)
	b.folder("bin")
	b.want(b.observe(b.machine().Signing()), check.Unknown, "signing/no-git")
}

func TestSigningWithAProgramThatMayAskIsNotTried(t *testing.T) {
	for _, c := range []struct{ format, setting string }{
		{"ssh", "gpg.ssh.program"}, {"openpgp", "gpg.program"}, {"openpgp", "gpg.openpgp.program"}, {"x509", "gpg.x509.program"},
	} {
		b := newIdentityBench(t)
		b.configure("commit.gpgsign", "true", "gpg.format", c.format, "user.signingkey", "key::ssh-ed25519 AAAA", c.setting, b.untouched("op-ssh-sign"))
		f := b.observe(b.machine().Signing())
		b.want(f, check.OK, "")
		if f.Summary != "Git signs your commits with op-ssh-sign" || !strings.HasPrefix(fact(f, "Tried"), "no: ") {
			t.Errorf("%s: %q %+v", c.setting, f.Summary, f.Evidence)
		}
		b.configure(c.setting, filepath.Join(b.home, "gone"))
		b.want(b.observe(b.machine().Signing()), check.Failing, "signing/no-program")
	}
}

func TestSigningWithAnSSHKey(t *testing.T) {
	b := newSSHBench(t)
	key := b.key("id_ed25519", "")
	// What could ask the person is there, and must be left alone.
	b.set("DISPLAY", ":99")
	b.set("SSH_ASKPASS", b.untouched("askpass"))
	b.configure("user.name", "Ada", "user.email", "ada@example.com", "gpg.format", "ssh", "commit.gpgsign", "true")
	b.want(b.observe(b.machine().Signing()), check.Failing, "signing/no-key")
	for _, named := range []string{key, key + ".pub", "~/.ssh/id_ed25519.pub"} {
		b.configure("user.signingkey", named)
		f := b.observe(b.machine().Signing())
		b.want(f, check.OK, "")
		if fact(f, "Tried") != "yes, with ssh-keygen" || fact(f, "Key") != "~/.ssh/"+filepath.Base(named) {
			t.Errorf("%s: %+v", named, f.Evidence)
		}
		if out, ok := b.gitSigns(); !ok {
			t.Errorf("git itself does not sign with %s:\n%s", named, out)
		}
	}

	if err := os.Chmod(key, 0o644); err != nil {
		t.Fatal(err)
	}
	c := b.machine().Signing()
	f := b.observe(c)
	b.want(f, check.Failing, "signing/open-key")
	if _, ok := b.gitSigns(); ok {
		t.Error("git itself signs with a key that others may read")
	}
	b.apply(b.wantFix(c, f, "close"), nil)
	b.want(b.observe(c), check.OK, "")

	if err := os.Remove(key); err != nil {
		t.Fatal(err)
	}
	b.want(b.observe(c), check.Failing, "signing/no-key")
	b.configure("user.signingkey", "~/.ssh/gone")
	b.want(b.observe(c), check.Failing, "signing/no-key")
}

func TestSigningWithAnSSHKeyOfTheAgent(t *testing.T) {
	b := newSSHBench(t)
	key := b.key("id_ed25519", "correct horse battery")
	public, err := os.ReadFile(key + ".pub")
	if err != nil {
		t.Fatal(err)
	}
	b.configure("user.name", "Ada", "user.email", "ada@example.com", "gpg.format", "ssh", "commit.gpgsign", "true", "user.signingkey", key)
	f := b.observe(b.machine().Signing())
	b.want(f, check.OK, "")
	if f.Summary != "Git can sign your commits, and will ask for the passphrase of your SSH key" {
		t.Errorf("%q", f.Summary)
	}
	literal := "key::" + strings.TrimSpace(string(public))
	b.configure("user.signingkey", literal)
	b.want(b.observe(b.machine().Signing()), check.Failing, "signing/no-key")

	b.set("SSH_AUTH_SOCK", b.agent())
	b.askpass("correct horse battery")
	b.set("SSH_ASKPASS_REQUIRE", "force")
	b.run("ssh-add", key)
	if err := os.Remove(key); err != nil {
		t.Fatal(err)
	}
	for _, named := range []string{literal, strings.TrimPrefix(literal, "key::"), key + ".pub"} {
		b.configure("user.signingkey", named)
		f := b.observe(b.machine().Signing())
		b.want(f, check.OK, "")
		if f.Summary != "Git can sign your commits with the key that your SSH agent holds" {
			t.Errorf("%s: %q", named, f.Summary)
		}
		if out, ok := b.gitSigns(); !ok {
			t.Errorf("git itself does not sign with %s:\n%s", named, out)
		}
	}
}

func TestSigningWithAKeyThatGitAsksFor(t *testing.T) {
	b := newSSHBench(t)
	b.configure("gpg.format", "ssh", "commit.gpgsign", "true", "gpg.ssh.defaultKeyCommand", b.untouched("choose-key"))
	f := b.observe(b.machine().Signing())
	b.want(f, check.OK, "")
	if f.Summary != "Git asks a command of yours which SSH key to sign with" {
		t.Errorf("%q", f.Summary)
	}
}

func TestSigningWithASecurityKey(t *testing.T) {
	b := newSSHBench(t)
	key := filepath.Join(b.home, ".ssh", "id_ed25519_sk")
	b.write(key, "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n-----END OPENSSH PRIVATE KEY-----\n")
	if err := os.Chmod(key, 0o600); err != nil {
		t.Fatal(err)
	}
	b.write(key+".pub", securityKey+" ada@example.com\n")
	b.configure("gpg.format", "ssh", "user.signingkey", key)
	f := b.observe(b.machine().Signing())
	b.want(f, check.OK, "")
	if f.Summary != "Git signs your commits with the key on your security key" {
		t.Errorf("%q", f.Summary)
	}
	if f := b.observe(b.machine().SSH()); fact(f, "Key") != "~/.ssh/id_ed25519_sk (sk-ssh-ed25519)" {
		t.Errorf("%+v", f)
	}
}

func TestSigningWithAGitThatIsTooOld(t *testing.T) {
	b := newSSHBench(t)
	real, err := exec.LookPath("git")
	if err != nil {
		t.Fatal(err)
	}
	b.configure("gpg.format", "ssh", "user.signingkey", b.key("id_ed25519", ""))
	b.program(b.folder("bin"), "git", `[ "$1" = version ] && echo 'git version 2.30.2' || exec `+real+` "$@"`)
	f := b.observe(b.machine().Signing())
	b.want(f, check.Failing, "signing/old-git")
	if fact(f, "Git") != "2.30" {
		t.Errorf("%+v", f.Evidence)
	}
}
