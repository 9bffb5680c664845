package machine

import "io/fs"

// openToOthers reports whether ssh refuses a private key because others may read
// it. The mode of a file says nothing of that on Windows.
func openToOthers(fs.FileInfo) bool { return false }

// writableByOthers reports whether ssh refuses a configuration because others
// may change it. The mode of a file says nothing of that on Windows.
func writableByOthers(fs.FileInfo) bool { return false }
