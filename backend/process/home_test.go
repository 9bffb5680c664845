package process_test

import (
	"path/filepath"
	"testing"

	"firstlight/backend/process"
)

func TestShort(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	for path, want := range map[string]string{
		filepath.Join(home, "bin", "go"): filepath.Join("~", "bin", "go"),
		home:                             "~",
		home + "er":                      home + "er",
		filepath.Join(filepath.Dir(home), "other"): filepath.Join(filepath.Dir(home), "other"),
	} {
		if got := process.Short(path); got != want {
			t.Errorf("Short(%q) = %q, want %q", path, got, want)
		}
	}
	t.Setenv("HOME", string(filepath.Separator))
	t.Setenv("USERPROFILE", filepath.VolumeName(home)+string(filepath.Separator))
	if got := process.Short(home); got != home {
		t.Errorf("with the root as home: %q", got)
	}
}

func TestLong(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	for path, want := range map[string]string{
		filepath.Join("~", "src"): filepath.Join(home, "src"),
		"~":                       home,
		"~ada":                    "~ada",
		"src/~":                   "src/~",
		"":                        "",
	} {
		if got := process.Long(path); got != want {
			t.Errorf("Long(%q) = %q, want %q", path, got, want)
		}
	}
}
