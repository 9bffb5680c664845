package guide

import (
	"net/url"
	"os"
	"regexp"
	"strings"
)

// addressOf returns the address of the repository that a source names, if it is one:
// an address that git takes, one without its https://, or a page of github.com as a
// browser shows it.
func addressOf(source string) (string, bool) {
	scheme := strings.Contains(source, "://")
	bare := regexp.MustCompile(`^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(/[A-Za-z0-9._-]+){2,}/?$`)
	atHost := regexp.MustCompile(`^[A-Za-z0-9._+-]+@[^/@:]+:[^:]`)
	switch {
	case scheme:
		return repositoryOf(source), true
	case atHost.MatchString(source):
		return source, true
	case !bare.MatchString(source):
		return "", false
	}
	if _, err := os.Stat(source); err == nil {
		return "", false
	}
	return repositoryOf("https://" + source), true
}

// repositoryOf returns the address of the repository that a page of github.com is
// about; another address as it is.
func repositoryOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || !strings.EqualFold(u.Host, "github.com") || (u.Scheme != "https" && u.Scheme != "http") {
		return address
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	if len(parts) < 2 || u.User != nil {
		return address
	}
	return "https://github.com/" + parts[0] + "/" + strings.TrimSuffix(parts[1], ".git")
}
