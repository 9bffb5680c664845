package machine

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// sshConfig is what the person's configuration of ssh says of keys, for any
// host.
type sshConfig struct {
	// identities are the files of keys that it names.
	identities []string
	// agent is the socket of the agent to ask; empty where none is named.
	agent string
	// keychain says that macOS keeps the passphrases.
	keychain bool
	// open is the first of its files that others may change, which makes ssh
	// refuse to start; nil where there is none.
	open *openFile
}

// openFile is a file that others may do more with than ssh lets them.
type openFile struct {
	name string
	mode fs.FileMode
}

// readSSHConfig reads the configuration in a folder such as ~/.ssh.
func (m *Machine) readSSHConfig(folder string) sshConfig {
	var found sshConfig
	const deepest = 8
	m.readSSHFile(folder, filepath.Join(folder, "config"), deepest, &found)
	return found
}

func (m *Machine) readSSHFile(folder, file string, depth int, into *sshConfig) {
	const most = 1 << 20
	info, err := os.Stat(file)
	if err != nil || !info.Mode().IsRegular() || info.Size() > most || depth == 0 {
		return
	}
	if writableByOthers(info) && into.open == nil {
		into.open = &openFile{file, info.Mode().Perm()}
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return
	}
	for line := range bytes.Lines(text) {
		name, values := directive(string(line))
		for _, value := range values {
			value = m.sshPath(folder, value)
			switch name {
			case "identityfile":
				if filepath.IsAbs(value) {
					into.identities = append(into.identities, value)
				}
			case "identityagent":
				if into.agent == "" {
					into.agent = value
				}
			case "usekeychain":
				into.keychain = into.keychain || strings.EqualFold(value, "yes")
			case "include":
				if !filepath.IsAbs(value) {
					value = filepath.Join(folder, value)
				}
				more, _ := filepath.Glob(value) // A pattern that is none matches nothing.
				for _, file := range more {
					m.readSSHFile(folder, file, depth-1, into)
				}
			}
		}
	}
}

// directive splits a line of ssh's configuration into its name, in lower case,
// and its values, which may stand in quotation marks.
func directive(line string) (name string, values []string) {
	line = strings.TrimSpace(line)
	end := strings.IndexAny(line, " \t=")
	if strings.HasPrefix(line, "#") || end < 0 {
		return "", nil
	}
	name = strings.ToLower(line[:end])
	rest := strings.TrimLeft(line[end:], " \t=")
	for rest != "" {
		var value string
		if strings.HasPrefix(rest, `"`) {
			value, rest, _ = strings.Cut(rest[1:], `"`)
		} else if cut := strings.IndexAny(rest, " \t"); cut >= 0 {
			value, rest = rest[:cut], rest[cut:]
		} else {
			value, rest = rest, ""
		}
		if strings.HasPrefix(value, "#") {
			break
		}
		values = append(values, value)
		rest = strings.TrimLeft(rest, " \t")
	}
	return name, values
}

// sshPath expands what ssh expands in the name of a file: ~, %d for the home
// folder, and variables. folder is ~/.ssh.
func (m *Machine) sshPath(folder, value string) string {
	home := filepath.Dir(folder)
	if rest, ok := strings.CutPrefix(value, "~/"); ok {
		value = filepath.Join(home, filepath.FromSlash(rest))
	}
	if name, ok := strings.CutPrefix(value, "$"); ok && !strings.HasPrefix(name, "{") {
		return m.variable(name)
	}
	for {
		before, rest, ok := strings.Cut(value, "${")
		name, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			break
		}
		value = before + m.variable(name) + after
	}
	return strings.NewReplacer("%%", "%", "%d", home).Replace(value)
}
