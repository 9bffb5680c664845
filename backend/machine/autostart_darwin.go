package machine

import (
	"encoding/xml"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// entry is the file that launchd starts programs by.
func (a Autostart) entry() string {
	return filepath.Join(valueIn(a.Env(), "HOME"), "Library", "LaunchAgents", "io."+a.ID+".window.plist")
}

func (a Autostart) on() (bool, error) {
	_, err := os.Stat(a.entry())
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

func (a Autostart) write() error {
	program, err := escaped(a.Program)
	if err != nil {
		return err
	}
	variables := ""
	for _, v := range a.Variables {
		name, value, _ := strings.Cut(v, "=")
		if name, err = escaped(name); err != nil {
			return err
		}
		if value, err = escaped(value); err != nil {
			return err
		}
		variables += "\n\t\t<key>" + name + "</key>\n\t\t<string>" + value + "</string>"
	}
	return saveEntry(a.entry(), `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>Label</key>
	<string>io.`+a.ID+`.window</string>
	<key>ProgramArguments</key>
	<array>
		<string>`+program+`</string>
	</array>
	<key>EnvironmentVariables</key>
	<dict>`+variables+`
	</dict>
	<key>RunAtLoad</key>
	<true/>
</dict>
</plist>
`)
}

// escaped returns a text as XML has it.
func escaped(text string) (string, error) {
	var out strings.Builder
	err := xml.EscapeText(&out, []byte(text))
	return out.String(), err
}

func (a Autostart) remove() error { return removeEntry(a.entry()) }
