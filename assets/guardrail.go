package assets

import _ "embed"

//go:embed guardrail.yaml
var guardrailPolicy []byte

// GuardrailPolicy returns the bytes of what the guardrails go by where a journey
// does not say otherwise.
func GuardrailPolicy() []byte { return guardrailPolicy }
