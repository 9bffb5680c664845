package guide

import (
	"path/filepath"
	"testing"
)

func TestAddressOf(t *testing.T) {
	for source, want := range map[string]string{
		"https://github.com/acme/lamp/tree/main/docs":            "https://github.com/acme/lamp",
		"https://GitHub.com/acme/lamp.git":                       "https://github.com/acme/lamp",
		"https://github.com/acme/lamp?tab=readme-ov-file#set-up": "https://github.com/acme/lamp",
		"github.com/acme/lamp?tab=readme-ov-file":                "https://github.com/acme/lamp",
		"github.com/acme/lamp/issues/7":                          "https://github.com/acme/lamp",
		"https://gitlab.com/acme/rooms/lamp/-/tree/main":         "https://gitlab.com/acme/rooms/lamp",
		"https://gitlab.com/acme/rooms/lamp":                     "https://gitlab.com/acme/rooms/lamp",
		"https://codeberg.org/acme/lamp/src/branch/main":         "https://codeberg.org/acme/lamp",
		"https://bitbucket.org/acme/lamp/src/main/":              "https://bitbucket.org/acme/lamp",
		"https://git.acme.example/acme/lamp/blob/main/go.mod":    "https://git.acme.example/acme/lamp",
		"https://git.acme.example/acme/lamp.git":                 "https://git.acme.example/acme/lamp.git",
		"https://git.acme.example:8443/a/b?tab=code":             "https://git.acme.example:8443/a/b",
		"ssh://git@github.com/acme/lamp.git":                     "ssh://git@github.com/acme/lamp.git",
		"git@github.com:acme/lamp.git":                           "git@github.com:acme/lamp.git",
		"lamp":                                                   "",
		"./acme/lamp":                                            "",
		"acme/lamp":                                              "",
	} {
		if got, ok := addressOf(source); got != want || ok != (want != "") {
			t.Errorf("addressOf(%q) = %q, %v, want %q", source, got, ok, want)
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
