package repository

import "io/fs"

// runnable reports whether git would run the file as a hook. Windows has no
// executable bit; git goes by the first line of the file.
func runnable(info fs.FileInfo) bool { return info.Mode().IsRegular() }
