package network

import (
	"context"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// npmTrusting has npm trust whom this machine trusts.
func (s sight) npmTrusting(ctx context.Context, file string) ([]check.Fix, []check.Evidence) {
	if file == "" {
		return nil, todo("Have Node trust whom the system trusts: set NODE_OPTIONS=--use-system-ca, or NODE_EXTRA_CA_CERTS to the file of the company's certificate")
	}
	undo := check.Run("npm", "config", "delete", "cafile")
	if old := s.setting(ctx, "npm", "config", "get", "cafile"); old != "" && old != "null" && old != "undefined" {
		undo = check.Run("npm", "config", "set", "cafile", old)
	}
	return []check.Fix{{
			ID: "npm-trust", Title: "Have npm trust whom this machine trusts",
			Effect: "npm reads whom to trust from " + s.env().short(file), Privilege: check.User, Undo: undo.String(),
			Plan: func(check.Answers) []check.Command {
				return []check.Command{check.Run("npm", "config", "set", "cafile", file)}
			},
		}}, []check.Evidence{
			check.Literal("For Node's other programs", process.Setting("NODE_EXTRA_CA_CERTS", file)),
		}
}

// pipTrusting has pip trust whom this machine trusts.
func (s sight) pipTrusting(ctx context.Context, file string) ([]check.Fix, []check.Evidence) {
	if own := s.env().get("PIP_CERT"); own != "" {
		return nil, todo("The variable PIP_CERT has pip read only " + s.env().short(own) + ": take it out of " + process.SetIn + ", and log in again")
	}
	if file == "" {
		return nil, todo("Have pip trust whom the system trusts: upgrade it to 24.2 or newer, or set PIP_CERT to the file of the company's certificate")
	}
	pip := s.pip()
	undo := check.Run(pip, "config", "--user", "unset", "global.cert")
	if old := s.setting(ctx, pip, "config", "get", "global.cert"); old != "" {
		undo = check.Run(pip, "config", "--user", "set", "global.cert", old)
	}
	return []check.Fix{{
			ID: "pip-trust", Title: "Have pip trust whom this machine trusts",
			Effect: "pip reads whom to trust from " + s.env().short(file), Privilege: check.User, Undo: undo.String(),
			Plan: func(check.Answers) []check.Command {
				return []check.Command{check.Run(pip, "config", "--user", "set", "global.cert", file)}
			},
		}}, []check.Evidence{
			check.Literal("For Python's other programs", "export REQUESTS_CA_BUNDLE="+s.env().short(file)),
		}
}

// setting returns what a program answers of its settings; empty where it knows
// none.
func (n *Network) setting(ctx context.Context, args ...string) string {
	result, err := n.apart(ctx, process.Spec{Args: args, Limit: packageLimit})
	if err != nil {
		return ""
	}
	return strings.TrimSpace(result.Stdout)
}
