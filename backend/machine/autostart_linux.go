package machine

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// entry is the file that desktops start programs by.
func (a Autostart) entry() string {
	env := a.Env()
	folder := valueIn(env, "XDG_CONFIG_HOME")
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(valueIn(env, "HOME"), ".config")
	}
	return filepath.Join(folder, "autostart", a.ID+".desktop")
}

func (a Autostart) on() (bool, error) {
	text, err := os.ReadFile(a.entry())
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	// Desktops switch an entry off with one of these, and leave it where it is.
	off := []string{"hidden=true", "x-gnome-autostart-enabled=false"}
	for line := range strings.Lines(string(text)) {
		line = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(line), " ", ""))
		if slices.Contains(off, line) {
			return false, nil
		}
	}
	return true, nil
}

func (a Autostart) write() error {
	return saveEntry(a.entry(), "[Desktop Entry]\nType=Application\nName="+a.Name+"\nExec="+a.exec()+"\nTerminal=false\nX-GNOME-Autostart-enabled=true\n")
}

func (a Autostart) remove() error { return removeEntry(a.entry()) }

// exec is the line that desktops start it by. It has no other place for variables.
func (a Autostart) exec() string {
	if len(a.Variables) == 0 {
		return execWord(a.Program)
	}
	words := []string{"env"}
	for _, v := range a.Variables {
		words = append(words, execWord(v))
	}
	return strings.Join(append(words, execWord(a.Program)), " ")
}

// execWord writes a text as one word of the line that desktops start it by: first
// what is special within quotes is escaped, and then what is special in any value.
func execWord(text string) string {
	text = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "`", "\\`", "$", `\$`, "%", "%%").Replace(text)
	return `"` + strings.ReplaceAll(text, `\`, `\\`) + `"`
}
