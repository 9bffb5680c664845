package repository

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// sightOf reads what the fixes for a commit that breaks a rule need to know.
func (g *Git) sightOf(ctx context.Context, dir string, h history, broken commit) (commitSight, error) {
	sight := commitSight{history: h, broken: broken, public: signingKey()}
	var err error
	if sight.key, err = g.setting(ctx, dir, "user.signingkey"); err != nil {
		return sight, err
	}
	if sight.address, err = g.ask(ctx, dir, "config", "--local", "--get", "user.email"); err != nil && exitCode(err) != notSet {
		return sight, err
	}
	if h.head == "" || broken.hash != h.tip || h.head == h.base {
		return sight, nil
	}
	at, err := g.ask(ctx, dir, "for-each-ref", "--count=1", "--contains="+broken.hash, "--format=%(refname)", "refs/remotes")
	sight.amendable = at == ""
	return sight, err
}

// signingKey returns the public half of an ssh key of the person's that git can
// sign with; empty where there is none.
func signingKey() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	for _, name := range []string{"id_ed25519", "id_ecdsa", "id_rsa"} {
		private := filepath.Join(home, ".ssh", name)
		if _, err := os.Stat(private); err != nil {
			continue
		}
		if _, err := os.Stat(private + ".pub"); err == nil {
			return private + ".pub"
		}
	}
	return ""
}

// wrongAddress says that git would put another address on a commit than the
// journey asks for.
func (g *Git) wrongAddress(ctx context.Context, spec CommitSpec, h history, seen *commitSeen) check.Finding {
	var last commit
	if len(h.mine) > 0 {
		last = h.mine[0]
	}
	sight, err := g.sightOf(ctx, spec.Dir, h, last)
	if err != nil {
		return cannotTell(err)
	}
	seen.keep(sight)
	return check.Fail("commit/wrong-address", "Your commits here carry another address than this project asks for",
		check.Literal("Yours is", h.email), check.Literal("Asked for", spec.Rules.Email),
		check.Fact("What to do", "Tell git the address that your company gave you, for this repository"))
}

func setAddress(spec CommitSpec, sight commitSight) check.Fix {
	undo := check.Run("git", "config", "--unset", "user.email")
	if sight.address != "" {
		undo = check.Run("git", "config", "user.email", sight.address)
	}
	effect := "Your commits in this repository carry that address from now on."
	if sight.amendable {
		effect = "Your commits in this repository carry that address from now on, and your last one is made again with it."
	}
	return check.Fix{
		ID: "address", Title: "Commit under the right address", Effect: effect,
		Privilege: check.User, Undo: undo.String(),
		Inputs: []check.Input{{
			Name: "email", Label: "Your address", Pattern: spec.Rules.Email, Hint: "The one that your company gave you.",
		}},
		Plan: func(a check.Answers) []check.Command {
			plan := []check.Command{check.Run("git", "config", "user.email", a["email"]).In(spec.Dir)}
			if sight.amendable {
				plan = append(plan, amend("--no-edit", "--reset-author").In(spec.Dir))
			}
			return plan
		},
	}
}

// messageInput asks for the words of a commit as the rules want them.
func messageInput(rules CommitRules) check.Input {
	in := check.Input{Name: "message", Label: "What you changed", Hint: "In a few words, as you would tell a colleague."}
	if pattern, example := rules.message(); pattern != "" {
		in.Pattern, in.Hint = pattern, "In a few words, in the form that your team uses: "+example
	}
	return in
}

func reword(spec CommitSpec, sight commitSight) check.Fix {
	return check.Fix{
		ID: "message", Title: "Word the last commit anew",
		Effect:    "The last commit of this branch is made again with the new words; what it changes stays.",
		Privilege: check.User, Undo: unamend(sight),
		Inputs: []check.Input{messageInput(spec.Rules)},
		Plan: func(a check.Answers) []check.Command {
			return []check.Command{amend("-m", a["message"]).In(spec.Dir)}
		},
	}
}

// signLast offers to sign the last commit, and first to set up a signature with
// the person's ssh key where git is told of none.
func signLast(spec CommitSpec, sight commitSight) []check.Fix {
	sign := amend("--no-edit", "-S").In(spec.Dir)
	fix := check.Fix{
		ID: "sign", Title: "Sign the last commit",
		Effect:    "The last commit of this branch is made again with your signature, and so is every one that you make here.",
		Privilege: check.User, Undo: unamend(sight) + "; git config --unset commit.gpgsign",
	}
	always := check.Run("git", "config", "commit.gpgsign", "true").In(spec.Dir)
	switch {
	case sight.key != "":
		fix.Plan = func(check.Answers) []check.Command { return []check.Command{always, sign} }
	case sight.public != "":
		fix.Title = "Sign with your SSH key " + strings.TrimSuffix(filepath.Base(sight.public), ".pub")
		fix.Effect += " Add " + process.Short(sight.public) + " as a signing key to your account at your Git host, which then shows them as verified."
		fix.Undo += "; git config --unset user.signingkey; git config --unset gpg.format"
		fix.Plan = func(check.Answers) []check.Command {
			return []check.Command{
				check.Run("git", "config", "gpg.format", "ssh").In(spec.Dir),
				check.Run("git", "config", "user.signingkey", sight.public).In(spec.Dir),
				always, sign,
			}
		}
	default:
		return nil
	}
	return []check.Fix{fix}
}

// amend makes the last commit again, without what is staged beside it.
func amend(args ...string) check.Command {
	return check.Run(append([]string{"git", "commit", "--amend", "--only", "--allow-empty"}, args...)...)
}

// unamend goes back to the commit that was made again; its files stay as they are.
func unamend(sight commitSight) string {
	return check.Run("git", "reset", "--soft", sight.broken.short).String()
}
