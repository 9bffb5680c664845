package guide

import (
	"errors"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"

	"firstlight/backend/journey"
	"firstlight/backend/process"
)

// NamesJourney reports whether a word can be meant as the source of a journey: as the
// demo, as an address, or as what is there on disk.
func NamesJourney(word string) bool {
	if _, address := addressOf(word); address || word == DemoSource {
		return true
	}
	_, err := os.Stat(process.Long(word))
	return err == nil
}

var (
	withScheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*://`)
	atHost     = regexp.MustCompile(`^[A-Za-z0-9._+-]+@[^/@:]+:[^:]`)
	bareHost   = regexp.MustCompile(`^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(/[A-Za-z0-9._-]+){2,}/?([?#].*)?$`)
)

// addressOf returns the address of the repository that a source names, if it is one:
// an address that git takes, one without its https://, the page of a forge as a
// browser shows it, or the command that clones it.
func addressOf(source string) (string, bool) {
	if _, err := os.Stat(process.Long(source)); err == nil {
		return "", false
	}
	source = pasted(source)
	host, _, _ := strings.Cut(source, "/")
	switch {
	case strings.Contains(source, "://"):
		return repositoryOf(source), true
	case atHost.MatchString(source):
		return source, true
	case bareHost.MatchString(source), isForge(host):
		return repositoryOf("https://" + source), true
	default:
		return "", false
	}
}

// pasted returns what is meant by a text that was copied from somewhere: it, without
// what stands around it, or the address in a command that clones.
func pasted(text string) string {
	const around = "\"'`<>"
	text = strings.Trim(strings.TrimSpace(text), around)
	command, clones := strings.CutPrefix(strings.TrimPrefix(text, "$ "), "git clone ")
	if !clones {
		return text
	}
	for word := range strings.FieldsSeq(command) {
		if word = strings.Trim(word, around); withScheme.MatchString(word) || atHost.MatchString(word) || bareHost.MatchString(word) {
			return word
		}
	}
	return text
}

// isForge reports whether a host is one where every repository has an owner.
func isForge(host string) bool {
	return slices.Contains([]string{"github.com", "gitlab.com", "codeberg.org", "bitbucket.org"}, strings.ToLower(host))
}

// ofOwner reports whether an address is the page of who owns repositories on a forge.
func ofOwner(address string) bool {
	host, way := "", ""
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		host, way = u.Hostname(), u.Path
	} else if before, after, ok := strings.Cut(address, ":"); ok {
		_, host, _ = strings.Cut(before, "@")
		way = after
	}
	parts := strings.Split(strings.Trim(way, "/"), "/")
	return isForge(host) && len(parts) == 1
}

// AddressError says that nothing can be cloned from an address.
type AddressError struct {
	// Address is as it may be shown.
	Address string
	// Because is why, and Next what to do: both without a full stop.
	Because, Next string
}

// Error says what cannot be done, and why.
func (e *AddressError) Error() string {
	return "nothing can be cloned from " + e.Address + ": " + e.Because
}

// cloneFolder returns the folder that git makes of the repository at an address, or an
// *AddressError.
func (f *Files) cloneFolder(address string) (string, error) {
	const without = "Give the address without it; git asks for what it needs"
	folder, err := journey.CloneFolder(address, f.allowFile)
	refused := &AddressError{Address: shown(address), Next: "Give one such as https://github.com/acme/payments or git@github.com:acme/payments.git"}
	switch origin, ok := errors.AsType[*journey.OriginError](err); {
	case ok:
		refused.Because = origin.Because
		if origin.Expected != "" {
			refused.Next = "Give " + origin.Expected
		}
	case process.NewRedactor(nil).Redact(address) != address:
		refused.Because, refused.Next = "it has a token in it", without
	case ofOwner(address) && strings.HasSuffix(address, ".git"):
		at := strings.LastIndexAny(refused.Address, ":/") + 1
		refused.Because = "it does not say who owns the repository"
		refused.Next = "Put the owner before its name, as in " + refused.Address[:at] + "acme/" + refused.Address[at:]
	case ofOwner(address):
		refused.Because = "it is the page of an owner, not of a repository"
		refused.Next = "Add the name of the repository, as in " + strings.TrimRight(refused.Address, "/") + "/payments"
	default:
		return folder, nil
	}
	return "", refused
}

// shown returns a source as it may be named to a person: without what somebody signs in
// with, and cut in its middle where it is long.
func shown(source string) string {
	const begin, end = 110, 60
	runes := []rune(process.RedactTyped(source))
	if len(runes) <= begin+end+1 {
		return string(runes)
	}
	return string(runes[:begin]) + "…" + string(runes[len(runes)-end:])
}

// repositoryOf returns the address of the repository that a page of a forge is about,
// as GitHub, GitLab, Forgejo and Bitbucket lay them out; another address as it is.
func repositoryOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.User != nil {
		return address
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	switch {
	case len(parts) > 1 && isForge(u.Host) && slices.Contains([]string{"orgs", "groups"}, parts[0]):
		return "https://" + strings.ToLower(u.Host) + "/" + parts[1]
	case len(parts) == 1 && isForge(u.Host):
		return "https://" + strings.ToLower(u.Host) + "/" + parts[0]
	case len(parts) < 2:
		return address
	}
	switch strings.ToLower(u.Host) {
	case "github.com", "codeberg.org", "bitbucket.org":
		return "https://" + strings.ToLower(u.Host) + "/" + parts[0] + "/" + strings.TrimSuffix(parts[1], ".git")
	}
	end := slices.Index(parts, "-") // GitLab's, whose groups may lie in groups.
	if end < 0 && len(parts) > 2 && slices.Contains([]string{"tree", "blob", "src", "issues", "pull", "pulls", "commit", "commits", "releases", "wiki"}, parts[2]) {
		end = 2
	}
	if end < 2 && u.RawQuery == "" && u.Fragment == "" {
		return address
	}
	if end >= 2 {
		parts = parts[:end]
	}
	u.Path, u.RawPath, u.RawQuery, u.Fragment = "/"+strings.Join(parts, "/"), "", "", ""
	return u.String()
}
