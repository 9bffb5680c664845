package network

import (
	"bufio"
	"context"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"firstlight/backend/network/layer"
	"firstlight/backend/process"
)

// teller is who is told of a proxy.
type teller string

const (
	inEnvironment teller = "your environment"
	inGit         teller = "git"
	inNpm         teller = "npm"
	inPip         teller = "pip"
	inEngine      teller = "Docker's engine"
	inContainers  teller = "Docker's containers"
	inApt         teller = "apt"
)

// entry is one setting of a proxy.
type entry struct {
	who teller
	// key is the name of the setting, such as HTTPS_PROXY or http.proxy.
	key string
	// value is as it stands there; programs print it without passwords.
	value string
	// traffic is what it is for: "http", "https", or "" for all. A list of
	// exceptions has "no".
	traffic string
	// chosen says that it stands in the environment only because the person chose it in
	// Firstlight's own settings.
	chosen bool
	// only says that it is for some hosts alone.
	only bool
	// setting is git's, where it is one.
	setting setting
}

// address reads the entry; hidden says that it has a password which is not
// known here.
func (e entry) address() (*url.URL, error) {
	value, hidden := unhide(e.value)
	address, err := readProxy(value)
	if err == nil && hidden {
		address.User = url.User(redacted)
	}
	return address, err
}

// unhide takes what stands for a secret out of what a program printed.
func unhide(value string) (text string, hidden bool) {
	for _, mark := range []string{redacted + "@", "xxxxx:xxxxx@"} {
		if before, after, ok := strings.Cut(value, mark); ok {
			return before + after, true
		}
	}
	return value, false
}

// same reports whether two entries lead to the same proxy.
func same(a, b entry) bool {
	x, err := a.address()
	y, otherErr := b.address()
	return err == nil && otherErr == nil && x.Scheme == y.Scheme && strings.EqualFold(layer.HostPort(x), layer.HostPort(y))
}

// settings gathers everything that is set.
func (n *Network) settings(ctx context.Context) settings {
	engine, answers := n.engineEntries(ctx)
	return settings{Network: n, engine: answers, entries: slices.Concat(
		n.variables(), n.gitEntries(ctx), n.npmEntries(), n.pipEntries(), engine, n.containerEntries(), n.aptEntries(ctx),
	)}
}

// variables are the entries of the environment.
func (n *Network) variables() []entry {
	found := n.env().entries()
	if n.chosen == nil || n.chosen() == "" {
		return found
	}
	for i := range found {
		found[i].chosen = found[i].traffic != "no" && found[i].value == n.chosen()
	}
	return found
}

// entries are the variables, in the order in which most programs read them.
func (e environment) entries() []entry {
	var found []entry
	for _, name := range []string{"https_proxy", "http_proxy", "all_proxy", "no_proxy"} {
		traffic := strings.TrimSuffix(name, "_proxy")
		if traffic == "all" {
			traffic = ""
		}
		for _, spelt := range []string{name, strings.ToUpper(name)} {
			if value := e.get(spelt); value != "" {
				found = append(found, entry{who: inEnvironment, key: spelt, value: value, traffic: traffic})
			}
			if runtime.GOOS == "windows" {
				break // There both are one variable.
			}
		}
	}
	return found
}

func (n *Network) gitEntries(ctx context.Context) []entry {
	if !n.has("git") {
		return nil
	}
	var found []entry
	for _, s := range n.gitSettings(ctx, "http.proxy") {
		if s.value != "" {
			found = append(found, entry{who: inGit, key: s.key, value: s.value, only: s.key != "http.proxy", setting: s})
		}
	}
	return found
}

// npmFile is where npm keeps a person's settings.
func (e environment) npmFile() string {
	if _, file := e.first("NPM_CONFIG_USERCONFIG", "npm_config_userconfig"); filepath.IsAbs(file) {
		return file
	}
	return e.below(".npmrc")
}

func (n *Network) npmEntries() []entry {
	if !n.has("npm") {
		return nil
	}
	lines := readSettings(n.env().npmFile())
	for _, key := range []string{"proxy", "https_proxy", "noproxy"} {
		if name, value := n.env().first("npm_config_"+key, "NPM_CONFIG_"+strings.ToUpper(key)); name != "" {
			lines = append(lines, line{strings.ReplaceAll(key, "_", "-"), value})
		}
	}
	var found []entry
	for _, line := range lines {
		traffic, ok := map[string]string{"proxy": "http", "http-proxy": "http", "https-proxy": "https", "noproxy": "no"}[line.key]
		if ok && line.value != "" && line.value != "null" && line.value != "false" {
			value := os.Expand(line.value, func(name string) string { return n.env().get(name) })
			found = append(found, entry{who: inNpm, key: line.key, value: value, traffic: traffic})
		}
	}
	return found
}

// pipFiles are where pip reads settings, the last of two winning.
func (e environment) pipFiles() []string {
	if file := e.get("PIP_CONFIG_FILE"); filepath.IsAbs(file) {
		return []string{file}
	}
	if runtime.GOOS == "windows" {
		return []string{filepath.Join(e.below(), "pip", "pip.ini"), filepath.Join(e.get("APPDATA"), "pip", "pip.ini")}
	}
	files := []string{"/etc/pip.conf", e.below(".pip", "pip.conf")}
	if folder := e.get("XDG_CONFIG_HOME"); filepath.IsAbs(folder) {
		files = append(files, filepath.Join(folder, "pip", "pip.conf"))
	} else {
		files = append(files, e.below(".config", "pip", "pip.conf"))
	}
	if runtime.GOOS == "darwin" {
		files = append(files, e.below("Library", "Application Support", "pip", "pip.conf"))
	}
	return files
}

func (n *Network) pipEntries() []entry {
	if !n.has("pip3") && !n.has("pip") {
		return nil
	}
	var found []entry
	for _, file := range n.env().pipFiles() {
		for _, line := range readSettings(file) {
			if line.key == "proxy" && line.value != "" {
				found = []entry{{who: inPip, key: "global.proxy", value: line.value}}
			}
		}
	}
	if value := n.env().get("PIP_PROXY"); value != "" {
		found = []entry{{who: inPip, key: "PIP_PROXY", value: value}}
	}
	return found
}

// line is one setting of a file.
type line struct{ key, value string }

// readSettings reads a file of lines key = value; sections and comments are
// passed over.
func readSettings(file string) []line {
	f, err := os.Open(file)
	if err != nil {
		return nil // It is not on every machine.
	}
	defer func() { _ = f.Close() }()
	var found []line
	for lines := bufio.NewScanner(f); lines.Scan(); {
		text := strings.TrimSpace(lines.Text())
		key, value, ok := strings.Cut(text, "=")
		if !ok || strings.HasPrefix(text, "#") || strings.HasPrefix(text, ";") {
			continue
		}
		found = append(found, line{strings.ToLower(strings.TrimSpace(key)), strings.Trim(strings.TrimSpace(value), `"'`)})
	}
	return found
}

// aptEntries asks apt, whose settings are spread over many files.
func (n *Network) aptEntries(ctx context.Context) []entry {
	if !n.has("apt-config") {
		return nil
	}
	result, err := n.apart(ctx, process.Spec{Args: []string{"apt-config", "dump", "Acquire"}, Limit: gitLimit, Env: []string{"LC_ALL=C"}})
	if err != nil {
		return nil
	}
	var found []entry
	for text := range strings.Lines(result.Stdout) {
		key, value, ok := strings.Cut(strings.TrimSuffix(strings.TrimSpace(text), ";"), " ")
		value = strings.Trim(value, `"`)
		parts := strings.Split(key, "::")
		if !ok || value == "" || len(parts) < 3 || !strings.EqualFold(parts[2], "Proxy") || slices.Contains([]string{"DIRECT", "false"}, value) {
			continue
		}
		if traffic := strings.ToLower(parts[1]); traffic == "http" || traffic == "https" {
			found = append(found, entry{who: inApt, key: key, value: value, traffic: traffic, only: len(parts) > 3})
		}
	}
	return found
}
