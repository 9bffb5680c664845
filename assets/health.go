package assets

import _ "embed"

//go:embed health.yaml
var health []byte

// Health returns the bytes of a journey whose steps are the claims that are made
// on every machine, aside from the way of the journey that is open.
func Health() []byte { return health }
