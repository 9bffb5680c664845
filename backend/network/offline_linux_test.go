package network_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/network"
	"firstlight/backend/network/networktest"
)

// offline returns what this machine finds without any network: the program runs
// in a network of its own, in which there is none.
func offline(t *testing.T, hosts ...string) check.Finding {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), self)
	command.Env = append(newBench(t).env, lonely+"="+strings.Join(hosts, ","))
	command.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNET}
	if os.Geteuid() != 0 {
		command.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
	}
	printed, err := command.Output()
	if err != nil {
		if os.Getenv("CI") == "" {
			t.Skipf("this test needs a network namespace of its own; run it as root: %v", err)
		}
		t.Fatal(err)
	}
	var f check.Finding
	if err := json.Unmarshal(printed, &f); err != nil {
		t.Fatalf("%v: %s", err, printed)
	}
	return f
}

func TestMachineWithoutANetwork(t *testing.T) {
	t.Parallel()
	for name, hosts := range map[string][]string{
		"for names":     {"github.test", "registry.test", "proxy.test:3128"},
		"for addresses": {"203.0.113.7", "198.51.100.7:22"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := offline(t, hosts...)
			want(t, f, network.Offline, "This machine has no network: no route leads out of it")
			if len(f.Evidence) != 1 || f.Evidence[0].Label != "What to do" {
				t.Errorf("evidence:\n%s", facts(f))
			}
		})
	}
}

func TestMachineWithoutANameServer(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	config := b.config()
	config.NameServer = networktest.Closed(t)
	room := network.New(config)
	f := observe(t, room.Reach(network.Spec{Hosts: []string{"github.test", "registry.test"}}))
	want(t, f, network.NoNameServer, "No name can be looked up: the name server does not answer")
	// An address needs no name: the network is there, and one name is not all.
	closed := networktest.Closed(t)
	f = observe(t, room.Reach(network.Spec{Hosts: []string{closed, "github.test"}, From: []string{"host"}}))
	want(t, f, "network/name", "github.test: the name server does not answer")
}
