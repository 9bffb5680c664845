package assets

import _ "embed"

//go:embed tools.yaml
var tools []byte

// ToolCatalogue returns the bytes of the catalogue of tools: what each is
// called, how it tells its version and how it is installed.
func ToolCatalogue() []byte { return tools }
