package machine

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// closeFile returns the fix that keeps a file of ssh to the person alone.
func closeFile(open openFile) check.Fix {
	const own = "600"
	return check.Fix{
		ID: "close", Title: "Keep " + process.Short(open.name) + " to yourself",
		Effect:    "Only you can read and change the file.",
		Privilege: check.User,
		Undo:      chmod(fmt.Sprintf("%o", open.mode), open.name).String(),
		Plan:      func(check.Answers) []check.Command { return []check.Command{chmod(own, open.name)} },
	}
}

func chmod(mode, file string) check.Command { return check.Run("chmod", mode, file) }

// makeKey returns the ways to make an SSH key.
//
// A passphrase cannot go through Firstlight: what a fix is told is shown, and
// kept with its output. So ssh-keygen asks for it itself, in a window of its
// own; without one it would take what it cannot read for an empty passphrase.
// Where no such window can be had, the key gets none, and says so.
func (m *Machine) makeKey(ctx context.Context, folder string) []check.Fix {
	file := filepath.Join(folder, keyNames()[0])
	if _, err := os.Lstat(file); err == nil {
		return nil // An outdated key of that name, or one that cannot be read, is not ours to replace.
	}
	var first []check.Command
	if _, err := os.Stat(folder); err != nil {
		first = []check.Command{makeFolder(folder)}
	}
	comment := check.Input{
		Name: "comment", Label: "Your e-mail address", Pattern: `[\w.%+-]+@[\w.-]+`,
		Hint: "It is written into the public key, so that people can tell whose it is.",
	}
	fix := check.Fix{
		Privilege: check.User,
		Undo:      removeFiles(file, file+".pub").String(),
	}
	keygen := func(a check.Answers, more ...string) []string {
		return append([]string{"ssh-keygen", "-q", "-t", "ed25519", "-C", a["comment"], "-f", file}, more...)
	}
	var fixes []check.Fix
	if ask := m.asking(); ask != nil {
		with := fix
		with.ID, with.Title = "make-key", "Make an SSH key with a passphrase"
		with.Effect = "A window asks for a passphrase, twice; then your key is in " + process.Short(file) + "."
		with.Inputs = []check.Input{comment} // Without a proposal: nobody would be there to be asked.
		with.Plan = func(a check.Answers) []check.Command { return slices.Concat(first, []check.Command{ask(keygen(a))}) }
		fixes = append(fixes, with)
	}
	without := fix
	without.ID, without.Title = "make-open-key", "Make an SSH key without a passphrase"
	without.Effect = "Your key is in " + process.Short(file) + ". Whoever gets to read that file can use it; " +
		check.Run("ssh-keygen", "-p", "-f", process.Short(file)).String() + " in a terminal gives it a passphrase at any time."
	if git, err := m.gitSettings(ctx, `^user\.email$`); err == nil {
		comment.Default = git["user.email"].value
	}
	without.Inputs = []check.Input{comment}
	without.Plan = func(a check.Answers) []check.Command {
		return slices.Concat(first, []check.Command{check.Run(keygen(a, "-N", "")...)})
	}
	return append(fixes, without)
}

// handKey returns the fix that hands a key to the agent, where its passphrase
// can be asked for.
func (m *Machine) handKey(file string) []check.Fix {
	ask := m.asking()
	if ask == nil {
		return nil
	}
	return []check.Fix{{
		ID: "hand-key", Title: "Hand your SSH key to the agent",
		Effect:    "A window asks for the passphrase; then the agent holds your key until it ends.",
		Privilege: check.User,
		Undo:      check.Run("ssh-add", "-d", file).String(),
		// Nobody would be there to answer the window in an unattended run.
		Inputs: []check.Input{{Name: "ready", Label: "Ready to type the passphrase?", Pattern: "(?i)y(es)?", Consent: true, Hint: "Type yes to have it asked for."}},
		Plan:   func(check.Answers) []check.Command { return []check.Command{ask(addKey(file))} },
	}}
}
