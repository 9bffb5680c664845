package network

import (
	"net"
	"os"
	"slices"
	"strings"

	"firstlight/backend/check"
	"firstlight/backend/network/layer"
)

// The codes of a network that is not there.
const (
	// Offline: nothing leads out of this machine.
	Offline = "network/offline"
	// NoNameServer: names cannot be looked up at all.
	NoNameServer = "network/no-name-server"
)

// gone says that there is no network at all, which is one cause and not as many
// as there are hosts; false where there is some.
func (n *Network) gone(results []layer.Result) (check.Finding, bool) {
	nameless := 0
	for _, r := range results {
		switch {
		case r.Layer == layer.Name && r.Reason == layer.NoNameServer:
			nameless++
		case r.Layer == layer.Name, r.Layer == layer.Connect && r.Reason != layer.Refused, r.Layer == layer.Proxy && r.Reason == layer.NoWay:
		default:
			return check.Finding{}, false
		}
	}
	if len(results) == 0 {
		return check.Finding{}, false
	}
	if !layer.Routed() {
		return check.FailShared(Offline, "This machine has no network: no route leads out of it",
			check.Fact("What to do", "Join a network, by cable or wireless; where you need a VPN, connect it too")), true
	}
	if nameless < len(results) {
		return check.Finding{}, false
	}
	facts := []check.Evidence{}
	if servers := nameServers(); len(servers) > 0 {
		facts = append(facts, check.Literal("Name server", strings.Join(servers, ", ")))
	}
	return check.FailShared(NoNameServer, "No name can be looked up: the name server does not answer", append(facts,
		check.Fact("What to do", "Connect the VPN if the name server is behind it; otherwise leave the network and join it again, so that you are given another"))...), true
}

// resolverFile names the name servers, where the system has such a file.
const resolverFile = "/etc/resolv.conf"

// nameServers returns the addresses of the name servers that are set.
func nameServers() []string { return serversIn(resolverFile) }

// serversIn returns the addresses of the name servers that a file names.
func serversIn(file string) []string {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	var servers []string
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if len(fields) > 1 && fields[0] == "nameserver" && net.ParseIP(fields[1]) != nil && !slices.Contains(servers, fields[1]) {
			servers = append(servers, fields[1])
		}
	}
	return servers
}
