package askpass

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"syscall"
)

const (
	// folderPrefix is how the name of a line's folder begins, socketName what its
	// socket is called.
	folderPrefix = "firstlight-asks-"
	socketName   = "asked"
)

// sweep removes the folders of lines whose program was killed: nobody listens at
// their sockets any more. What cannot be removed is left to the next time.
func sweep(temp string) {
	// The pattern is a good one, and there is no other error.
	sockets, _ := filepath.Glob(filepath.Join(temp, folderPrefix+"*", socketName))
	for _, socket := range sockets {
		conn, err := net.DialTimeout("unix", socket, dialLimit)
		if err == nil {
			_ = conn.Close()
			continue
		}
		if errors.Is(err, syscall.ECONNREFUSED) {
			_ = os.RemoveAll(filepath.Dir(socket))
		}
	}
}
