package machine_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
)

// newSSHBench returns a bench of a person who has no key and no agent yet, with
// OpenSSH's own programs.
func newSSHBench(t *testing.T) *bench {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("these tests start OpenSSH as other systems have it")
	}
	b := newIdentityBench(t)
	b.needs("ssh-keygen", "openssh-client")
	b.set("SSH_AUTH_SOCK", "")
	b.set("SSH_ASKPASS", "")
	b.set("DISPLAY", "")
	b.set("WAYLAND_DISPLAY", "")
	return b
}

// set gives a variable a value for the programs of the bench.
func (b *bench) set(name, value string) {
	b.env = slices.DeleteFunc(b.env, func(v string) bool { return strings.HasPrefix(v, name+"=") })
	b.env = append(b.env, name+"="+value)
}

// key makes a key of the person's, and returns its file.
func (b *bench) key(name, passphrase string) string {
	b.Helper()
	file := filepath.Join(b.home, ".ssh", name)
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		b.Fatal(err)
	}
	b.run("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "ada@example.com", "-f", file)
	return file
}

// agent starts an SSH agent, and returns its socket.
func (b *bench) agent() string {
	b.Helper()
	b.needs("ssh-agent", "openssh-client")
	socket := filepath.Join(b.openFolder(), "agent")
	agent := exec.CommandContext(b.Context(), "ssh-agent", "-D", "-a", socket)
	if err := agent.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = agent.Process.Kill(); _ = agent.Wait() })
	for until := time.Now().Add(30 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if conn, err := net.Dial("unix", socket); err == nil {
			_ = conn.Close()
			return socket
		}
		if time.Now().After(until) {
			b.Fatal("the agent does not start")
		}
	}
}

// askpass gives the person a desktop on which a window is answered with the
// passphrase.
func (b *bench) askpass(passphrase string) {
	b.Helper()
	b.set("DISPLAY", ":99")
	b.set("SSH_ASKPASS", b.program(b.openFolder(), "askpass", "echo '"+passphrase+"'"))
}

func TestSSHFromNoKeyToOne(t *testing.T) {
	b := newSSHBench(t)
	b.run("git", "config", "--global", "user.email", "ada@example.com")
	c := b.machine().SSH()
	f := b.observe(c)
	b.want(f, check.Failing, "ssh/no-key")
	if !f.Pending || fact(f, "Agent") != "none" {
		t.Errorf("%+v", f)
	}
	if got := ids(c.Fixes(f)); !slices.Equal(got, []string{"make-open-key"}) {
		t.Errorf("without a desktop it offers %v", got)
	}
	fix := b.wantFix(c, f, "make-open-key")
	if _, err := fix.Answer(check.Answers{"comment": `x" & rm`}); err == nil {
		t.Error("what is no address is let through")
	}
	b.apply(fix, nil)
	f = b.observe(c)
	b.want(f, check.OK, "")
	if f.Summary != "Your SSH key ~/.ssh/id_ed25519 needs no passphrase" || fact(f, "Key") != "~/.ssh/id_ed25519 (ed25519)" {
		t.Errorf("%q, %+v", f.Summary, f.Evidence)
	}
	if public, err := os.ReadFile(filepath.Join(b.home, ".ssh", "id_ed25519.pub")); err != nil || !strings.HasSuffix(string(public), " ada@example.com\n") {
		t.Errorf("the public key is %q, %v", public, err)
	}
	if info, err := os.Stat(filepath.Join(b.home, ".ssh")); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder of the key: %v, %v", info, err)
	}
	b.undo(fix)
	b.want(b.observe(c), check.Failing, "ssh/no-key")
}

func TestSSHKeyWithAPassphrase(t *testing.T) {
	b := newSSHBench(t)
	b.askpass("correct horse battery")
	c := b.machine().SSH()
	f := b.observe(c)
	fix := b.wantFix(c, f, "make-key")
	if _, err := fix.Answer(nil); err == nil {
		t.Error("an unattended run would open a window that nobody answers")
	}
	b.apply(fix, check.Answers{"comment": "ada@example.com"})
	f = b.observe(c)
	b.want(f, check.Failing, "ssh/no-agent")
	if fact(f, "Key") != "~/.ssh/id_ed25519 (ed25519)" {
		t.Errorf("%+v", f.Evidence)
	}

	b.set("SSH_AUTH_SOCK", b.agent())
	c = b.machine().SSH()
	f = b.observe(c)
	b.want(f, check.Failing, "ssh/locked")
	fix = b.wantFix(c, f, "hand-key")
	if _, err := fix.Answer(nil); err == nil {
		t.Error("an unattended run would open a window that nobody answers")
	}
	b.apply(fix, check.Answers{"ready": "yes"})
	f = b.observe(c)
	b.want(f, check.OK, "")
	if fact(f, "Agent") != "answers, and holds 1 key" {
		t.Errorf("%+v", f.Evidence)
	}
	b.undo(fix)
	b.want(b.observe(c), check.Failing, "ssh/locked")
}

func TestSSHAgentThatDoesNotAnswer(t *testing.T) {
	b := newSSHBench(t)
	b.key("id_ed25519", "correct horse battery")
	gone := filepath.Join(b.home, "gone")
	silent := filepath.Join(b.openFolder(), "silent")
	l, err := net.Listen("unix", silent)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	for _, c := range []struct{ socket, agent string }{{gone, "does not answer at ~/gone"}, {silent, "does not answer at " + silent}} {
		b.set("SSH_AUTH_SOCK", c.socket)
		f := b.observe(b.machine().SSH())
		b.want(f, check.Failing, "ssh/dead-agent")
		if fact(f, "Agent") != c.agent || fact(f, "What to do") == "" {
			t.Errorf("%+v", f.Evidence)
		}
	}
	b.key("id_ecdsa", "")
	f := b.observe(b.machine().SSH())
	b.want(f, check.OK, "") // ssh does without the agent.
	if fact(f, "Agent") != "does not answer at "+silent {
		t.Errorf("%+v", f.Evidence)
	}
}

func TestSSHFilesThatOthersMayTouch(t *testing.T) {
	b := newSSHBench(t)
	key := b.key("id_ed25519", "")
	config := filepath.Join(b.home, ".ssh", "config")
	b.write(config, "Host *\n")
	for _, c := range []struct {
		file       string
		mode       os.FileMode
		code, undo string
	}{
		{key, 0o644, "ssh/open-key", "chmod 644 " + key},
		{key, 0o640, "ssh/open-key", "chmod 640 " + key},
		{key, 0o400, "", ""},
		{config, 0o646, "ssh/open-config", "chmod 646 " + config},
		{config, 0o644, "", ""},
	} {
		if err := os.Chmod(c.file, c.mode); err != nil {
			t.Fatal(err)
		}
		check := b.machine().SSH()
		f := b.observe(check)
		if f.Code != c.code {
			t.Errorf("%s with %o: %q, want %q", c.file, c.mode, f.Code, c.code)
		}
		// What ssh itself says of it, before and after.
		refuses := func() bool {
			out, _ := exec.CommandContext(t.Context(), "ssh-keygen", "-y", "-P", "", "-f", key).CombinedOutput()
			return strings.Contains(string(out), "UNPROTECTED PRIVATE KEY FILE")
		}
		if c.file == key && refuses() != (c.code != "") {
			t.Errorf("with %o ssh itself thinks otherwise", c.mode)
		}
		if c.code == "" {
			continue
		}
		fix := b.wantFix(check, f, "close")
		if fix.Undo != c.undo {
			t.Errorf("undone by %q, want %q", fix.Undo, c.undo)
		}
		b.apply(fix, nil)
		if f := b.observe(check); f.Code != "" || refuses() {
			t.Errorf("the fix does not help: %+v", f)
		}
	}
}

func TestSSHConfigurationNamesKeysAndAgent(t *testing.T) {
	b := newSSHBench(t)
	folder := filepath.Join(b.home, ".ssh")
	work := b.key("work key", "")
	b.write(filepath.Join(folder, "config"), "# Mine\nInclude conf.d/*\nHost *\n  IdentityAgent \"~/agent here\"\n")
	b.write(filepath.Join(folder, "conf.d", "work"), "Host work\n\tIdentityFile=\"%d/.ssh/work key\" # not this one\nInclude "+folder+"/config\n")
	m := b.machine()
	f := b.observe(m.SSH())
	b.want(f, check.OK, "")
	if fact(f, "Key") != "~/.ssh/work key (ed25519)" || fact(f, "Agent") != "does not answer at ~/agent here" {
		t.Errorf("%+v", f.Evidence)
	}
	for _, file := range []string{work, filepath.Join(b.home, "agent here"), filepath.Join(folder, "config"), filepath.Join(folder, "id_ed25519")} {
		if !slices.Contains(m.SSH().Watch.Paths, file) {
			t.Errorf("%s is not watched among %v", file, m.SSH().Watch.Paths)
		}
	}
	b.write(filepath.Join(folder, "config"), "IdentityAgent none\n")
	if f := b.observe(b.machine().SSH()); fact(f, "Agent") != "none" {
		t.Errorf("%+v", f.Evidence)
	}
}

func TestSSHKeysOfOtherKinds(t *testing.T) {
	b := newSSHBench(t)
	folder := filepath.Join(b.home, ".ssh")
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	block := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(weak)})
	b.write(filepath.Join(folder, "id_rsa"), string(block))
	if err := os.Chmod(filepath.Join(folder, "id_rsa"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.want(b.observe(b.machine().SSH()), check.Failing, "ssh/outdated-key")
	b.write(filepath.Join(folder, "id_rsa"), "PuTTY-User-Key-File-3: ssh-rsa\n")
	b.want(b.observe(b.machine().SSH()), check.Failing, "ssh/no-key")
	b.write(filepath.Join(folder, "id_ed25519"), "not a key")
	c := b.machine().SSH()
	f := b.observe(c)
	b.want(f, check.Failing, "ssh/no-key")
	if got := c.Fixes(f); len(got) != 0 {
		t.Errorf("offers to write over a file that is there: %v", ids(got))
	}
}

// securityKey is the public half of a key on a security key: its kind, 32 bytes
// and the name of the application, each after its length.
const securityKey = "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fAAAABHNzaDo="
