package machine

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// gpgLimit is how long gpg has to answer.
const gpgLimit = 5 * time.Second

// gpgHomes returns where gpg may keep the person's keys.
func (m *Machine) gpgHomes() []string {
	if dir := m.variable("GNUPGHOME"); filepath.IsAbs(dir) {
		return []string{dir}
	}
	var homes []string
	if home, err := os.UserHomeDir(); err == nil {
		homes = append(homes, filepath.Join(home, ".gnupg"))
	}
	// Gpg4win keeps them there, the gpg that comes with git for Windows does not.
	if data := m.variable("APPDATA"); filepath.IsAbs(data) {
		homes = append(homes, filepath.Join(data, "gnupg"))
	}
	return homes
}

// signWithGPG looks for the key and has a signature made, so that gpg answers
// without asking for a passphrase.
func (m *Machine) signWithGPG(ctx context.Context, want signing) (check.Finding, []check.Fix) {
	if !want.isOwn("gpg", "gpg2") {
		return m.signElsewhere(want), nil
	}
	file, err := m.runner.Find(expandHome(want.program))
	if err != nil {
		return noProgram(want), nil
	}
	who := want.key
	if who == "" {
		name, email := want.settings["user.name"].value, want.settings["user.email"].value
		if who = strings.TrimSpace(name + " <" + email + ">"); email == "" {
			return check.Fail("signing/no-key", "Git is to sign your commits, and does not know with whose key",
				check.Fact("What to do", "Tell git who you are, or which key is yours: git config --global user.signingkey KEY")), nil
		}
	}
	// Gpg would make its folder only to say that no key is in it.
	if !slices.ContainsFunc(m.gpgHomes(), func(dir string) bool { _, err := os.Stat(dir); return err == nil }) {
		return noGPGKey(who), nil
	}
	list, err := m.gpg(ctx, file, "", "--with-colons", "--list-secret-keys", "--", who)
	keys := parseGPGKeys(list.Stdout)
	if err != nil {
		return m.gpgTrouble(ctx, file, who, list.Output, err)
	}
	key, ok := signer(keys)
	if !ok {
		return unusableGPGKey(who, keys)
	}
	facts := []check.Evidence{check.Literal("Fingerprint", key.fingerprint)}
	if !key.expires.IsZero() {
		facts = append(facts, check.Dated("Expires", key.expires.UTC()))
	}
	if key.card {
		return check.Hold("Git signs your commits with the key on your smart card", append(facts,
			check.Fact("Tried", "no: a signature takes the card, and your touch"))...), nil
	}
	signed, err := m.gpg(ctx, file, "Firstlight tries whether a signature can be made.\n",
		"--pinentry-mode", "error", "--status-fd", "1", "--armor", "--detach-sign", "--local-user", who)
	switch {
	case strings.Contains(signed.Stdout, "[GNUPG:] SIG_CREATED "):
		return check.Hold("Git can sign your commits", append(facts, check.Fact("Tried", "yes, with gpg"))...), nil
	case err != nil && strings.Contains(signed.Output, "No pinentry"):
		f, fixes := m.askForPassphrase(ctx, file)
		f.Evidence = append(facts, f.Evidence...)
		return f, fixes
	case err == nil:
		err = errors.New("gpg made no signature")
	}
	return m.gpgTrouble(ctx, file, who, signed.Output, err)
}

// gpg asks gpg, which can ask nobody back.
func (m *Machine) gpg(ctx context.Context, file, input string, args ...string) (process.Result, error) {
	return m.runner.Run(ctx, process.Spec{
		Args:  append([]string{file, "--batch", "--no-tty", "--no-auto-check-trustdb"}, args...),
		Env:   []string{"LC_ALL=C"},
		Stdin: strings.NewReader(input), Limit: gpgLimit,
	})
}

// gpgTrouble says why gpg could not do what it was asked.
func (m *Machine) gpgTrouble(ctx context.Context, file, who, output string, err error) (check.Finding, []check.Fix) {
	var limit *process.LimitError
	var exit *process.ExitError
	var f check.Finding
	var fixes []check.Fix
	switch {
	case errors.As(err, &limit):
		f, fixes = m.gpgHangs(ctx, file)
	case strings.Contains(output, "No agent running") || strings.Contains(output, "can't connect to the agent"):
		f = check.Fail("signing/no-agent", "Gpg cannot sign, since its agent does not start")
		fixes = []check.Fix{restartGPGAgent()}
	case strings.Contains(output, "No secret key"), strings.Contains(output, "No public key"):
		f = noGPGKey(who)
	case errors.As(err, &exit):
		f = check.Fail("signing/refused", "Gpg cannot sign: "+lastWords(output))
	default:
		f = check.CannotTell("signing/no-answer", "Gpg did not answer: "+err.Error())
	}
	f.Detail = check.Tail(output)
	return f, fixes
}

// lastWords returns what gpg said last, without its name before it.
func lastWords(output string) string {
	lines := strings.Split(strings.TrimSpace(output), "\n")
	for _, line := range slices.Backward(lines) {
		if words, ok := strings.CutPrefix(strings.TrimSpace(line), "gpg: "); ok {
			return words
		}
	}
	return "it does not say why"
}

func noGPGKey(who string) check.Finding {
	return check.Fail("signing/no-key", "Gpg has no secret key to sign your commits with", check.Literal("Looked for", who),
		check.Fact("What to do", "Import the key from where it is, with gpg --import, or sign with a key that you have here"))
}

// unusableGPGKey says why none of the keys found can sign.
func unusableGPGKey(who string, keys []gpgKey) (check.Finding, []check.Fix) {
	var expired []gpgKey
	var revoked, signs bool
	for _, key := range keys {
		signs = signs || key.signs
		revoked = revoked || key.signs && key.revoked
		if key.signs && key.expired && key.there {
			expired = append(expired, key)
		}
	}
	switch {
	case len(expired) > 0:
		ended := slices.MaxFunc(expired, func(a, b gpgKey) int { return a.expires.Compare(b.expires) }).expires
		return check.Fail("signing/expired", "The key that git is to sign your commits with has expired",
				check.Dated("Expired", ended.UTC()), check.Literal("Fingerprint", expired[0].fingerprint)),
			extendGPGKey(keys)
	case revoked:
		return check.Fail("signing/revoked", "The key that git is to sign your commits with is revoked",
			check.Fact("What to do", "Sign with another key")), nil
	case len(keys) > 0 && !signs:
		return check.Fail("signing/wrong-key", "The key that git is to sign your commits with is not made for signatures",
			check.Fact("What to do", "Sign with another key")), nil
	default:
		return noGPGKey(who), nil
	}
}
