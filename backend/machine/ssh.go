package machine

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// sshSeen is what an observation of a person's ssh saw.
type sshSeen struct {
	// folder is where her keys and configuration are.
	folder string
	config sshConfig
	keys   []sshKey
	agent  sshAgent
}

// SSH returns the check that the person has an SSH key which her programs can
// use without a question to her: it needs no passphrase, or her agent holds it.
func (m *Machine) SSH() check.Check {
	// What an agent holds stands in no file.
	const lookAgain = time.Minute
	return observed(m.observeSSH, check.Watch{Paths: m.sshFiles(), Every: lookAgain})
}

// sshFolder returns where the person's keys and configuration of ssh are.
func sshFolder() (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("finding your home folder: %w", err)
	}
	return filepath.Join(home, ".ssh"), nil
}

// sshFiles returns the files whose change can alter what is found of ssh.
func (m *Machine) sshFiles() []string {
	folder, err := sshFolder()
	if err != nil {
		return nil
	}
	files := []string{filepath.Join(folder, "config")}
	for _, name := range keyNames() {
		files = append(files, filepath.Join(folder, name), filepath.Join(folder, name+".pub"))
	}
	config := m.readSSHConfig(folder)
	files = append(files, config.identities...)
	// A pipe of Windows is no file that could be watched.
	if socket := m.agentSocketOf(config); filepath.IsAbs(socket) && filepath.VolumeName(socket) != `\\.\pipe` {
		files = append(files, socket)
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// agentSocketOf returns the agent that ssh itself would ask.
func (m *Machine) agentSocketOf(config sshConfig) string {
	switch config.agent {
	case "", "SSH_AUTH_SOCK":
		return m.agentSocket()
	case "none":
		return ""
	default:
		return config.agent
	}
}

func (m *Machine) observeSSH(ctx context.Context) (check.Finding, []check.Fix) {
	folder, err := sshFolder()
	if err != nil {
		return check.CannotTell("ssh/unknown", "Cannot tell whether you have an SSH key: "+err.Error()), nil
	}
	seen := sshSeen{folder: folder, config: m.readSSHConfig(folder)}
	seen.keys = sshKeys(folder, seen.config)
	seen.agent = askAgent(ctx, m.agentSocketOf(seen.config))
	var facts []check.Evidence
	for _, key := range seen.keys {
		facts = append(facts, check.Literal("Key", key.String()))
	}
	facts = append(facts, seen.agent.fact())
	if open := seen.config.open; open != nil {
		return check.Fail("ssh/open-config", "Others may change your SSH configuration, so that ssh refuses to start",
			append(facts, check.Literal("File", process.Short(open.name)))...), []check.Fix{closeFile(*open)}
	}
	for _, key := range seen.keys {
		if key.open {
			return check.Fail("ssh/open-key", "Others may read your SSH key "+process.Short(key.file)+", so that ssh refuses to use it", facts...),
				[]check.Fix{closeFile(openFile{key.file, key.mode})}
		}
	}
	return m.judgeSSH(ctx, seen, facts)
}

// judgeSSH says whether a key can be used as things are.
func (m *Machine) judgeSSH(ctx context.Context, seen sshSeen, facts []check.Evidence) (check.Finding, []check.Fix) {
	usable := slices.DeleteFunc(slices.Clone(seen.keys), sshKey.outdated)
	free := slices.IndexFunc(usable, func(k sshKey) bool { return !k.locked })
	switch {
	case len(seen.agent.keys) > 0:
		return check.Hold("Your SSH agent holds a key", facts...), nil
	case free >= 0:
		return check.Hold("Your SSH key "+process.Short(usable[free].file)+" needs no passphrase", facts...), nil
	case len(usable) > 0 && seen.config.keychain:
		return check.Hold("The keychain of macOS keeps the passphrase of your SSH key", facts...), nil
	case len(usable) == 0 && len(seen.keys) > 0:
		return check.Fail("ssh/outdated-key", "Servers no longer take your SSH key, whose kind is outdated", facts...), m.makeKey(ctx, seen.folder)
	case len(usable) == 0:
		return check.NotYet("ssh/no-key", "You have no SSH key", append(facts, check.Fact("What to do",
			"Make one, then add its public half, the file that ends in .pub, to your account at your Git host"))...), m.makeKey(ctx, seen.folder)
	}
	key := usable[0].file
	inTerminal := check.Literal("In a terminal", check.Run("ssh-add", key).String())
	switch {
	case seen.agent.answers():
		return check.Fail("ssh/locked", "Your SSH key takes a passphrase, and your SSH agent does not hold it", append(facts, inTerminal)...), m.handKey(key)
	case seen.agent.socket == "":
		return check.Fail("ssh/no-agent", "Your SSH key takes a passphrase, and there is no SSH agent to remember it",
			append(facts, check.Fact("What to do", startAgent))...), agentFixes()
	default:
		return check.Fail("ssh/dead-agent", "Your SSH key takes a passphrase, and your SSH agent does not answer",
			append(facts, check.Fact("Said", seen.agent.err.Error()), check.Fact("What to do", startAgent))...), agentFixes()
	}
}
