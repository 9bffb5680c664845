package failure_test

import (
	"os/exec"
	"runtime"
	"strings"
	"testing"

	"firstlight/backend/failure"
)

func TestShellWord(t *testing.T) {
	cases := []struct {
		goos, value, want string
		ok                bool
	}{
		{"linux", "/home/ada/shop", "/home/ada/shop", true},
		{"linux", "git@github.com:acme/shop.git", "git@github.com:acme/shop.git", true},
		{"linux", "/home/ada/my shop", "'/home/ada/my shop'", true},
		{"linux", "it's", `'it'\''s'`, true},
		{"linux", "$(reboot)", "'$(reboot)'", true},
		{"linux", "`reboot`;&|<>*?~!#", "'`reboot`;&|<>*?~!#'", true},
		{"linux", "~/shop", "'~/shop'", true},
		{"linux", "日本", "'日本'", true},
		{"linux", "-rf", "", false},
		{"linux", "--upload-pack=reboot", "", false},
		{"linux", `back\slash`, "", false},
		{"linux", "two\nlines", "", false},
		{"linux", "a\x1b[31m", "", false},
		{"linux", "broken \xff", "", false},
		{"linux", "https://ada:secret@git.example.org/shop", "", false},
		{"linux", strings.Repeat("a", 201), "", false},
		{"linux", "", "", false},
		{"darwin", "/Users/ada/My Shop", "'/Users/ada/My Shop'", true},
		{"windows", `C:\src\shop`, `C:\src\shop`, true},
		{"windows", `C:\Program Files (x86)\shop`, `"C:\Program Files (x86)\shop"`, true},
		{"windows", `C:\my shop\`, "", false},
		{"windows", "%PATH%", "", false},
		{"windows", "$env:PATH", "", false},
		{"windows", `a"b`, "", false},
		{"windows", "a&b", "", false},
		{"windows", "a^b", "", false},
		{"windows", "-x", "", false},
	}
	for _, c := range cases {
		if got, ok := failure.ShellWord(c.value, c.goos); got != c.want || ok != c.ok {
			t.Errorf("%q on %s: got %q, %t; want %q, %t", c.value, c.goos, got, ok, c.want, c.ok)
		}
	}
}

// What a shell makes of a word is the word itself.
func TestShellReadsTheWordAsItIs(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("has no POSIX shell of its own")
	}
	for _, value := range []string{"/plain", "a b", "it's", "$(echo no)", "`echo no`", "a;b", "*", "~", "!x", "#x", "$HOME", "a\"b", "日本", "{a,b}", "a&&b"} {
		word, ok := failure.ShellWord(value, "linux")
		if !ok {
			t.Errorf("%q was refused", value)
			continue
		}
		got, err := exec.Command("sh", "-c", "printf %s "+word).Output()
		if err != nil || string(got) != value {
			t.Errorf("sh reads %s as %q (%v), want %q", word, got, err, value)
		}
	}
}

func TestCommandWithAWordThatCannotBeGivenIsLeftOut(t *testing.T) {
	catalogue := known(t)
	cases := []struct{ folder, command string }{
		{"/srv/shop", "git config --global --add safe.directory /srv/shop"},
		{"/srv/my shop", "git config --global --add safe.directory '/srv/my shop'"},
		{"/srv/$(reboot)", "git config --global --add safe.directory '/srv/$(reboot)'"},
		{"{folder}", "git config --global --add safe.directory '{folder}'"},
		{"--global", ""},
		{`/srv/back\slash`, ""},
	}
	for _, c := range cases {
		output := "fatal: detected dubious ownership in repository at '" + c.folder + "'\n"
		got, ok := catalogue.Match(output, "linux")
		if !ok || got.ID != "git-dubious-ownership" || got.Command != c.command {
			t.Errorf("%q: got %q, %q; want %q", c.folder, got.ID, got.Command, c.command)
		}
	}
	// One that would switch the protection off everywhere is no such folder.
	if got, ok := catalogue.Match("fatal: detected dubious ownership in repository at '*'\n", "linux"); ok {
		t.Errorf("got %+v", got)
	}
}

func TestWordsTellNoSecret(t *testing.T) {
	got, _ := known(t).Match("fatal: Authentication failed for 'https://ada:hunter22@git.example.org/shop.git/'\n", "linux")
	if strings.Contains(got.Cause, "hunter22") || !strings.Contains(got.Cause, "https://…@git.example.org/shop.git/") {
		t.Errorf("got %q", got.Cause)
	}
}
