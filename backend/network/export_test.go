package network

import (
	"time"

	"firstlight/backend/network/layer"
)

// Within returns the room with another limit on the way to one host.
func (n *Network) Within(limit time.Duration) *Network {
	copied := *n
	copied.limit = limit
	return &copied
}

// HearGit reads what git printed: the layer and the reason, "" where git was
// answered, and "-" where it said nothing of the way.
func HearGit(output string) (layer.Layer, layer.Reason) {
	h := hearGit(output)
	if h.other {
		return "-", "-"
	}
	return h.layer, h.reason
}

// Said returns what git printed beyond layer and reason.
func Said(output string) string { return hearGit(output).said }

// Sentence returns the summary of a failure from a place.
func Sentence(from, host string, r layer.Result, reachedHere bool) string {
	return problem{place: place(from), hosts: []int{0}, result: r}.summary([]string{host}, reachedHere)
}
