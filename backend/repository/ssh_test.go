package repository_test

import (
	"fmt"
	"net"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/needed"
	"firstlight/backend/repository"
)

// sshServer is a real sshd on a port of its own, with keys of its own.
type sshServer struct {
	b            *bench
	folder, port string
	// hosts is the file of the servers that the person has accepted.
	hosts string
}

// serveSSH starts sshd, which lets in whoever has the key id_ed25519 below the
// bench's home; its passphrase is given. The person's ssh uses that key alone.
func (b *bench) serveSSH(passphrase string) *sshServer {
	b.Helper()
	if runtime.GOOS == "windows" {
		b.Skip("sshd is started here as other systems have it")
	}
	sshd := "/usr/sbin/sshd"
	needed.Program(b, sshd, "openssh-server")
	if os.Getuid() == 0 {
		must(b.T, os.MkdirAll("/run/sshd", 0o755)) // Where it locks itself up, as the system's service makes it.
	}
	s := &sshServer{b: b, folder: filepath.Join(b.home, "sshd"), hosts: filepath.Join(b.home, "known_hosts")}
	s.key("host", "")
	b.makeKey(filepath.Join(b.home, "id_ed25519"), passphrase)
	s.port = freePort(b.T)
	b.write(s.folder, "config", strings.Join([]string{
		"ListenAddress 127.0.0.1", "Port " + s.port, "HostKey " + filepath.Join(s.folder, "host"), "PidFile none",
		"AuthorizedKeysFile " + filepath.Join(b.home, "id_ed25519.pub"), "StrictModes no", "UsePAM no",
		// A bash that sshd starts reads the person's own .bashrc, unless it seems to be within another.
		"SetEnv SHLVL=2", "PasswordAuthentication no", "KbdInteractiveAuthentication no", "PermitRootLogin prohibit-password",
	}, "\n")+"\n")
	daemon := b.program(sshd, "-D", "-e", "-f", filepath.Join(s.folder, "config"))
	must(b.T, daemon.Start())
	b.Cleanup(func() { _ = daemon.Process.Kill(); _ = daemon.Wait() })
	eventually(b.T, "sshd listens", func() bool {
		conn, err := net.DialTimeout("tcp", net.JoinHostPort("127.0.0.1", s.port), time.Second)
		if err == nil {
			_ = conn.Close()
		}
		return err == nil
	})
	// OpenSSH takes the home of the system's list of users, whatever HOME says.
	b.Setenv("GIT_SSH_COMMAND", "ssh -F "+filepath.Join(b.home, "ssh_config"))
	b.write(b.home, "ssh_config", strings.Join([]string{
		"UserKnownHostsFile " + s.hosts, "GlobalKnownHostsFile none", "IdentitiesOnly yes",
		"IdentityFile " + filepath.Join(b.home, "id_ed25519"), "HashKnownHosts no",
	}, "\n")+"\n")
	b.Setenv("SSH_AUTH_SOCK", "")
	return s
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	must(t, l.Close())
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

// makeKey makes a pair of keys, over any that is there.
func (b *bench) makeKey(file, passphrase string) {
	b.Helper()
	must(b.T, os.MkdirAll(filepath.Dir(file), 0o700))
	_ = os.Remove(file)
	if out, err := b.program("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", file).CombinedOutput(); err != nil {
		b.Fatalf("ssh-keygen: %v\n%s", err, out)
	}
}

func (s *sshServer) key(name, passphrase string) {
	s.b.makeKey(filepath.Join(s.folder, name), passphrase)
}

// clone returns the claim that harbour is cloned from the server.
func (s *sshServer) clone() check.Check {
	s.b.Helper()
	me, err := user.Current()
	must(s.b.T, err)
	return s.b.rooms().Clone(repository.CloneSpec{
		URL: fmt.Sprintf("ssh://%s@127.0.0.1:%s%s", me.Username, s.port, filepath.Join(s.b.home, "srv", "harbour.git")),
		Dir: filepath.Join(s.b.work, "harbour"),
	})
}

// knows has the person accept the key that stands in the server's folder.
func (s *sshServer) knows(key string) {
	s.b.Helper()
	public, err := os.ReadFile(filepath.Join(s.folder, key+".pub"))
	must(s.b.T, err)
	s.b.write(s.b.home, "known_hosts", fmt.Sprintf("[127.0.0.1]:%s %s", s.port, public))
}

func (s *sshServer) fingerprint() string {
	s.b.Helper()
	out, err := s.b.program("ssh-keygen", "-l", "-f", filepath.Join(s.folder, "host.pub")).Output()
	must(s.b.T, err)
	return strings.Fields(string(out))[1]
}

func TestCloneOverSSHExplainsANewServer(t *testing.T) {
	b := newBench(t)
	b.origin("harbour")
	s := b.serveSSH("")
	c := s.clone()

	declines := &person{refuses: check.ErrDeclined}
	wantCode(t, b.apply(b.fix(c, "clone"), nil, declines), "git/declined")
	if _, err := os.Stat(s.hosts); err == nil {
		t.Error("a key that was not agreed to is kept")
	}
	wantCode(t, b.apply(b.fix(c, "clone"), nil, check.Silent{}), "git/nobody-to-ask")

	agrees := &person{answers: map[string]string{"": check.Yes}}
	must(t, b.apply(b.fix(c, "clone"), nil, agrees))
	b.want(b.observe(c), check.OK, "")
	if len(agrees.asked) != 1 || agrees.asked[0].Kind != check.Confirm {
		t.Fatalf("asked %+v", agrees.asked)
	}
	facts := check.Finding{Evidence: agrees.asked[0].Facts}
	if fact(facts, "Fingerprint") != s.fingerprint() || fact(facts, "Kind of key") != "ED25519" || !strings.Contains(fact(facts, "Server"), s.port) {
		t.Errorf("facts %+v, want the fingerprint %s", facts.Evidence, s.fingerprint())
	}
}

func TestCloneOverSSHNeverTakesAChangedKey(t *testing.T) {
	b := newBench(t)
	b.origin("harbour")
	s := b.serveSSH("")
	s.key("former", "")
	s.knows("former")
	she := &person{answers: map[string]string{"": check.Yes}}
	wantCode(t, b.apply(b.fix(s.clone(), "clone"), nil, she), "git/host-key-changed")
	if len(she.asked) != 0 {
		t.Errorf("she was asked to take it: %+v", she.asked)
	}
}

func TestCloneOverSSHAsksForAPassphrase(t *testing.T) {
	b := newBench(t)
	b.origin("harbour")
	s := b.serveSSH("open sesame")
	s.knows("host")
	c := s.clone()
	wrong := &person{answers: map[string]string{"Passphrase": "close sesame"}}
	wantCode(t, b.apply(b.fix(c, "clone"), nil, wrong), "git/ssh-key")
	right := &person{answers: map[string]string{"Passphrase": "open sesame"}}
	must(t, b.apply(b.fix(c, "clone"), nil, right))
	b.want(b.observe(c), check.OK, "")
	if got := right.titles(); len(got) != 1 || got[0] != "The passphrase of your ssh key id_ed25519?" {
		t.Errorf("asked %q", got)
	}
	if strings.Contains(right.text(), "sesame") {
		t.Errorf("the passphrase is printed:\n%s", right.text())
	}
}

func TestCloneOverSSHTakesTheAgentsKey(t *testing.T) {
	b := newBench(t)
	b.origin("harbour")
	s := b.serveSSH("open sesame")
	s.knows("host")
	b.agent()
	she := &person{answers: map[string]string{"Passphrase": "open sesame"}}
	// ssh-add asks the way ssh does.
	b.Setenv("SSH_ASKPASS_REQUIRE", "force")
	b.write(b.home, "says", "#!/bin/sh\necho open sesame\n")
	must(t, os.Chmod(filepath.Join(b.home, "says"), 0o700))
	b.Setenv("SSH_ASKPASS", filepath.Join(b.home, "says"))
	if out, err := b.program("ssh-add", filepath.Join(b.home, "id_ed25519")).CombinedOutput(); err != nil {
		t.Fatalf("ssh-add: %v\n%s", err, out)
	}
	must(t, b.apply(b.fix(s.clone(), "clone"), nil, she))
	if len(she.asked) != 0 {
		t.Errorf("asked although the agent has the key: %q", she.titles())
	}
}

// agent starts an ssh agent for the person.
func (b *bench) agent() {
	b.Helper()
	socket := filepath.Join(b.home, "agent")
	agent := b.program("ssh-agent", "-D", "-a", socket)
	must(b.T, agent.Start())
	b.Cleanup(func() { _ = agent.Process.Kill(); _ = agent.Wait() })
	eventually(b.T, "the agent listens", func() bool { _, err := os.Stat(socket); return err == nil })
	b.Setenv("SSH_AUTH_SOCK", socket)
}
