package networktest

import (
	"net"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// Names serves names over DNS and returns the address of the name server. A
// name that is not among hosts does not exist; one that leads to "" is answered
// that the server has failed.
func Names(t testing.TB, hosts map[string]string) string {
	t.Helper()
	return (&nameServer{hosts: hosts, speaks: true}).start(t)
}

// MuteNames is a name server that does not answer while the test runs.
func MuteNames(t testing.TB) string {
	t.Helper()
	return (&nameServer{}).start(t)
}

// nameServer answers questions, or keeps them until it speaks.
type nameServer struct {
	hosts map[string]string

	mu     sync.Mutex
	speaks bool
	kept   []func()
}

// start serves until the end of the test. Then it answers all that it kept, so
// that nobody waits beyond the test.
func (s *nameServer) start(t testing.TB) string {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			packet := make([]byte, 1500)
			n, from, err := conn.ReadFrom(packet)
			if err != nil {
				return
			}
			if answer, ok := look(packet[:n], s.hosts); ok {
				s.answer(func() { _, _ = conn.WriteTo(answer, from) })
			}
		}
	})
	t.Cleanup(func() {
		s.mu.Lock()
		s.speaks = true
		for _, answer := range s.kept {
			answer()
		}
		s.mu.Unlock()
		_ = conn.Close()
		serving.Wait()
	})
	return conn.LocalAddr().String()
}

func (s *nameServer) answer(send func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.speaks {
		send()
		return
	}
	s.kept = append(s.kept, send)
}

// look answers one question; addresses are those of IPv4 alone.
func look(packet []byte, hosts map[string]string) ([]byte, bool) {
	var message dnsmessage.Message
	if message.Unpack(packet) != nil || len(message.Questions) != 1 {
		return nil, false
	}
	question := message.Questions[0]
	message.Response, message.RecursionAvailable, message.Additionals = true, true, nil
	address, known := hosts[strings.TrimSuffix(question.Name.String(), ".")]
	switch {
	case !known:
		message.RCode = dnsmessage.RCodeNameError
	case address == "":
		message.RCode = dnsmessage.RCodeServerFailure
	case question.Type == dnsmessage.TypeA:
		var a [4]byte
		copy(a[:], net.ParseIP(address).To4())
		message.Answers = []dnsmessage.Resource{{
			Header: dnsmessage.ResourceHeader{Name: question.Name, Class: question.Class, TTL: 60},
			Body:   &dnsmessage.AResource{A: a},
		}}
	}
	answer, err := message.Pack()
	return answer, err == nil
}
