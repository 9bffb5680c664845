package main

import (
	"path/filepath"
	"testing"
)

func TestAPageForABrowserStandsWhereItCanBeRead(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	beside := filepath.Join(filepath.Dir(home), "beside")
	for folder, want := range map[string]string{
		filepath.Join(home, ".local", "share", "firstlight"): home,
		filepath.Join(home, "Library", "firstlight"):         filepath.Join(home, "Library", "firstlight"),
		filepath.Join(home, "code", ".firstlight"):           filepath.Join(home, "code", ".firstlight"),
		home:   home,
		beside: beside,
	} {
		if got := visible(folder); got != want {
			t.Errorf("for data in %s it stands in %s, want %s", folder, got, want)
		}
	}
}
