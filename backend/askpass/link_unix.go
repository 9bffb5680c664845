//go:build unix

package askpass

import (
	"os"
	"path/filepath"
)

// name is what Firstlight is called as when it is to ask. Under its own name it
// is a person's or a hook's to start, whatever variables it inherits.
const name = "firstlight-asks"

func calledToAsk(program string) bool { return filepath.Base(program) == name }

// link returns the program for git and ssh to start: Firstlight by another name.
func link(dir string) (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	program := filepath.Join(dir, name)
	return program, os.Symlink(self, program)
}

// roomyTemp is where temporary folders go, unless the path of a socket in one
// would be longer than the system allows.
func roomyTemp() string {
	const longest = 60
	if temp := os.TempDir(); len(temp) <= longest {
		return temp
	}
	return "/tmp"
}
