package machine

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// signWithSSH looks for the key that git names and has a signature made with it,
// where that asks nobody anything.
func (m *Machine) signWithSSH(ctx context.Context, want signing) (check.Finding, []check.Fix) {
	if old := m.oldGit(ctx); old != "" {
		return check.Fail("signing/old-git", "Git is to sign with an SSH key, and is too old for that",
			check.Literal("Git", old), check.Fact("What to do", "Install git 2.34 or newer: until then it makes no commit at all")), nil
	}
	if !want.isOwn("ssh-keygen") {
		return m.signElsewhere(want), nil
	}
	file, err := m.runner.Find(expandHome(want.program))
	if err != nil {
		return noProgram(want), nil
	}
	if want.key == "" {
		if want.keyCommand != "" {
			return check.Hold("Git asks a command of yours which SSH key to sign with", check.Literal("Command", want.keyCommand),
				check.Fact("Tried", "no: the command is yours to run")), nil
		}
		return check.Fail("signing/no-key", "Git is to sign with an SSH key, and is not told which",
			check.Fact("What to do", "Name it: git config --global user.signingkey ~/.ssh/id_ed25519.pub")), nil
	}
	agent := askAgent(ctx, m.agentSocket())
	if public := literalKey(want.key); public != nil {
		return agentSigns(agent, public)
	}
	private := strings.TrimSuffix(expandHome(want.key), ".pub")
	key, err := readKey(private)
	if err != nil {
		if public := readPublic(private + ".pub"); public != nil {
			return agentSigns(agent, public)
		}
		return check.Fail("signing/no-key", "The SSH key that git is to sign your commits with is not there",
			check.Literal("File", process.Short(private)), check.Fact("What to do", "Put it there, or name another: git config --global user.signingkey FILE")), nil
	}
	switch {
	case key.open:
		return check.Fail("signing/open-key", "Others may read the SSH key that git is to sign with, so that ssh refuses to use it",
			check.Literal("File", process.Short(private))), []check.Fix{closeFile(openFile{private, key.mode})}
	case agent.holds(key.public):
		return agentSigns(agent, key.public)
	case key.hardware():
		return check.Hold("Git signs your commits with the key on your security key", check.Fact("Tried", "no: a signature takes your touch")), nil
	case key.locked:
		f := check.Hold("Git can sign your commits, and will ask for the passphrase of your SSH key", agent.fact(),
			check.Literal("To be asked once", check.Run("ssh-add", private).String()))
		return f, nil
	default:
		return m.trySSHSignature(ctx, file, private)
	}
}

// trySSHSignature has ssh-keygen sign with a key that needs no passphrase. It is
// kept from everything that could ask the person.
func (m *Machine) trySSHSignature(ctx context.Context, program, key string) (check.Finding, []check.Fix) {
	const limit = 5 * time.Second
	result, err := m.runner.Run(ctx, process.Spec{
		Args:  []string{program, "-Y", "sign", "-n", "git", "-f", key},
		Env:   []string{"LC_ALL=C", "SSH_AUTH_SOCK=", "SSH_ASKPASS_REQUIRE=never", "DISPLAY=", "WAYLAND_DISPLAY="},
		Stdin: strings.NewReader("Firstlight tries whether a signature can be made.\n"), Limit: limit,
	})
	var exit *process.ExitError
	switch {
	case err == nil && strings.Contains(result.Stdout, "BEGIN SSH SIGNATURE"):
		return check.Hold("Git can sign your commits", check.Fact("Tried", "yes, with ssh-keygen")), nil
	case err == nil || errors.As(err, &exit):
		f := check.Fail("signing/refused", "Your SSH key makes no signature",
			check.Literal("Program", process.Short(program)), check.Fact("What to do", "Install OpenSSH 8.2 or newer if this one is older, or sign with another key"))
		f.Detail = check.Tail(result.Output)
		return f, nil
	default:
		return check.CannotTell("signing/no-answer", "The SSH key could not be tried: "+err.Error()), nil
	}
}

// agentSigns says whether the agent has the key that git is to sign with.
func agentSigns(agent sshAgent, public ssh.PublicKey) (check.Finding, []check.Fix) {
	if agent.holds(public) {
		return check.Hold("Git can sign your commits with the key that your SSH agent holds", agent.fact(),
			check.Fact("Tried", "no: some agents ask you before they sign")), nil
	}
	return check.Fail("signing/no-key", "The SSH key that git is to sign with is neither in a file here nor held by your SSH agent",
		agent.fact(), check.Fact("What to do", "Add it to the agent with ssh-add, or unlock the program that keeps it")), nil
}

// literalKey returns the public key that stands in git's settings itself; nil
// where they name a file.
func literalKey(value string) ssh.PublicKey {
	text, marked := strings.CutPrefix(value, "key::")
	if !marked && !strings.HasPrefix(value, "ssh-") {
		return nil
	}
	public, _, _, _, err := ssh.ParseAuthorizedKey([]byte(text))
	if err != nil {
		return nil
	}
	return public
}

// expandHome returns a path as git reads it, with ~ for the home folder.
func expandHome(path string) string {
	rest, ok := strings.CutPrefix(path, "~/")
	home, err := os.UserHomeDir()
	if !ok || err != nil {
		return path
	}
	return filepath.Join(home, filepath.FromSlash(rest))
}
