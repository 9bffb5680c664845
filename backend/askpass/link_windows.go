package askpass

import "os"

// calledToAsk goes by nothing but the variables: a link by another name takes a
// right here that people do not have.
func calledToAsk(string) bool { return true }

// link returns the program for git and ssh to start.
func link(string) (string, error) { return os.Executable() }

// roomyTemp is where temporary folders go.
func roomyTemp() string { return os.TempDir() }
