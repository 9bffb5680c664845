package machine

import (
	"regexp"

	"firstlight/backend/check"
)

// identityFixes returns the fix that tells git who the person is.
func identityFixes(emailPattern string, pattern *regexp.Regexp, name, email setting) []check.Fix {
	hint := "Write the address that your colleagues know you by, such as ada@example.com."
	if emailPattern != anyEmail {
		hint = "It has to look like " + emailPattern + "."
	}
	proposed := email.value
	if !pattern.MatchString(proposed) {
		proposed = ""
	}
	return []check.Fix{{
		ID: "identify", Title: "Tell git who you are",
		Effect:    "Your name and address will stand in the commits that you make from now on.",
		Privilege: check.User,
		Undo:      undoSetting("user.name", name) + "; " + undoSetting("user.email", email),
		Inputs: []check.Input{{
			Name: "name", Label: "Your name", Default: name.value,
			Hint: "Write it as it should stand in your commits.", Pattern: `[^\s-].*`,
		}, {
			Name: "email", Label: "Your work e-mail address", Default: proposed, Hint: hint, Pattern: emailPattern,
		}},
		Plan: func(a check.Answers) []check.Command {
			return []check.Command{
				check.Run("git", "config", "--global", "user.name", a["name"]),
				check.Run("git", "config", "--global", "user.email", a["email"]),
			}
		},
	}}
}
