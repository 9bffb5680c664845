package repository

import (
	"errors"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"firstlight/backend/process"
)

// scpForm is [user@]host:path, which git takes for ssh.
var scpForm = regexp.MustCompile(`^(?:[\w.+-]+@)?([\w.-]+|\[[0-9a-fA-F:]+\]):([^\\:].*)$`)

// helperForm is NAME::ADDRESS, for which git starts another program.
var helperForm = regexp.MustCompile(`^[\w.+-]*::`)

// driveForm is an absolute path on Windows, which looks like a host named C.
var driveForm = regexp.MustCompile(`^[A-Za-z]:[/\\]`)

// The reasons for which an address is refused.
var (
	errAddressOption   = errors.New("it would be read as an option or holds a control character")
	errAddressScheme   = errors.New("only https and ssh addresses are allowed")
	errAddressPassword = errors.New("it holds a password, which everyone who reads the journey would see")
	errAddressHost     = errors.New("it names no server")
)

// acceptable returns why git must not be handed the address, or nil. local
// allows file: addresses.
func acceptable(address string, local bool) error {
	if address == "" || strings.HasPrefix(address, "-") || strings.ContainsFunc(address, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return errAddressOption
	}
	if helperForm.MatchString(address) || driveForm.MatchString(address) {
		return errAddressScheme
	}
	if scheme, _, ok := strings.Cut(address, "://"); !ok {
		if !scpForm.MatchString(address) {
			return errAddressScheme
		}
		return nil
	} else if scheme == "file" && local {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "ssh" {
		return errAddressScheme
	}
	if _, ok := u.User.Password(); ok || process.NewRedactor(nil).Redact(address) != address {
		return errAddressPassword
	}
	if u.Hostname() == "" || strings.HasPrefix(u.Hostname(), "-") || strings.HasPrefix(u.User.Username(), "-") {
		return errAddressHost
	}
	return nil
}

// FileURL returns the address of a repository in a folder of this machine.
func FileURL(dir string) string {
	slashed := filepath.ToSlash(dir)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	return "file://" + slashed
}

// SameOrigin reports whether two addresses name the same repository: how it is
// reached, who signs in, a default port, the case of the host, a closing slash
// and .git make no difference.
func SameOrigin(a, b string) bool { return normal(a) == normal(b) }

func normal(address string) string {
	address = withoutUser(strings.TrimSpace(address))
	if driveForm.MatchString(address) || strings.HasPrefix(address, "/") {
		address = FileURL(address)
	}
	host, path := "", address
	if _, _, ok := strings.Cut(address, "://"); !ok {
		if parts := scpForm.FindStringSubmatch(address); parts != nil {
			host, path = parts[1], parts[2]
		}
	} else if u, err := url.Parse(address); err == nil {
		host, path = u.Hostname(), u.Path
		if port := u.Port(); port != "" && !slices.Contains(defaultPorts(u.Scheme), port) {
			host += ":" + port
		}
	}
	path = strings.TrimSuffix(strings.Trim(path, "/"), ".git")
	return strings.ToLower(host) + "/" + strings.TrimRight(path, "/")
}

// named returns the server in an address, and who owns the repository there:
// both tell where a person works.
func named(address string) (hosts, owners []string) {
	host, path, _ := strings.Cut(normal(address), "/")
	if host == "" {
		return nil, nil
	}
	if owner, _, ok := strings.Cut(path, "/"); ok {
		owners = []string{owner}
	}
	return []string{host}, owners
}

func defaultPorts(scheme string) []string {
	switch scheme {
	case "https":
		return []string{"443"}
	case "http":
		return []string{"80"}
	case "ssh", "git+ssh", "ssh+git":
		return []string{"22"}
	default:
		return nil
	}
}

// ForOthers returns an address as anybody may use it: a web address without who signs
// in there, and with what.
func ForOthers(address string) string {
	if scheme, _, ok := strings.Cut(address, "://"); ok && (strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "http")) {
		return withoutUser(address)
	}
	return address
}

// withoutUser returns a web address without who signs in there. A token stands in
// that place too, or what a token was struck out by.
func withoutUser(address string) string {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok {
		return address
	}
	server, path, below := strings.Cut(rest, "/")
	if at := strings.LastIndex(server, "@"); at >= 0 {
		server = server[at+1:]
	}
	if below {
		path = "/" + path
	}
	return scheme + "://" + server + path
}

// withoutPassword returns the address with a password that it may hold struck
// out, so that it can be shown.
func withoutPassword(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		// It may be none for the very signs that are in the password.
		return process.RedactTyped(address)
	}
	if u.User == nil {
		return address
	}
	return u.Redacted()
}
