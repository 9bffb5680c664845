package guide

import (
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"

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

// addressOf returns the address of the repository that a source names, if it is one:
// an address that git takes, one without its https://, or the page of a forge as a
// browser shows it.
func addressOf(source string) (string, bool) {
	scheme := strings.Contains(source, "://")
	bare := regexp.MustCompile(`^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(/[A-Za-z0-9._-]+){2,}/?([?#].*)?$`)
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

// repositoryOf returns the address of the repository that a page of a forge is about,
// as GitHub, GitLab, Forgejo and Bitbucket lay them out; another address as it is.
func repositoryOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.User != nil {
		return address
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	if len(parts) < 2 {
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
