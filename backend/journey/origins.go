package journey

import (
	"cmp"
	"net/netip"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
)

var (
	hostName     = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$`)
	userName     = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_.+-]*$`)
	scpOrigin    = regexp.MustCompile(`^([^/@:]+)@([^/@:]+):([^:].*)$`)
	helper       = regexp.MustCompile(`^[A-Za-z0-9+.-]*::`)
	embeddedName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
)

// maxFolderName is how many bytes the name of a folder has at most, on every system.
const maxFolderName = 255

// originExpected is what an origin should have been.
const originExpected = "https://host/path, ssh://user@host/path, git@host:path or embedded:NAME"

// OriginError says why nothing can be cloned from an origin, which it does not name:
// there may be a password in it.
type OriginError struct {
	// Because is the reason.
	Because string
	// Expected is what would have been right; empty where any other origin is.
	Expected string
}

// Error says the reason.
func (e *OriginError) Error() string { return e.Because }

// CloneFolder returns the folder that git makes of an origin; or an *OriginError where
// nothing can be cloned from there. file: addresses will do where allowFile says so.
func CloneFolder(origin string, allowFile bool) (string, error) {
	if no := checkOrigin(origin, allowFile); no != nil {
		e := &OriginError{Because: cmp.Or(no.because, "it is no address of https or ssh")}
		if no.expected != originExpected {
			e.Expected = no.expected
		}
		return "", e
	}
	folder, no := cleanPath(folderOf(origin))
	if no == nil && len(folder) > maxFolderName {
		no = &refusal{because: "it is too long"}
	}
	if no != nil {
		return "", &OriginError{Because: "its end does not do as the name of a folder: " + no.because}
	}
	return folder, nil
}

// checkOrigin refuses what git is not to clone from: anything but https, ssh,
// what ships with Firstlight and, where that is allowed, file; and anything
// that git or ssh could take for an option or another program.
func checkOrigin(text string, allowFile bool) *refusal {
	no := func(because string) *refusal { return &refusal{because, originExpected} }
	switch {
	case strings.ContainsFunc(text, invisible) || strings.Contains(text, " "):
		return no("it has a space or an invisible character")
	case strings.HasPrefix(text, "-"):
		return no("git would take it for an option")
	case helper.MatchString(text):
		return no("it would have git start another program")
	case strings.Contains(text, `\`):
		return no("it has a backslash")
	}
	if name, ok := strings.CutPrefix(text, "embedded:"); ok {
		if !embeddedName.MatchString(name) {
			return no("the name after embedded: has other than lower-case letters, digits and hyphens")
		}
		return nil
	}
	if parts := scpOrigin.FindStringSubmatch(text); parts != nil && !strings.Contains(text, "://") {
		return checkSSH(parts[1], parts[2], parts[3])
	}
	address, err := url.Parse(text)
	if err != nil || strings.ContainsFunc(address.Path, invisible) {
		return no("it is not an address")
	}
	return checkAddress(address, allowFile)
}

func checkAddress(address *url.URL, allowFile bool) *refusal {
	no := func(because string) *refusal { return &refusal{because, originExpected} }
	if _, secret := address.User.Password(); secret {
		return &refusal{"it has a password in it", "an address without one; git asks its credential helper"}
	}
	if address.RawQuery != "" || address.ForceQuery || address.Fragment != "" {
		return no("it has a ? or a #")
	}
	switch address.Scheme {
	case "file":
		if !allowFile {
			return &refusal{"file: is only for trying things out", "an https or ssh address, or Firstlight started with --allow-file"}
		}
		if address.Host != "" || strings.Trim(address.Path, "/") == "" {
			return &refusal{"it names no folder of this machine", "file:///path"}
		}
		return nil
	case "ssh", "https":
	case "http", "git":
		return no("what comes over " + address.Scheme + " could have been changed on the way")
	default:
		return no("")
	}
	if port := address.Port(); port != "" && !validPort(port) {
		return no("the port is not from 1 to 65535")
	}
	user := address.User.Username()
	if address.User == nil {
		user = "git"
	}
	return checkSSH(user, address.Hostname(), strings.TrimPrefix(address.Path, "/"))
}

// checkSSH refuses a user, a host or a path that ssh or git could take for an
// option, and those that no host has.
func checkSSH(user, host, file string) *refusal {
	no := func(because string) *refusal { return &refusal{because, originExpected} }
	ip, err := netip.ParseAddr(host)
	switch {
	case !userName.MatchString(user):
		return no("the user has other than letters, digits and . _ + -")
	case !hostName.MatchString(host) && (err != nil || ip.Zone() != ""):
		return no("the host is not the name or the number of a machine")
	case strings.Trim(file, "/") == "" || strings.HasPrefix(file, "-"):
		return no("it names no repository")
	}
	return nil
}

// folderOf returns the folder that git itself would clone an origin into.
func folderOf(origin string) string {
	end := strings.TrimRight(origin, "/")
	end = path.Base(end[strings.LastIndex(end, ":")+1:])
	return strings.TrimSuffix(end, ".git")
}

// checkLoopback refuses what is not an http address of this machine.
func checkLoopback(text string) *refusal {
	no := &refusal{"it is not an http address on this machine", "one such as http://127.0.0.1:8080/"}
	address, err := url.Parse(text)
	if err != nil || address.Scheme != "http" || address.User != nil || address.Fragment != "" {
		return no
	}
	if port := address.Port(); port != "" && !validPort(port) {
		return no
	}
	if address.Hostname() == "localhost" {
		return nil
	}
	ip, err := netip.ParseAddr(address.Hostname())
	if err != nil || !ip.IsLoopback() || ip.Zone() != "" {
		return no
	}
	return nil
}

func validPort(text string) bool {
	port, err := strconv.ParseUint(text, 10, 16)
	return err == nil && port > 0
}
