package askpass

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/check"
)

const unknownHost = `The authenticity of host '[127.0.0.1]:2222 ([127.0.0.1]:2222)' can't be established.
ED25519 key fingerprint is SHA256:uNiVztksCsDhcc0u9e8BrrPzYdT9pk5UGhXpS6FVkxY.
This host key is known by the following other names/addresses:
    ~/.ssh/known_hosts:3: git.example.com
    ~/.ssh/known_hosts:7: [hashed name]
Are you sure you want to continue connecting (yes/no/[fingerprint])? `

func TestPromptsBecomeQuestions(t *testing.T) {
	type asked struct {
		Kind         check.QuestionKind
		Title, Label string
		Facts        []check.Evidence
	}
	server := func(name string) check.Evidence { return check.Literal("Server", name) }
	account := func(name string) check.Evidence { return check.Literal("Account", name) }
	key := func(file string) check.Evidence { return check.Literal("Key", file) }
	for _, c := range []struct {
		name, prompt, hint string
		want               asked
	}{
		{"git's user", "Username for 'https://git.example.com': ", "", asked{check.Text, "Your user name at git.example.com?", "User name", []check.Evidence{server("git.example.com")}}},
		{"git's password", "Password for 'https://ada@git.example.com:8443': ", "", asked{check.Secret, "The password of ada at git.example.com:8443?", "Password or token", []check.Evidence{server("git.example.com:8443"), account("ada")}}},
		{"git's password with a path", "Password for 'https://git.example.com/acme/x.git': ", "", asked{check.Secret, "Your password at git.example.com?", "Password or token", []check.Evidence{server("git.example.com")}}},
		{"git-lfs", `Username for "https://git.example.com"`, "", asked{check.Text, "Your user name at git.example.com?", "User name", []check.Evidence{server("git.example.com")}}},
		{"a passphrase", "Enter passphrase for key '/srv/keys/id_ed25519': ", "", asked{check.Secret, "The passphrase of your ssh key id_ed25519?", "Passphrase", []check.Evidence{key("/srv/keys/id_ed25519")}}},
		{"a pin", "Enter PIN for ED25519-SK key /srv/keys/id_sk: ", "", asked{check.Secret, "The PIN of id_sk?", "PIN", []check.Evidence{key("/srv/keys/id_sk")}}},
		{"ssh's password", "ada@git.example.com's password: ", "", asked{check.Secret, "The password of ada at git.example.com?", "Password", []check.Evidence{server("git.example.com"), account("ada")}}},
		{"a server's own password", "(ada@git.example.com) Password: ", "", asked{check.Secret, "The password of ada at git.example.com?", "Password", []check.Evidence{server("git.example.com"), account("ada")}}},
		{"a server's own words", "(ada@git.example.com) Code of the day: ", "", asked{check.Secret, "Another question: (ada@git.example.com) Code of the day:", "Answer", []check.Evidence{server("git.example.com"), account("ada")}}},
		{"a new host", unknownHost, "", asked{check.Confirm, "Is this the key of [127.0.0.1]:2222?", "", []check.Evidence{
			server("[127.0.0.1]:2222 ([127.0.0.1]:2222)"), check.Literal("Kind of key", "ED25519"),
			check.Literal("Fingerprint", "SHA256:uNiVztksCsDhcc0u9e8BrrPzYdT9pk5UGhXpS6FVkxY"),
			check.Literal("The same key is known as", "~/.ssh/known_hosts:3: git.example.com"),
			check.Literal("The same key is known as", "~/.ssh/known_hosts:7: [hashed name]"),
		}}},
		{"a security key", "Confirm user presence for key ED25519-SK SHA256:abc", "none", asked{check.Await, "Touch your security key", "", []check.Evidence{key("ED25519-SK SHA256:abc")}}},
		{"a yes", "Accept updated hostkeys? (yes/no): ", "confirm", asked{check.Confirm, "Another question: Accept updated hostkeys? (yes/no):", "", nil}},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := read(c.prompt, c.hint).question(false)
			if diff := cmp.Diff(c.want, asked{q.Kind, q.Title, q.Label, q.Facts}); diff != "" {
				t.Errorf("question (-want +got):\n%s", diff)
			}
			if q.Text == "" || q.Accept == "" && q.Kind != check.Await {
				t.Errorf("it explains nothing: %+v", q)
			}
		})
	}
}

func TestAPasswordThatOthersCanReadIsSaidSo(t *testing.T) {
	for prompt, want := range map[string]bool{"Password for 'http://git.example.com': ": true, "Password for 'https://git.example.com': ": false} {
		if warned := strings.Contains(read(prompt, "").question(false).Text, "everyone on the way can read"); warned != want {
			t.Errorf("%s: warned %t", prompt, warned)
		}
	}
}
