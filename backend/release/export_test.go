package release

import "runtime/debug"

// NameOf returns the name of a program from what is known of it.
func NameOf(linked string, info *debug.BuildInfo) string { return name(linked, info) }
