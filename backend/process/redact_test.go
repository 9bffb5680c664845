package process_test

import (
	"strings"
	"testing"

	"firstlight/backend/process"
)

func TestRedactTyped(t *testing.T) {
	for text, want := range map[string]string{
		"https://ann:pa55@host.example/x.git":        "https://[redacted]@host.example/x.git",
		"https://ann:pa/5?5#@host.example/x.git":     "https://[redacted]@host.example/x.git",
		"there is no ann:pa55@host.example/x here":   "there is no [redacted]@host.example/x here",
		`"https://host.example/x?private_token=abc"`: `"https://host.example/x?…"`,
		"ghp_abcdefghijklmnopqrst":                   "[redacted]",
		"ann:pa/55@host.example/x":                   "[redacted]@host.example/x",
		"ann:p@ss/word@host.example/x":               "[redacted]@host.example/x",
		"host.example/x?private_token=abc":           "host.example/x?…",
		"host.example/x#access_token=abc":            "host.example/x#…",
		"https://host.example:8443/acme/pkg@next":    "",
		"host.example:8443/acme/pkg@next":            "",
		"git@github.com:acme/payments.git":           "",
		"ssh://git@github.com:22/acme/payments@2":    "",
		`C:\Users\ann@acme`:                          "",
		"/home/ann/a:b@c":                            "",
		"--tools 'node,go@>=1.26'":                   "",
		"my password: hunter2, and no luck":          "my password: [redacted] and no luck",
		"DB_PASSWORD='hun ter2' make up":             "DB_PASSWORD=[redacted] make up",
		`{"api_key": "abc", "page": 2}`:              `{"api_key": [redacted], "page": 2}`,
		"so: token=abc\npassphrase = x y":            "so: token=[redacted]\npassphrase = [redacted] y",
		"the private key: MIIE":                      "the private key: [redacted]",
		"TOKEN_FILE=/run/token, token == nil":        "",
		"the token is refused; a password, too":      "",
		"git@tokens.example:acme/secret-store.git":   "",
		"https://tokens:8443/x and secret.host:22":   "",
		"--answer token=-, on the standard input":    "",
	} {
		if want == "" {
			want = text
		}
		if got := process.RedactTyped(text); got != want {
			t.Errorf("of %s it leaves %s, want %s", text, got, want)
		}
	}
}

func TestRedactShapes(t *testing.T) {
	const (
		letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ"
		jwt     = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
	)
	tests := map[string]struct{ text, want string }{
		"password in an address":          {"fatal: https://ann:pa55@host.example/x.git", "fatal: https://[redacted]@host.example/x.git"},
		"password with an at sign":        {"http://ann:p@ss@host/x", "http://[redacted]@host/x"},
		"password without a user":         {"redis://:hunter22@cache:6379/0", "redis://[redacted]@cache:6379/0"},
		"token as the user":               {"https://0123456789abcdef0123456789abcdef01234567@github.com/a/b", "https://[redacted]@github.com/a/b"},
		"two addresses":                   {"https://a:b@c and ssh://d:e@f", "https://[redacted]@c and ssh://[redacted]@f"},
		"GitHub, personal":                {"token ghp_" + letters, "token [redacted]"},
		"GitHub, oauth":                   {"gho_" + letters, "[redacted]"},
		"GitHub, user":                    {"x=ghu_" + letters + ";", "x=[redacted];"},
		"GitHub, server":                  {"ghs_" + letters, "[redacted]"},
		"GitHub, refresh":                 {"ghr_" + letters, "[redacted]"},
		"GitHub, fine-grained":            {"github_pat_11ABCDEFG0_" + letters, "[redacted]"},
		"GitLab":                          {"glpat-AbCdEfGhIjKlMnOpQrSt", "[redacted]"},
		"Slack":                           {"xoxb-123456789012-abcdefABCDEF", "[redacted]"},
		"AWS":                             {"key AKIAIOSFODNN7EXAMPLE.", "key [redacted]."},
		"sk-":                             {"sk-proj-abcDEF0123456789ghiJKL", "[redacted]"},
		"npm":                             {"//registry/:_authToken=npm_" + letters, "//registry/:_authToken=[redacted]"},
		"JSON Web Token":                  {"jwt " + jwt, "jwt [redacted]"},
		"bearer header":                   {"> Authorization: Bearer abc.def-ghi", "> Authorization: Bearer [redacted]"},
		"basic header, lower case":        {"authorization: basic YW5uOnBhNTU=", "authorization: basic [redacted]"},
		"header in JSON":                  {`{"Authorization":"Bearer abcdefgh"}`, `{"Authorization":"Bearer [redacted]"}`},
		"header without a scheme":         {"Authorization: 0123456789abcdef0123456789abcdef", "Authorization: [redacted]"},
		"bearer without its header":       {"curl -H 'bearer 0123456789abcdefghij'", "curl -H 'bearer [redacted]'"},
		"private key":                     {"a\n-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nABCD==\n-----END RSA PRIVATE KEY-----\nb", "a\n[redacted]\n[redacted]\n[redacted]\n[redacted]\nb"},
		"private key with headings":       {"-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIE\n-----END RSA PRIVATE KEY-----", "[redacted]\n[redacted]\n[redacted]\n[redacted]\n[redacted]"},
		"private key in one line":         {`k="-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n" next`, `k="[redacted]\n" next`},
		"private key that ends nowhere":   {"-----BEGIN PRIVATE KEY-----\nMIIE\nnow for something else", "[redacted]\n[redacted]\nnow for something else"},
		"line ends stay":                  {"https://a:b@c\r\nplain\n", "https://[redacted]@c\r\nplain\n"},
		"git commit":                      {"commit 4017ee2a6e1f0c1d2b3a49586776655443322110", ""},
		"go.sum":                          {"golang.org/x/sys v0.49.0 h1:q3i8TbbEz+JRD9ywIRlyRAQbM0qF7hu24q3teo2hbuw=", ""},
		"integrity":                       {`"integrity": "sha512-QeJhbGciOiJIUzI1NiJ9/abcdefghijklmnopqrstuvwxyz0123456789+ABCDEFG=="`, ""},
		"image digest":                    {"alpine@sha256:21a3deaa0d32a8057914f36584b5288d2e5ecc984380bc0118285c70fa8c9300", ""},
		"UUID":                            {"id 123e4567-e89b-12d3-a456-426614174000", ""},
		"ssh address":                     {"git@github.com:acme/payments.git and ssh://git@github.com/acme/payments.git", ""},
		"user in an address":              {"https://ann@dev.azure.com/acme/_git/payments", ""},
		"address with a port":             {"http://localhost:8080/user@example.org?mail=a@b", ""},
		"address with a port and a query": {"http://localhost:8080?mail=a@b", ""},
		"scoped package":                  {"https://registry.npmjs.org:443/@types/node", ""},
		"a word with sk-":                 {"task-runner-with-a-rather-long-name risk-0123456789abcdefghij", ""},
		"sk- in a package name":           {"sk-learn-extensions-for-everyone", ""},
		"text about tokens":               {"a bearer token is needed; authorization: required", ""},
		"text about keys":                 {"the file has no -----BEGIN line, so no PRIVATE KEY", ""},
		"path":                            {"/home/ann/go/pkg/mod/github.com/gofrs/flock@v0.13.1/flock.go:12:3: eyJ", ""},
		"empty":                           {"", ""},
	}
	var zero process.Redactor
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			want := test.want
			if want == "" {
				want = test.text
			}
			got := zero.Redact(test.text)
			if got != want {
				t.Errorf("Redact(%q)\n got %q\nwant %q", test.text, got, want)
			}
			if again := zero.Redact(got); again != got {
				t.Errorf("Redact is not stable: %q became %q", got, again)
			}
		})
	}
}

func TestRedactValues(t *testing.T) {
	redactor := process.NewRedactor([]string{
		"NPM_TOKEN=s3cr3t-value", "DB_PASSWORD=with space&sign", "SHORT_SECRET=1234567",
		"SIGNING_PRIVATE_KEY=first line of it\nsecond line of it", "AWS_SECRET_ACCESS_KEY=abcdefgh/ijk",
		"NPM_TOKEN_OLD=s3cr3t-value-and-more", "EDITOR=a-good-editor",
		"GOOGLE_APPLICATION_CREDENTIALS=/home/ann/key.json", "TOKEN_FILE=/run/secrets/token", "OPENAI_API_KEY=plainwords4",
	})
	tests := map[string]string{
		"token is s3cr3t-value.":                "token is [redacted].",
		"both s3cr3t-value-and-more":            "both [redacted]",
		"with space&sign":                       "[redacted]",
		"q=with+space%26sign":                   "q=[redacted]",
		"with%20space&sign":                     "[redacted]",
		"1234567 stays":                         "1234567 stays",
		"first line of it\nsecond line of it":   "[redacted]\n[redacted]",
		"abcdefgh/ijk plainwords4":              "[redacted] [redacted]",
		"a-good-editor":                         "a-good-editor",
		"/home/ann/key.json /run/secrets/token": "/home/ann/key.json /run/secrets/token",
	}
	for text, want := range tests {
		if got := redactor.Redact(text); got != want {
			t.Errorf("Redact(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestWhatIsSecretOnlyBesideItsName(t *testing.T) {
	const name = "POSTGRES_PASSWORD"
	for _, plain := range []string{
		"postgres", "password", "changeme", "Passwort", "MINIOADMIN", "12345678", "hunter2", "x", "schlüssel",
	} {
		redactor := process.NewRedactor([]string{name + "=" + plain, "PATH=/usr/bin"})
		for text, want := range map[string]string{
			"the " + plain + " is up, " + plain + ":16 too": "",
			name + "=" + plain:                                name + "=[redacted]",
			"export " + name + `="` + plain + `"; echo`:       "export " + name + `="[redacted]"; echo`,
			"  " + name + ": " + plain:                        "  " + name + ": [redacted]",
			`{"` + name + `": "` + plain + `", "a": 1}`:       `{"` + name + `": "[redacted]", "a": 1}`,
			name + "='" + plain + "' " + name + ":=" + plain:  name + "='[redacted]' " + name + ":=[redacted]",
			name + "=" + plain + "ql":                         "",
			name + " is not set, so " + plain + " is refused": "",
			"set " + name: "",
		} {
			if want == "" {
				want = text
			}
			if got := redactor.Redact(text); got != want {
				t.Errorf("Redact(%q)\n got %q\nwant %q", text, got, want)
			}
		}
	}
	for _, secret := range []string{
		"postgres1", "pa55word", "my-secret", "db_password", "let me in", "aBcDeFgH", "abcdefgh/ijk", "p@ssword", "s3cr3t-value", "correcthorsebattery",
		"0123456789abcdef", "4017ee2a6e1f0c1d2b3a49586776655443322110", "trustno1", "1234567890123456",
	} {
		redactor := process.NewRedactor([]string{name + "=" + secret})
		if got, want := redactor.Redact("it is "+secret+"."), "it is [redacted]."; got != want {
			t.Errorf("%s is not kept: %q", secret, got)
		}
	}
}

func BenchmarkRedactOrdinaryLine(b *testing.B) {
	redactor := process.NewRedactor([]string{"NPM_TOKEN=s3cr3t-value"})
	line := "ok  	firstlight/backend/check	0.012s	coverage: 91.4% of statements" + strings.Repeat(" .", 20)
	b.ReportAllocs()
	for b.Loop() {
		redactor.Redact(line)
	}
}
