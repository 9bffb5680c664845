package askpass

import (
	"path/filepath"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/process"
)

// nowhere says what happens with an answer that nobody may see.
const nowhere = "Firstlight hands it to the program that asks, and keeps it nowhere."

// question returns the prompt as it is put to a person; again says that the same
// was asked before.
func (p prompt) question(again bool) check.Question {
	q := check.Question{Kind: check.Secret, Title: p.title(), Label: "Answer", Accept: "Answer", Text: nowhere}
	switch p.subject {
	case username:
		q.Kind, q.Label = check.Text, "User name"
		q.Text = "Git asks, as no credential helper of yours knows an account there."
	case password:
		q.Label = "Password"
		if p.web {
			q.Label, q.Text = "Password or token", "Many servers, such as GitHub, take a token in the place of a password. "+nowhere
		}
		if p.web && !p.secure {
			q.Text = "The address is not https, so everyone on the way can read the answer. " + q.Text
		}
	case passphrase:
		q.Label = "Passphrase"
		q.Text = "Your ssh key is locked with it. With ssh-add in a terminal the ssh agent keeps it unlocked. " + nowhere
	case pin:
		q.Label = "PIN"
	case hostKey:
		q.Kind, q.Label, q.Accept = check.Confirm, "", "Trust this key"
		q.Text = "This machine has never spoken to the server, so it cannot tell it from one that only pretends to be it. " +
			"Compare the fingerprint with the one that your team or the server's owner publishes. " +
			"If you agree, ssh keeps the key and asks no more; if you are not sure, do not agree."
	case consent:
		q.Kind, q.Label, q.Accept = check.Confirm, "", "Yes"
		q.Text = "An ssh program on this machine asks."
	case touch:
		q.Kind, q.Label, q.Accept = check.Await, "", ""
		q.Text = "It goes on by itself when you have."
	case anything:
		q.Text = "The program that signs in asks this in words of its server. " + nowhere
	}
	if again {
		q.Text = "It is asked again: the answer was not right, or the connection had to be made anew. " + q.Text
	}
	q.Facts = p.facts()
	return q
}

func (p prompt) title() string {
	switch p.subject {
	case hostKey:
		return "Is this the key of " + p.host() + "?"
	case touch:
		return "Touch your security key"
	case anything, consent:
		return "Another question: " + p.text
	default:
		return capital(p.wanted()) + "?"
	}
}

// wanted says what is asked for, as it stands in a sentence.
func (p prompt) wanted() string {
	switch p.subject {
	case username:
		return "your user name at " + p.server
	case password:
		if p.user == "" {
			return "your password at " + p.server
		}
		return "the password of " + p.user + " at " + p.server
	case passphrase:
		return "the passphrase of your ssh key " + filepath.Base(p.file)
	case pin:
		return "the PIN of " + filepath.Base(p.file)
	case hostKey:
		return "your word that this is the key of " + p.host()
	case touch:
		return "a touch of your security key"
	default:
		return "an answer to “" + p.text + "”"
	}
}

// host returns the name of the server without its address.
func (p prompt) host() string {
	name, _, _ := strings.Cut(p.server, " ")
	return name
}

func (p prompt) facts() []check.Evidence {
	var facts []check.Evidence
	literal := func(label, value string) {
		if value != "" {
			facts = append(facts, check.Literal(label, value))
		}
	}
	literal("Server", p.server)
	literal("Account", p.user)
	if p.file != "" {
		literal("Key", process.Short(p.file))
	}
	literal("Kind of key", p.kind)
	literal("Fingerprint", p.fingerprint)
	for _, other := range p.others {
		literal("The same key is known as", other)
	}
	return facts
}

func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
