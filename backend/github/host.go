package github

import (
	"net/url"
	"strings"
)

// host is where a GitHub answers, in lower case and perhaps with a port, such as
// "github.com". Its API follows from the name alone: were a journey to name both,
// it could have the token of one host sent to another.
type host string

const dotCom host = "github.com"

func hostOf(name string) host { return host(strings.ToLower(name)) }

// api returns the address of the host's API, with a slash at its end.
func (h host) api() *url.URL {
	switch {
	case h == dotCom || strings.HasSuffix(string(h), ".ghe.com"):
		return &url.URL{Scheme: "https", Host: "api." + string(h), Path: "/"}
	default:
		return &url.URL{Scheme: "https", Host: string(h), Path: "/api/v3/"}
	}
}

// graph returns the address at which the host answers GraphQL.
func (h host) graph() *url.URL {
	graph := h.api()
	graph.Path = strings.TrimSuffix(graph.Path, "v3/") + "graphql"
	return graph
}

// page returns the address of a page of the host.
func (h host) page(path string) string { return "https://" + string(h) + path }
