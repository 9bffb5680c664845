package layer

import "net"

// Routed reports whether there is any route out of this machine. Nothing is
// sent: a route is looked for when a datagram is given its address.
func Routed() bool {
	// These addresses are for documentation, and belong to nobody.
	for network, address := range map[string]string{"udp4": "203.0.113.1:9", "udp6": "[2001:db8::1]:9"} {
		if conn, err := net.Dial(network, address); err == nil {
			_ = conn.Close() // Nothing was sent.
			return true
		}
	}
	return false
}
