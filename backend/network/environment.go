package network

import (
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/http/httpproxy"
)

// proxies returns what the environment says of proxies, as Go's programs read
// it.
func (e environment) proxies() *httpproxy.Config {
	_, http := e.first("HTTP_PROXY", "http_proxy")
	_, https := e.first("HTTPS_PROXY", "https_proxy")
	_, no := e.first("NO_PROXY", "no_proxy")
	return &httpproxy.Config{HTTPProxy: http, HTTPSProxy: https, NoProxy: no, CGI: e.get("REQUEST_METHOD") != ""}
}

// through returns the proxy on the way to an address, as Go's programs take it. A value
// that is no address, of which they would make one all the same, is an error.
func (e environment) through() func(*url.URL) (*url.URL, error) {
	config := e.proxies()
	take := config.ProxyFunc()
	return func(to *url.URL) (*url.URL, error) {
		via, err := take(to)
		if via == nil || err != nil {
			return via, err
		}
		value := config.HTTPSProxy
		if to.Scheme == "http" {
			value = config.HTTPProxy
		}
		if _, err := readProxy(value); err != nil {
			return nil, err
		}
		return via, nil
	}
}

// proxyVariables are the variables that name the proxy for a scheme, in the
// order in which curl reads them, and git with it.
func proxyVariables(scheme string) []string {
	if scheme == "http" {
		return []string{"http_proxy", "all_proxy", "ALL_PROXY"}
	}
	return []string{"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}
}

// curlProxy returns the proxy for a scheme as curl reads it.
func (e environment) curlProxy(scheme string) string {
	_, value := e.first(proxyVariables(scheme)...)
	return value
}

// passesBy reports whether an address goes past the proxy.
func (e environment) passesBy(to *url.URL) bool {
	_, no := e.first("no_proxy", "NO_PROXY")
	if no == "" {
		return false
	}
	config := httpproxy.Config{HTTPProxy: "http://proxy.invalid", HTTPSProxy: "http://proxy.invalid", NoProxy: no}
	via, err := config.ProxyFunc()(to)
	return err == nil && via == nil
}

// proxySchemes are how a proxy can be spoken to.
func proxySchemes() []string {
	return []string{"http", "https", "socks4", "socks4a", "socks5", "socks5h", "socks"}
}

// readProxy reads the address of a proxy as programs do: without a scheme it is
// spoken to in HTTP. Its error says in words what is wrong with the address,
// and never repeats it, since it may hold a password.
func readProxy(text string) (*url.URL, error) {
	switch {
	case strings.ContainsAny(text, " \t\r\n"):
		return nil, errors.New("there is a space in it")
	case strings.ContainsAny(text, `"'`):
		return nil, errors.New("there are quotes in it")
	case strings.Contains(text, "$"):
		return nil, errors.New("it names a variable that nothing has filled in")
	}
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok {
		if strings.Contains(text, ":/") {
			return nil, errors.New("two slashes belong after its scheme")
		}
		scheme, rest = "http", text
	}
	scheme = strings.ToLower(scheme)
	if !slices.Contains(proxySchemes(), scheme) {
		return nil, fmt.Errorf("no proxy is spoken to by %q", scheme+"://")
	}
	address, err := url.Parse(scheme + "://" + rest)
	if err != nil || address.Hostname() == "" || strings.Contains(address.Host, "\\") {
		return nil, errors.New("it names no host")
	}
	if port := address.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return nil, fmt.Errorf("%q is no port", port)
		}
	} else if strings.HasSuffix(address.Host, ":") {
		return nil, errors.New("its port is missing")
	}
	return address, nil
}

// ProxyAddress returns the address of a proxy as programs and this one itself go by
// it, with its scheme. Its error says in words what is wrong with the text; it never
// repeats it. ErrSecretProxy says that there is a name or a password in it.
func ProxyAddress(text string) (string, error) {
	address, err := readProxy(strings.TrimSpace(text))
	switch {
	case err != nil:
		return "", err
	case address.User != nil:
		return "", ErrSecretProxy
	case !strings.Contains(text, "://") && address.Port() == "" && !strings.ContainsAny(address.Host, ".:"):
		// A word alone may be anything.
		return "", errors.New("there is no port in it")
	case !slices.Contains([]string{"http", "https", "socks5", "socks5h"}, address.Scheme):
		return "", fmt.Errorf("not every program speaks %q", address.Scheme+"://")
	case address.Path != "" && address.Path != "/" || address.RawQuery != "" || address.Fragment != "":
		return "", errors.New("there is more in it than a host and a port")
	}
	return address.Scheme + "://" + address.Host, nil
}

// ErrSecretProxy says that the address of a proxy has a name or a password in it.
var ErrSecretProxy = errors.New("there is a name or a password in it")

// Proxies are what an environment says of proxies, without what is secret in it.
type Proxies struct {
	// HTTP and HTTPS are the proxies by what is asked for; No is what goes past them.
	HTTP, HTTPS, No string
}

// ProxiesOf returns what an environment of NAME=value says of proxies.
func ProxiesOf(env []string) Proxies {
	said := readEnvironment(env).proxies()
	show := func(text string) string {
		if text == "" {
			return ""
		}
		address, err := readProxy(text)
		if err != nil {
			return "…"
		}
		return shown(address)
	}
	return Proxies{HTTP: show(said.HTTPProxy), HTTPS: show(said.HTTPSProxy), No: said.NoProxy}
}

// shown returns the address of a proxy without what is secret in it.
func shown(address *url.URL) string {
	user := ""
	if address.User != nil {
		user = "…@"
	}
	return address.Scheme + "://" + user + address.Host
}

// gitFiles are the files that git reads a person's settings from.
func (e environment) gitFiles() []string {
	if file := e.get("GIT_CONFIG_GLOBAL"); filepath.IsAbs(file) {
		return []string{file}
	}
	folder := e.get("XDG_CONFIG_HOME")
	if !filepath.IsAbs(folder) {
		folder = e.below(".config")
	}
	return []string{e.below(".gitconfig"), filepath.Join(folder, "git", "config")}
}

// dockerFolder is where the docker command keeps its settings.
func (e environment) dockerFolder() string {
	if folder := e.get("DOCKER_CONFIG"); filepath.IsAbs(folder) {
		return folder
	}
	return e.below(".docker")
}
