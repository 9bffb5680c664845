package guide

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

func TestAddressOf(t *testing.T) {
	for source, want := range map[string]string{
		"https://github.com/acme/lamp/tree/main/docs":                  "https://github.com/acme/lamp",
		"https://GitHub.com/acme/lamp.git":                             "https://github.com/acme/lamp",
		"https://github.com/acme/lamp?tab=readme-ov-file#set-up":       "https://github.com/acme/lamp",
		"github.com/acme/lamp?tab=readme-ov-file":                      "https://github.com/acme/lamp",
		"github.com/acme/lamp/issues/7":                                "https://github.com/acme/lamp",
		"https://gitlab.com/acme/rooms/lamp/-/tree/main":               "https://gitlab.com/acme/rooms/lamp",
		"https://gitlab.com/acme/rooms/lamp":                           "https://gitlab.com/acme/rooms/lamp",
		"https://codeberg.org/acme/lamp/src/branch/main":               "https://codeberg.org/acme/lamp",
		"https://bitbucket.org/acme/lamp/src/main/":                    "https://bitbucket.org/acme/lamp",
		"https://git.acme.example/acme/lamp/blob/main/go.mod":          "https://git.acme.example/acme/lamp",
		"https://git.acme.example/acme/lamp.git":                       "https://git.acme.example/acme/lamp.git",
		"https://git.acme.example:8443/a/b?tab=code":                   "https://git.acme.example:8443/a/b",
		"ssh://git@github.com/acme/lamp.git":                           "ssh://git@github.com/acme/lamp.git",
		"git@github.com:acme/lamp.git":                                 "git@github.com:acme/lamp.git",
		"git clone https://github.com/acme/lamp.git":                   "https://github.com/acme/lamp",
		"git clone github.com/acme/lamp":                               "https://github.com/acme/lamp",
		"$ git clone --depth 1 'https://github.com/acme/lamp' l":       "https://github.com/acme/lamp",
		"git clone -c a.proxy=http://p:1 git@github.com:acme/lamp.git": "git@github.com:acme/lamp.git",
		" \"https://github.com/acme/lamp\"\n":                          "https://github.com/acme/lamp",
		"https://github.com/acme?tab=repositories":                     "https://github.com/acme",
		"github.com/acme":                                              "https://github.com/acme",
		"git clone lamp":                                               "",
		"lamp":                                                         "",
		"./acme/lamp":                                                  "",
		"acme/lamp":                                                    "",
	} {
		if got, ok := addressOf(source); got != want || ok != (want != "") {
			t.Errorf("addressOf(%q) = %q, %v, want %q", source, got, ok, want)
		}
	}
}

// TestAnAddressThatWillNotDo holds that what is wrong with an address is said once, with
// what to do, and without what somebody signs in with.
func TestAnAddressThatWillNotDo(t *testing.T) {
	long := "https://github.com/acme/" + strings.Repeat("x", 3000)
	tests := []struct{ source, says, next string }{
		{"https://user:secret@github.com/acme/lamp", "nothing can be cloned from https://[redacted]@github.com/acme/lamp: it has a password in it", "an address without one"},
		{"git clone https://user:secret@github.com/acme/lamp.git", "it has a password in it", "an address without one"},
		{"https://user:se/cret@github.com/acme/lamp", "from https://[redacted]@github.com/acme/lamp: it is not an address", "such as"},
		{"https://ghp_secretsecretsecretsecret@github.com/acme/lamp", "from https://[redacted]@github.com/acme/lamp: it has a token in it", "without it"},
		{"ftp://user:secret@acme.example/lamp", "a password", "without one"},
		{"ftp://acme.example/lamp", "it is no address of https or ssh", "such as"},
		{"user:secret@github.com/acme/lamp", "there is no file or folder [redacted]@github.com/acme/lamp", ""},
		{"https://github.com/acme", "it is the page of an owner, not of a repository", "https://github.com/acme/payments"},
		{"https://github.com/orgs/acme/repositories?type=all", "https://github.com/acme: it is the page of an owner", "https://github.com/acme/payments"},
		{"git@github.com:payments.git", "it does not say who owns the repository", "git@github.com:acme/payments.git"},
		{"https://gitlab.com/payments.git", "it does not say who owns the repository", "https://gitlab.com/acme/payments.git"},
		{"git@github.com:acme", "it is the page of an owner", "git@github.com:acme/payments"},
		{"https://github.com", "it names no repository", "such as"},
		{long, "x…x", "such as"},
		{"https://github.com/" + strings.Repeat("x", 3000), "x…x", "such as"},
		{strings.Repeat("x", 3000), "x…x", ""},
	}
	s := sources{Files: NewFiles(false), workspace: t.TempDir()}
	for _, tt := range tests {
		_, _, err := s.Load(t.Context(), tt.source)
		if err == nil || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "cret@") || len(err.Error()) > 300 {
			t.Errorf("of %.70s: %v, want %q", tt.source, err, tt.says)
		}
		var refused *AddressError
		if errors.As(err, &refused) != (tt.next != "") || tt.next != "" && !strings.Contains(refused.Next, tt.next) {
			t.Errorf("of %.70s: %+v, want %q", tt.source, refused, tt.next)
		}
	}
}

func TestNamesJourney(t *testing.T) {
	there := t.TempDir()
	for word, want := range map[string]bool{
		"demo":                         true,
		"https://github.com/acme/lamp": true,
		"git@github.com:acme/lamp.git": true,
		there:                          true,
		filepath.Join(there, "lamp"):   false,
		"because":                      false,
	} {
		if got := NamesJourney(word); got != want {
			t.Errorf("NamesJourney(%q) = %v", word, got)
		}
	}
}
