package machine_test

import (
	"os"
	"runtime"

	"golang.org/x/sys/unix"
)

// nobody is a person without any rights.
const nobody = 65534

// asNobody calls a function as another person. Only one thread of the system
// becomes her, and ends with the function.
func (b *bench) asNobody(call func()) {
	b.Helper()
	if os.Getuid() != 0 {
		b.Skip("only root can become another person; run the tests as root")
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		runtime.LockOSThread()
		if _, _, err := unix.RawSyscall(unix.SYS_SETRESUID, nobody, nobody, nobody); err != 0 {
			b.Errorf("becoming another person: %v", err)
			return
		}
		call()
	}()
	<-ended
}
