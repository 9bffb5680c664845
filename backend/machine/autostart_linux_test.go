package machine_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstlight/backend/machine"
)

func TestAProgramStartsWithTheSession(t *testing.T) {
	home := t.TempDir()
	a := machine.Autostart{ID: "firstlight", Name: "Firstlight", Program: `/opt/my "100%" $apps\x/firstlight`, Env: func() []string { return []string{"HOME=" + home} }}
	file := filepath.Join(home, ".config", "autostart", "firstlight.desktop")
	is := func(want bool) {
		t.Helper()
		if on, err := a.On(); err != nil || on != want {
			t.Fatalf("it starts with the session: %v, %v; want %v", on, err, want)
		}
	}
	set := func(on bool) {
		t.Helper()
		if err := a.Set(on); err != nil {
			t.Fatal(err)
		}
	}
	is(false)
	set(false)
	set(true)
	is(true)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if want := `Exec="/opt/my \\"100%%\\" \\$apps\\\\x/firstlight"` + "\n"; !strings.Contains(string(text), want) {
		t.Errorf("the entry is\n%s\nwant %s", text, want)
	}
	// What the person switched off in her desktop's settings is off.
	for _, line := range []string{"Hidden=true", "X-GNOME-Autostart-enabled = false"} {
		if err := os.WriteFile(file, append(text, line+"\n"...), 0o600); err != nil {
			t.Fatal(err)
		}
		is(false)
		set(true)
		is(true)
	}
	set(false)
	is(false)
	if left, err := os.ReadDir(filepath.Dir(file)); err != nil || len(left) != 0 {
		t.Errorf("there is left %v, %v", left, err)
	}
	// What leads it to its folders goes with it, whatever is in their names.
	a.Variables = []string{`FIRSTLIGHT_HOME=/srv/my "100%" data`}
	set(true)
	is(true)
	if text, err = os.ReadFile(file); err != nil {
		t.Fatal(err)
	}
	if want := `Exec=env "FIRSTLIGHT_HOME=/srv/my \\"100%%\\" data" "/opt/my \\"100%%\\" \\$apps\\\\x/firstlight"` + "\n"; !strings.Contains(string(text), want) {
		t.Errorf("the entry is\n%s\nwant %s", text, want)
	}
	a.Program = ""
	if err := a.Set(true); err == nil {
		t.Error("a program that is not known was taken")
	}
}

func TestTheSessionsFolderMayBeElsewhere(t *testing.T) {
	config := t.TempDir()
	a := machine.Autostart{ID: "firstlight", Name: "Firstlight", Program: "/opt/firstlight", Env: func() []string { return []string{"HOME=/nowhere", "XDG_CONFIG_HOME=" + config} }}
	if err := a.Set(true); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(config, "autostart", "firstlight.desktop")); err != nil {
		t.Error(err)
	}
}
