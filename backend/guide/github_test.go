package guide_test

import (
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/github/githubtest"
	"firstlight/backend/guide"
)

// secret is a token as Enterprise Server makes them, which has no telling shape.
const secret = "0123456789abcdef0123456789abcdef01234567"

// hub starts a GitHub that programs of this machine trust, with ada signed up,
// and keeps the test away from the person's own keyring.
func hub(t *testing.T) *githubtest.Server {
	t.Helper()
	s := githubtest.New(t)
	file := filepath.Join(t.TempDir(), "authorities.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate()}), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SSL_CERT_FILE", file)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "no-bus"))
	s.SignUp("ada", secret, "repo")
	return s
}

// fixed carries out a fix and returns what it printed.
func fixed(t *testing.T, g *guide.Guide, step, fix string, answers check.Answers) string {
	t.Helper()
	run, err := g.Fix(t.Context(), step, fix, answers)
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Wait(t.Context(), run); err != nil {
		t.Fatal(err)
	}
	lines, _, err := g.Output(t.Context(), run, 0)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}

func TestATokenIsKeptNowhereButInTheKeyring(t *testing.T) {
	s := hub(t)
	g := real(t, fmt.Sprintf("name: N\nstages: [{name: A, steps: [{sign-in: %q, id: in}]}]\n", s.Host()))
	eventually(t, "nobody is signed in", func() bool { return status(t, g, "in") == check.Failing })
	printed := fixed(t, g, "in", "token", check.Answers{"token": secret})
	eventually(t, "the person is signed in", func() bool { return status(t, g, "in") == check.OK })
	fixes := g.Fixes("in")
	if len(fixes) != 1 || fixes[0].ID != "sign-out" {
		t.Errorf("offers %v", fixes)
	}
	shown, err := json.Marshal(view(t, g).State)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(printed+string(shown), secret) {
		t.Errorf("the token is shown:\n%s\n%s", printed, shown)
	}
	err = filepath.WalkDir(os.Getenv("FIRSTLIGHT_HOME"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if strings.Contains(string(text), secret) {
			t.Errorf("the token is in %s", entry.Name())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	fixed(t, g, "in", "sign-out", check.Answers{"sure": "yes"})
	eventually(t, "nobody is signed in any more", func() bool { return status(t, g, "in") == check.Failing })
}
