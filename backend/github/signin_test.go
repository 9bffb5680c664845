package github_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"firstlight/backend/check"
	"firstlight/backend/github"
	"firstlight/backend/github/githubtest"
	"firstlight/backend/keyring"
	"firstlight/backend/process"
)

func TestSignInByToken(t *testing.T) {
	w := newWorld(t)
	w.server.SignUp("ada", secret, "repo", "read:org")
	c := w.github().SignIn(w.spec())
	f := w.observe(c)
	w.want(f, check.Failing, github.CodeNotSignedIn)
	if !f.Pending {
		t.Error("it reads as a failure and not as work to do")
	}
	if err := w.fix(c, "token", check.Answers{"token": secret}, &person{}); err != nil {
		t.Fatal(err)
	}
	f = w.observe(c)
	w.want(f, check.OK, "")
	if fact(f, "Signed in as") != "ada" || fact(f, "May") != "repo, read:org" || fact(f, "Token") != "is kept in your keyring" {
		t.Errorf("%+v", f)
	}
	if w.ring.kept["Firstlight https://"+w.server.Host()+"/api/v3/"] != secret {
		t.Errorf("the keyring has %v", w.ring.kept)
	}
	again := w.observe(w.github().SignIn(w.spec()))
	w.want(again, check.OK, "")
	if err := w.fix(c, github.SignOut, check.Answers{"sure": "yes"}, &person{}); err != nil {
		t.Fatal(err)
	}
	w.want(w.observe(c), check.Failing, github.CodeNotSignedIn)
	if len(w.ring.kept) > 0 {
		t.Errorf("the keyring still has %v", w.ring.kept)
	}
}

func TestSignInWithoutAKeyring(t *testing.T) {
	for _, state := range []keyring.State{keyring.None, keyring.Absent, keyring.Unmade, keyring.Locked} {
		w := newWorld(t)
		w.ring.state = state
		w.server.SignUp("ada", secret, "repo")
		c, told := w.github().SignIn(w.spec()), &person{}
		if err := w.fix(c, "token", check.Answers{"token": secret}, told); err != nil {
			t.Fatal(err)
		}
		f := w.observe(c)
		w.want(f, check.OK, "")
		if fact(f, "Token") != "is kept in memory only, until Firstlight ends" || !strings.Contains(strings.Join(told.lines, " "), "in memory only") {
			t.Errorf("%+v %v", f, told.lines)
		}
		w.want(w.observe(w.github().SignIn(w.spec())), check.Failing, github.CodeNotSignedIn)
		if err := w.fix(c, github.SignOut, check.Answers{"sure": "yes"}, told); err != nil {
			t.Fatal(err)
		}
		w.want(w.observe(c), check.Failing, github.CodeNotSignedIn)
	}
}

func TestSignOutOfAKeyringThatWasLockedSince(t *testing.T) {
	w := newWorld(t)
	w.server.SignUp("ada", secret, "repo")
	c := w.github().SignIn(w.spec())
	if err := w.fix(c, "token", check.Answers{"token": secret}, &person{}); err != nil {
		t.Fatal(err)
	}
	w.ring.state = keyring.Locked
	if err := w.fix(c, "token", check.Answers{"token": secret}, &person{}); err != nil {
		t.Fatal(err)
	}
	var kept *github.Error
	if err := w.fix(c, github.SignOut, check.Answers{"sure": "yes"}, &person{}); !errors.As(err, &kept) || kept.Code != github.CodeKeyring {
		t.Errorf("signed out with %v, and the keyring has %d tokens", err, len(w.ring.kept))
	}
	w.want(w.observe(c), check.Failing, github.CodeNotSignedIn)
}

func TestAKeyringThatFailsLeavesTheTokenInMemory(t *testing.T) {
	w := newWorld(t)
	w.server.SignUp("ada", secret, "repo")
	w.ring.err = keyring.ErrSilent
	c, told := w.github().SignIn(w.spec()), &person{}
	token, _ := c.Fixes(check.NotYet(github.CodeNotSignedIn, ""))[1], 0
	if err := token.Apply(t.Context(), check.Answers{"token": secret}, told); err != nil {
		t.Fatal(err)
	}
	w.want(w.observe(c), check.OK, "")
	if said := strings.Join(told.lines, " "); !strings.Contains(said, "did not answer within") {
		t.Errorf("said %q", said)
	}
}

func TestSignInNamesMissingScopes(t *testing.T) {
	tests := []struct {
		name         string
		wants, has   []string
		missing, may string
	}{
		{"all there", []string{"repo"}, []string{"repo"}, "", "repo"},
		{"one within another", []string{"public_repo", "read:org"}, []string{"repo", "admin:org"}, "", "repo, admin:org"},
		{"one missing", []string{"repo", "workflow"}, []string{"repo"}, "workflow", "repo"},
		{"too little", []string{"repo"}, []string{"public_repo"}, "repo", "public_repo"},
		{"a fine-grained token does not tell", []string{"repo"}, nil, "", "what was ticked when the token was made; it does not say what"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.server.SignUp("ada", secret, tt.has...)
			spec := w.spec()
			spec.Scopes = tt.wants
			c := w.github().SignIn(spec)
			if err := w.fix(c, "token", check.Answers{"token": secret}, &person{}); err != nil {
				t.Fatal(err)
			}
			f := w.observe(c)
			if fact(f, "Missing") != tt.missing || fact(f, "May") != tt.may || f.Holds() != (tt.missing == "") {
				t.Errorf("%+v", f)
			}
		})
	}
}

func TestATokenThatTheHostDoesNotTakeIsNotKept(t *testing.T) {
	w := newWorld(t)
	c := w.github().SignIn(w.spec())
	err := w.fix(c, "token", check.Answers{"token": secret}, &person{})
	var e *github.Error
	if !errors.As(err, &e) || e.Code != github.CodeExpired || !strings.Contains(e.What, "does not know this token") || strings.Contains(err.Error(), secret) {
		t.Errorf("got %v", err)
	}
	w.want(w.observe(c), check.Failing, github.CodeNotSignedIn)
}

func TestARevokedTokenIsNoSignIn(t *testing.T) {
	w := newWorld(t)
	w.server.SignUp("ada", secret, "repo")
	c := w.github().SignIn(w.spec())
	if err := w.fix(c, "token", check.Answers{"token": secret}, &person{}); err != nil {
		t.Fatal(err)
	}
	w.server.Revoke(secret)
	f := w.observe(c)
	w.want(f, check.Failing, github.CodeExpired)
	var offered []string
	for _, fix := range c.Fixes(f) {
		offered = append(offered, fix.ID)
	}
	if !slices.Equal(offered, []string{"browser", "token", github.SignOut}) {
		t.Errorf("offers %v", offered)
	}
}

func TestATokenIsSentToItsOwnHostOnly(t *testing.T) {
	w := newWorld(t)
	w.server.SignUp("ada", secret, "repo")
	g := w.github()
	if err := w.fix(g.SignIn(w.spec()), "token", check.Answers{"token": secret}, &person{}); err != nil {
		t.Fatal(err)
	}
	other := githubtest.New(t)
	other.SignUp("mallory", secret, "repo")
	spec := w.spec()
	spec.Host = other.Host()
	w.want(w.observe(g.SignIn(spec)), check.Failing, github.CodeNotSignedIn)
	if times, _ := other.Asked("GET /user"); times > 0 {
		t.Error("the other host was asked")
	}
}

func TestSignInByGh(t *testing.T) {
	w := newWorld(t)
	w.server.SignUp("ada", secret, "repo")
	bin := t.TempDir()
	script := "#!/bin/sh\n[ -z \"$GH_ENTERPRISE_TOKEN\" ] || exit 3\n[ \"$*\" = 'auth token --hostname " + w.server.Host() + "' ] && echo " + secret + "\n"
	if err := os.WriteFile(filepath.Join(bin, "gh"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	w.config.Runner = process.New([]string{"PATH=" + bin, "GH_ENTERPRISE_TOKEN=of-another-host"})
	c, told := w.github().SignIn(w.spec()), &person{}
	if err := w.fix(c, "gh", nil, told); err != nil {
		t.Fatal(err)
	}
	w.want(w.observe(c), check.OK, "")
	if said := strings.Join(told.lines, "\n"); strings.Contains(said, secret) || !strings.Contains(said, "$ gh auth token --hostname") {
		t.Errorf("said %q", said)
	}
}

func TestSignInByBrowser(t *testing.T) {
	const at = 5 * time.Second
	tests := []struct {
		name    string
		answers []string
		waits   []time.Duration
		says    string
	}{
		{"typed at once", []string{secret}, []time.Duration{at}, ""},
		{"typed after a while", []string{githubtest.Pending, githubtest.Pending, secret}, []time.Duration{at, at, at}, ""},
		{
			"each slow_down adds five seconds", []string{githubtest.SlowDown, githubtest.Pending, githubtest.SlowDown, secret},
			[]time.Duration{at, 2 * at, 2 * at, 3 * at}, "",
		},
		{"expired", []string{githubtest.Pending, githubtest.Expired}, []time.Duration{at, at}, "The code has run out"},
		{"denied", []string{githubtest.Denied}, []time.Duration{at}, "did not let Firstlight in"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.server.SignUp("ada", secret, "repo")
			w.server.Device("Ov23liTest", tt.answers...)
			c, told := w.github().SignIn(w.spec()), &person{}
			err := w.fix(c, "browser", nil, told)
			if tt.says == "" && err != nil || tt.says != "" && (err == nil || !strings.Contains(err.Error(), tt.says)) {
				t.Errorf("ends with %v, want %q", err, tt.says)
			}
			if w.observe(c).Holds() != (tt.says == "") {
				t.Errorf("it reads %+v", w.observe(c))
			}
			if !slices.Equal(w.waits, tt.waits) {
				t.Errorf("waited %v, want %v", w.waits, tt.waits)
			}
			if len(told.asked) != 1 || told.asked[0].Code != githubtest.Code || told.asked[0].Link != "https://"+w.server.Host()+"/login/device" {
				t.Errorf("asked %+v", told.asked)
			}
		})
	}
}

func TestACodeThatIsNeverTypedRunsOut(t *testing.T) {
	w := newWorld(t)
	w.server.Device("Ov23liTest", githubtest.Pending)
	err := w.fix(w.github().SignIn(w.spec()), "browser", nil, &person{})
	if err == nil || !strings.Contains(err.Error(), "The code has run out") {
		t.Errorf("ends with %v", err)
	}
}

func TestSignInByBrowserWithoutAnyone(t *testing.T) {
	for want, why := range map[string]error{"nobody is there": check.ErrNobody, "You put the code away": check.ErrDeclined} {
		w := newWorld(t)
		w.server.Device("Ov23liTest", githubtest.Pending)
		err := w.fix(w.github().SignIn(w.spec()), "browser", nil, &person{err: why})
		if !errors.Is(err, why) || !strings.Contains(err.Error(), want) {
			t.Errorf("ends with %v", err)
		}
	}
}

func TestAnUnknownClientIsSaidSo(t *testing.T) {
	w := newWorld(t)
	w.server.Device("another", secret)
	err := w.fix(w.github().SignIn(w.spec()), "browser", nil, &person{})
	if err == nil || !strings.Contains(err.Error(), "gives out no code") {
		t.Errorf("ends with %v", err)
	}
}
