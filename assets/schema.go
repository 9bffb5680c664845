package assets

import _ "embed"

//go:embed journey.schema.json
var journeySchema string

// JourneySchema returns the JSON Schema (draft 2020-12) of journey files.
func JourneySchema() []byte { return []byte(journeySchema) }
