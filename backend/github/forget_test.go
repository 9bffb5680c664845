package github_test

import (
	"errors"
	"testing"

	"firstlight/backend/github"
	"firstlight/backend/keyring"
)

func TestTokensAreForgotten(t *testing.T) {
	silent := errors.New("it does not answer")
	for name, test := range map[string]struct {
		state keyring.State
		fails error
		left  int
		told  bool
	}{
		"ready":         {state: keyring.Ready},
		"no keyring":    {state: keyring.Absent, left: 1},
		"no session":    {state: keyring.None, left: 1, told: true},
		"locked":        {state: keyring.Locked, left: 1, told: true},
		"out of answer": {state: keyring.Ready, fails: silent, told: true},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRing()
			r.state, r.err = test.state, test.fails
			r.kept["Firstlight https://api.github.com/"] = secret
			r.kept["Mail ada"] = "hers"
			err := github.ForgetTokens(t.Context(), r)
			if (err != nil) != test.told {
				t.Errorf("err = %v", err)
			}
			if len(r.kept) != test.left+1 || r.kept["Mail ada"] != "hers" {
				t.Errorf("there is left %v", r.kept)
			}
		})
	}
}
