//go:build unix

package repository

import "io/fs"

// runnable reports whether git would run the file as a hook.
func runnable(info fs.FileInfo) bool { return info.Mode().IsRegular() && info.Mode()&0o111 != 0 }
