package machine

import (
	"context"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// signWithAnotherKey offers to sign with an SSH key of the person's that can be
// used without a question, in place of the key that cannot.
func (m *Machine) signWithAnotherKey(ctx context.Context, want signing) []check.Fix {
	folder, err := sshFolder()
	if err != nil || m.oldGit(ctx) != "" {
		return nil
	}
	if _, err := m.runner.Find("ssh-keygen"); err != nil {
		return nil
	}
	agent := askAgent(ctx, m.agentSocket())
	for _, key := range sshKeys(folder, m.readSSHConfig(folder)) {
		public := key.file + ".pub"
		named := strings.TrimSuffix(expandHome(want.key), ".pub") == key.file
		if named || key.open || key.outdated() || key.locked && !agent.holds(key.public) || readPublic(public) == nil {
			continue
		}
		values := []struct{ name, value string }{{"gpg.format", "ssh"}, {"user.signingkey", public}, {"commit.gpgsign", "true"}}
		undo := make([]string, 0, len(values))
		commands := make([]check.Command, 0, len(values))
		for _, v := range values {
			commands = append(commands, check.Run("git", "config", "--global", v.name, v.value))
			undo = append(undo, undoSetting(v.name, want.settings[v.name]))
		}
		return []check.Fix{{
			ID: "sign-with-ssh", Title: "Sign with your SSH key " + filepath.Base(key.file),
			Effect:    "Git signs your commits with " + process.Short(public) + ". Add that as a signing key to your account at your Git host, which then shows them as verified.",
			Privilege: check.User,
			Undo:      strings.Join(undo, "; "),
			Plan:      func(check.Answers) []check.Command { return commands },
		}}
	}
	return nil
}

// extendGPGKey offers to let keys live on that have expired, where the primary
// key is here to say so.
func extendGPGKey(keys []gpgKey) []check.Fix {
	const longer = "1y"
	var commands []check.Command
	var primary gpgKey
	for _, key := range keys {
		switch {
		case key.primary:
			primary = key
			if key.expired && key.there {
				commands = append(commands, check.Run("gpg", "--batch", "--quick-set-expire", key.fingerprint, longer))
			}
		case key.expired && key.there && key.signs && primary.there:
			commands = append(commands, check.Run("gpg", "--batch", "--quick-set-expire", primary.fingerprint, longer, key.fingerprint))
		}
	}
	if len(commands) == 0 {
		return nil
	}
	return []check.Fix{{
		ID: "extend-key", Title: "Let the key live for another year",
		Effect:    "Your key signs again. Upload its public half anew to your Git host, which does not know of the later date otherwise.",
		Privilege: check.User,
		Undo:      "Give it an earlier end: gpg --quick-set-expire " + primary.fingerprint + " seconds=1",
		Plan:      func(check.Answers) []check.Command { return commands },
	}}
}

// restartGPGAgent offers to start gpg's agent afresh.
func restartGPGAgent() check.Fix {
	return check.Fix{
		ID: "restart-agent", Title: "Start gpg's agent afresh",
		Effect:    "The agent starts anew, and asks for passphrases again.",
		Privilege: check.User,
		Undo:      "gpgconf --kill gpg-agent",
		Plan: func(check.Answers) []check.Command {
			return []check.Command{check.Run("gpgconf", "--kill", "gpg-agent"), check.Run("gpgconf", "--launch", "gpg-agent")}
		},
	}
}

var gitNumber = regexp.MustCompile(`(\d+)\.(\d+)`)

// oldGit returns git's version where it cannot sign with an SSH key; empty where
// it can, or where that is not known.
func (m *Machine) oldGit(ctx context.Context) string {
	const limit, major, minor = 5 * time.Second, 2, 34
	result, err := m.runner.Run(ctx, process.Spec{Args: []string{"git", "version"}, Env: []string{"LC_ALL=C"}, Limit: limit})
	if err != nil {
		return ""
	}
	parts := gitNumber.FindStringSubmatch(result.Stdout)
	if parts == nil {
		return ""
	}
	a, errA := strconv.Atoi(parts[1])
	b, errB := strconv.Atoi(parts[2])
	if errA != nil || errB != nil || a > major || a == major && b >= minor {
		return ""
	}
	return parts[0]
}
