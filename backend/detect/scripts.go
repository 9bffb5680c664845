package detect

import (
	"path"
	"strings"
)

func scriptReaders() []reader {
	return []reader{{names: []string{
		"script/setup", "script/bootstrap", "scripts/setup", "scripts/bootstrap", "scripts/install", "scripts/setup.sh", "scripts/bootstrap.sh", "script/setup.sh", "script/bootstrap.sh",
		"script/test", "scripts/test", "scripts/test.sh", "script/test.sh", "bin/test", "script/server",
	}, read: readScript, head: 1, deep: 1}}
}

// readScript reads by its name what a script of the project is for.
func readScript(f *file, s *statements) {
	kind, command := Kind(""), f.path
	switch strings.TrimSuffix(path.Base(f.path), ".sh") {
	case "setup", "bootstrap", "install":
		kind = Setup
	case "test":
		kind = Test
	case "server":
		kind = Run
	}
	if strings.HasSuffix(f.path, ".sh") {
		// A script that is named for its shell is often not executable.
		command = "bash " + command
	}
	s.target(f, 1, command)
	s.add(f, 1, statement{kind: kind, strength: declared, way: own, dir: ".", command: command, reason: "It is the project's own script for it."})
}
