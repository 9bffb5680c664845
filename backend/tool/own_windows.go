package tool

import "io/fs"

// own reports whether a file belongs to the person. Whoever may change it is not
// to be read from what is known of a file here.
func own(fs.FileInfo) bool { return false }
