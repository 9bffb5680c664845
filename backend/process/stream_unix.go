//go:build unix

package process

import (
	"syscall"
	"time"
)

// rest takes what is in the pipe now. What the exited program wrote is all there,
// however late this program got to read it, so nothing of it is lost.
func (s *stream) rest(buf []byte) {
	if err := s.r.SetReadDeadline(time.Time{}); err != nil {
		return
	}
	raw, err := s.r.SyscallConn()
	if err != nil {
		return
	}
	for taken := 0; taken <= pipeSize; {
		n := 0
		// The pipe does not block, so an empty one gives an error at once.
		if err := raw.Read(func(fd uintptr) bool { n, _ = syscall.Read(int(fd), buf); return true }); err != nil || n <= 0 {
			return
		}
		s.hand(buf[:n])
		taken += n
	}
}

// listen is for pipes that know no deadline; all of this system do.
func (s *stream) listen() {}
