package main

import (
	"bufio"
	"encoding/pem"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"firstlight/backend/github/githubtest"
)

// hub is a GitHub of a script's own, with one repository and one task in it.
type hub struct {
	server     *githubtest.Server
	repository *githubtest.Repository
}

// hubOf is the value under which a script keeps its hub.
type hubOf struct{}

// startHub starts a GitHub at $HUB in which the token in a file is one of ada's:
// hub FILE. Programs trust it, and the person's own keyring is left alone.
func startHub(t *testing.T) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg || len(args) != 1 {
			ts.Fatalf("usage: hub FILE")
		}
		s := githubtest.New(t)
		s.SignUp("ada", strings.TrimSpace(ts.ReadFile(args[0])), "repo")
		h := ts.Value(hubOf{}).(*hub)
		h.server, h.repository = s, s.Repository("acme/payments")
		h.repository.Private()
		h.repository.Issues(githubtest.Issue{Number: 7, Title: "Mend the horn", Labels: []string{"good first issue"}})
		authorities := ts.MkAbs("authorities.pem")
		ts.Check(os.WriteFile(authorities, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate()}), 0o600))
		ts.Setenv("HUB", s.Host())
		ts.Setenv("SSL_CERT_FILE", authorities)
		ts.Setenv("GIT_SSL_CAINFO", authorities)
		ts.Setenv("NO_PROXY", "127.0.0.1")
		ts.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+ts.MkAbs("no-bus"))
		journey := strings.ReplaceAll(ts.ReadFile("journey.yaml"), "$HUB", s.Host())
		ts.Check(os.WriteFile(ts.MkAbs("journey.yaml"), []byte(journey), 0o600))
	}
}

// others has other people, or their machines, do something about the first pull
// request: others check CONCLUSION LOG, others ask, others review STATE, others
// read FILE, others merge.
func others(ts *testscript.TestScript, neg bool, args []string) {
	r := ts.Value(hubOf{}).(*hub).repository
	switch {
	case !neg && len(args) == 3 && args[0] == "check":
		r.Checks(githubtest.Check{Name: "test", Status: "completed", Conclusion: args[1], Log: ts.ReadFile(args[2])})
	case !neg && len(args) == 1 && args[0] == "ask":
		r.Ask(1, "grace")
	case !neg && len(args) == 2 && args[0] == "review":
		r.Review(1, "grace", args[1])
	case !neg && len(args) == 2 && args[0] == "read":
		if _, body, _ := r.Pull(1); body != strings.TrimSpace(ts.ReadFile(args[1])) {
			ts.Fatalf("they read %q", body)
		}
	case !neg && len(args) == 1 && args[0] == "merge":
		r.Merge(1)
	default:
		ts.Fatalf("usage: others check CONCLUSION LOG, ask, review STATE, read FILE or merge")
	}
}

// busConfig is of a bus that starts no keyring by itself, which would be another
// than ours.
const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`

// keyring starts a session with a real keyring in it, which is unlocked.
func keyring(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: keyring")
	}
	run := ts.MkAbs("run")
	ts.Check(os.MkdirAll(run, 0o700))
	env := append(os.Environ(), "HOME="+ts.Getenv("HOME"), "XDG_RUNTIME_DIR="+run, "XDG_DATA_HOME="+ts.MkAbs("keys"))
	config := ts.MkAbs("bus.conf")
	ts.Check(os.WriteFile(config, []byte(busConfig), 0o600))
	bus := exec.Command("dbus-daemon", "--config-file="+config, "--nofork", "--print-address=1")
	bus.Env = env
	said, err := bus.StdoutPipe()
	ts.Check(err)
	ts.Check(bus.Start())
	ends(ts, bus)
	address, err := bufio.NewReader(said).ReadString('\n')
	ts.Check(err)
	ts.Setenv("DBUS_SESSION_BUS_ADDRESS", strings.TrimSpace(address))
	daemon := exec.Command("gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock")
	daemon.Env = append(env, "DBUS_SESSION_BUS_ADDRESS="+strings.TrimSpace(address))
	daemon.Stdin = strings.NewReader("password")
	ts.Check(daemon.Start())
	ends(ts, daemon)
	eventually(ts, "the keyring is on the bus", func() bool {
		ask := exec.Command("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.secrets", "/org/freedesktop/secrets", "org.freedesktop.DBus.Peer.Ping")
		ask.Env = daemon.Env
		return ask.Run() == nil
	})
}

// ends has a program end with the script.
func ends(ts *testscript.TestScript, cmd *exec.Cmd) {
	ts.Defer(func() {
		ts.Check(cmd.Process.Kill())
		_ = cmd.Wait() // It was killed.
	})
}
