//go:build !darwin

package tool

// standIn reports whether the file only stands in for a program that is not
// installed; this system ships no such files.
func standIn(string) bool { return false }
