package main

import (
	"bytes"
	"net"
)

// answerNames is a name server that knows no name; for those of npm it even
// fails itself.
func answerNames(address string) error {
	const (
		answer       = 0x80
		serverFailed = 2
		noSuchName   = 3
	)
	server, err := net.ListenPacket("udp", address)
	if err != nil {
		return err
	}
	packet := make([]byte, 512)
	for {
		n, from, err := server.ReadFrom(packet)
		if err != nil {
			return err
		}
		if n < 12 {
			continue
		}
		packet[2] |= answer
		packet[3] = noSuchName
		if bytes.Contains(packet[:n], []byte("npmjs")) {
			packet[3] = serverFailed
		}
		// The question stands first; what follows it is of no interest to anybody.
		packet[10], packet[11] = 0, 0
		end := 12 + bytes.IndexByte(packet[12:n], 0) + 5
		if _, err := server.WriteTo(packet[:min(n, end)], from); err != nil {
			return err
		}
	}
}
