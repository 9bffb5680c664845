package machine_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
)

func TestSigningWithAnAgentThatStoppedAnswering(t *testing.T) {
	b := newGPGBench(t)
	b.gpgKey("ada@example.com", "", "1y")
	c := b.machine().Signing()
	b.want(b.observe(c), check.OK, "")
	pid := b.run("sh", "-c", `gpg-connect-agent 'GETINFO pid' /bye | awk '/^D/ {print $2}'`)
	t.Cleanup(func() { _ = exec.Command("kill", "-KILL", pid).Run() }) // It may be gone.
	b.stop(pid)
	f := b.observe(c)
	b.want(f, check.Failing, "signing/silent-agent")
	if fact(f, "Process") != pid {
		t.Errorf("the agent is %s, said to be %+v", pid, f.Evidence)
	}
	fix := b.wantFix(c, f, "end-agent")
	if !strings.HasSuffix(planned(fix, nil), " "+pid) {
		t.Errorf("the fix runs %q", planned(fix, nil))
	}
	b.apply(fix, nil)
	b.want(b.observe(c), check.OK, "")
}

// stop has a process stand still. The system forgets the signal where a thread of the
// process ends just then, as the agent's does for whoever has hung up, so it is sent
// until it is heeded.
func (b *bench) stop(pid string) {
	b.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		b.run("kill", "-STOP", pid)
		stat, err := os.ReadFile(filepath.Join("/proc", pid, "stat"))
		if err != nil {
			b.Fatal(err)
		}
		// The state follows the name, which may hold anything, in brackets.
		if strings.HasPrefix(string(stat[bytes.LastIndexByte(stat, ')')+1:]), " T ") {
			return
		}
		if time.Now().After(deadline) {
			b.Fatalf("process %s does not stop: %s", pid, stat)
		}
	}
}
