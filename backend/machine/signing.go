package machine

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// signing is what git is told of signing commits.
type signing struct {
	// format is openpgp, ssh or x509.
	format string
	// asked says that something asks for signatures, and by is what does.
	asked bool
	by    string
	// key is whose signature to make; empty where git itself chooses.
	key string
	// program makes the signatures; named says that git was told so.
	program string
	named   bool
	// keyCommand is what git asks for a key when it is told none.
	keyCommand string
	// settings are all that were read.
	settings map[string]setting
}

// signingSettings match all that git reads for a signature.
const signingSettings = `^(commit\.gpgsign|tag\.gpgsign|gpg\..*|user\.(name|email|signingkey))$`

// Signing returns the check that git can sign the person's commits, where
// anything asks for that. A signature is tried where none needs her at the
// keyboard or at a security key.
func (m *Machine) Signing() check.Check {
	// A key expires, and an agent ends, without a file telling.
	const lookAgain = 10 * time.Minute
	files := m.gitConfigs()
	for _, folder := range m.gpgHomes() {
		for _, name := range []string{"pubring.kbx", "public-keys.d/pubring.db", "gpg-agent.conf"} {
			files = append(files, filepath.Join(folder, filepath.FromSlash(name)))
		}
	}
	if folder, err := sshFolder(); err == nil {
		for _, name := range keyNames() {
			files = append(files, filepath.Join(folder, name), filepath.Join(folder, name+".pub"))
		}
	}
	return observed(m.observeSigning, check.Watch{Paths: files, Every: lookAgain})
}

func (m *Machine) observeSigning(ctx context.Context) (check.Finding, []check.Fix) {
	settings, err := m.gitSettings(ctx, signingSettings)
	if err != nil {
		return noGit("signing", err), nil
	}
	want := readSigning(settings)
	if !want.asked {
		return check.Hold("Git does not sign your commits, and nothing asks it to"), nil
	}
	facts := []check.Evidence{check.Literal("Asked for by", want.by), check.Fact("Format", want.format)}
	if want.key != "" {
		facts = append(facts, check.Literal("Key", shortKey(want.key)))
	}
	var f check.Finding
	var fixes []check.Fix
	switch want.format {
	case "openpgp":
		f, fixes = m.signWithGPG(ctx, want)
	case "ssh":
		f, fixes = m.signWithSSH(ctx, want)
	case "x509":
		f = m.signElsewhere(want)
	default:
		f = check.Fail("signing/unknown-format", "Git is to sign in a format that it does not know",
			check.Fact("What to do", "Set gpg.format to openpgp, ssh or x509"))
	}
	f.Evidence = append(facts, f.Evidence...)
	if f.Status == check.Failing {
		fixes = append(fixes, m.signWithAnotherKey(ctx, want)...)
	}
	return f, fixes
}

// readSigning returns what git's settings ask for. A key that is named asks for
// signatures too, unless the person turned them off.
func readSigning(git map[string]setting) signing {
	want := signing{format: strings.ToLower(git["gpg.format"].value), settings: git}
	if want.format == "" {
		want.format = "openpgp"
	}
	switch off := git["commit.gpgsign"].value != "" && !git["commit.gpgsign"].yes(); {
	case git["commit.gpgsign"].yes():
		want.asked, want.by = true, "commit.gpgsign"
	case git["tag.gpgsign"].yes():
		want.asked, want.by = true, "tag.gpgsign"
	case !off && git["user.signingkey"].value != "":
		want.asked, want.by = true, "user.signingkey"
	}
	want.key = git["user.signingkey"].value
	want.program = map[string]string{"openpgp": "gpg", "ssh": "ssh-keygen", "x509": "gpgsm"}[want.format]
	names := []string{"gpg." + want.format + ".program"}
	if want.format == "openpgp" {
		names = append(names, "gpg.program")
	}
	for _, name := range names {
		if s := git[name]; s.value != "" {
			want.program, want.named = s.value, true
			break
		}
	}
	want.keyCommand = git["gpg.ssh.defaultkeycommand"].value
	return want
}

// isOwn reports whether the program is the one of that name that we know how to
// ask without a question to the person.
func (s signing) isOwn(names ...string) bool {
	base := strings.TrimSuffix(filepath.Base(filepath.FromSlash(s.program)), ".exe")
	return slices.Contains(names, base)
}

// signElsewhere returns what is known of a program that only the person can use.
func (m *Machine) signElsewhere(want signing) check.Finding {
	file, err := m.runner.Find(expandHome(want.program))
	if err != nil {
		return noProgram(want)
	}
	return check.Hold("Git signs your commits with "+filepath.Base(want.program), check.Literal("Program", process.Short(file)),
		check.Fact("Tried", "no: this program may ask you before it signs"))
}

func noProgram(want signing) check.Finding {
	return check.Fail("signing/no-program", "Git is to sign your commits with "+filepath.Base(want.program)+", which is not there",
		check.Literal("Program", shortKey(want.program)), check.Fact("What to do", "Install it, or sign with a key of another kind"))
}

// shortKey returns a key as it is set, with ~ for the home folder where it is a
// file, and only the start of one that stands there itself.
func shortKey(key string) string {
	const longest = 60
	if filepath.IsAbs(key) {
		return process.Short(key)
	}
	if letters := []rune(key); len(letters) > longest {
		return string(letters[:longest]) + "…"
	}
	return key
}
