package assets

import _ "embed"

//go:embed failures.yaml
var failures []byte

// KnownFailures returns the bytes of the list of known failures: the patterns
// of their output, their causes and what to do next.
func KnownFailures() []byte { return failures }
