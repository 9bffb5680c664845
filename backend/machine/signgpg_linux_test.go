package machine_test

import (
	"os/exec"
	"strings"
	"testing"

	"firstlight/backend/check"
)

func TestSigningWithAnAgentThatStoppedAnswering(t *testing.T) {
	b := newGPGBench(t)
	b.gpgKey("ada@example.com", "", "1y")
	c := b.machine().Signing()
	b.want(b.observe(c), check.OK, "")
	pid := b.run("sh", "-c", `gpg-connect-agent 'GETINFO pid' /bye | awk '/^D/ {print $2}'`)
	b.run("kill", "-STOP", pid)
	t.Cleanup(func() { _ = exec.Command("kill", "-KILL", pid).Run() }) // It may be gone.
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
