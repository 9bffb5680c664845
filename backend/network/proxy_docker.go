package network

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
)

// engineEntries asks the container engine, and reports whether it answers.
func (n *Network) engineEntries(ctx context.Context) (found []entry, answers bool) {
	if n.daemon == nil {
		return nil, false
	}
	http, https, no, err := n.daemon(ctx)
	if err != nil {
		return nil, false // Whether it answers is another claim's matter.
	}
	return given(inEngine, map[string]string{"https": https, "http": http, "no": no}, map[string]string{
		"https": "HTTPS proxy", "http": "HTTP proxy", "no": "no proxy",
	}), true
}

// dockerSettings are the settings of the docker command that matter here.
type dockerSettings struct {
	CurrentContext string `json:"currentContext"`
	Proxies        map[string]struct {
		HTTP  string `json:"httpProxy"`
		HTTPS string `json:"httpsProxy"`
		No    string `json:"noProxy"`
	} `json:"proxies"`
}

func (e environment) docker() dockerSettings {
	var s dockerSettings
	text, err := os.ReadFile(filepath.Join(e.dockerFolder(), "config.json"))
	if err != nil {
		return s
	}
	// What cannot be read of it is left out, as the docker command does.
	_ = json.Unmarshal(text, &s)
	return s
}

// containerEntries are what the docker command tells containers.
func (n *Network) containerEntries() []entry {
	if n.daemon == nil && !n.has("docker") {
		return nil
	}
	p := n.env().docker().Proxies["default"]
	return given(inContainers, map[string]string{"https": p.HTTPS, "http": p.HTTP, "no": p.No}, map[string]string{
		"https": "httpsProxy", "http": "httpProxy", "no": "noProxy",
	})
}

func given(who teller, values, keys map[string]string) []entry {
	var found []entry
	for _, traffic := range []string{"https", "http", "no"} {
		if values[traffic] != "" {
			found = append(found, entry{who: who, key: keys[traffic], value: values[traffic], traffic: traffic})
		}
	}
	return found
}

// ownEngine reports whether the engine that is asked is that of this system,
// rather than one in a machine of its own or elsewhere.
func (n *Network) ownEngine() bool {
	context := n.env().docker().CurrentContext
	return runtime.GOOS == "linux" && n.env().get("DOCKER_HOST") == "" && n.env().get("DOCKER_CONTEXT") == "" &&
		(context == "" || context == "default")
}
