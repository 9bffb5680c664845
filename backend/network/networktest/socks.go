package networktest

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"testing"
)

// Socks serves a SOCKS5 proxy without sign-in, which leads names with a port to
// hosts of the test and says that it cannot reach any other. It returns the
// address, host:port.
func Socks(t testing.TB, hosts map[string]string) string {
	t.Helper()
	return Listen(t, func(c net.Conn) {
		name, err := socksRequest(c)
		if err != nil {
			return
		}
		const granted, unreachable = 0, 4
		answer := func(code byte) { _, _ = c.Write([]byte{5, code, 0, 1, 127, 0, 0, 1, 0, 0}) }
		out, err := net.Dial("tcp", hosts[name])
		if err != nil || hosts[name] == "" {
			answer(unreachable)
			return
		}
		defer func() { _ = out.Close() }()
		answer(granted)
		join(c, c, out)
	})
}

// socksRequest reads what a client asks for, as name:port.
func socksRequest(c net.Conn) (string, error) {
	head := make([]byte, 2)
	if _, err := io.ReadFull(c, head); err != nil {
		return "", err
	}
	if _, err := io.CopyN(io.Discard, c, int64(head[1])); err != nil {
		return "", err
	}
	if _, err := c.Write([]byte{5, 0}); err != nil {
		return "", err
	}
	request := make([]byte, 5)
	if _, err := io.ReadFull(c, request); err != nil {
		return "", err
	}
	const byName = 3
	if request[3] != byName {
		return "", fmt.Errorf("the kind of address %d is not understood", request[3])
	}
	rest := make([]byte, int(request[4])+2)
	if _, err := io.ReadFull(c, rest); err != nil {
		return "", err
	}
	port := binary.BigEndian.Uint16(rest[request[4]:])
	return fmt.Sprintf("%s:%d", rest[:request[4]], port), nil
}
