package main

import (
	"os"
	"strconv"
)

// runs reports whether the process with a number runs.
func runs(pid string) bool {
	n, err := strconv.Atoi(pid)
	if err != nil {
		return false
	}
	p, err := os.FindProcess(n)
	if err != nil {
		return false
	}
	return p.Release() == nil
}
