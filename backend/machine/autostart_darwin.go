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
	var program strings.Builder
	if err := xml.EscapeText(&program, []byte(a.Program)); err != nil {
		return err
	}
	return saveEntry(a.entry(), `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>Label</key>
	<string>io.`+a.ID+`.window</string>
	<key>ProgramArguments</key>
	<array>
		<string>`+program.String()+`</string>
	</array>
	<key>RunAtLoad</key>
	<true/>
</dict>
</plist>
`)
}

func (a Autostart) remove() error { return removeEntry(a.entry()) }
