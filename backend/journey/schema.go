package journey

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schema is the published JSON Schema of journey files: the one truth of their
// shape, and of the words that say what would have been right.
type schema struct {
	doc  map[string]any
	root *jsonschema.Schema
	// parts are its definitions by their location.
	parts map[string]*jsonschema.Schema
	// common are the keys that a step of any kind may have.
	common []string
}

func compile(data []byte) (*schema, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("reading the journey schema: %w", err)
	}
	object, _ := doc.(map[string]any)
	id, _ := object["$id"].(string)
	if id == "" {
		return nil, errors.New("the journey schema has no $id")
	}
	compiler := jsonschema.NewCompiler()
	compiler.UseLoader(jsonschema.SchemeURLLoader{}) // that knows no scheme, so nothing is fetched
	if err := compiler.AddResource(id, doc); err != nil {
		return nil, fmt.Errorf("adding the journey schema: %w", err)
	}
	root, err := compiler.Compile(id)
	if err != nil {
		return nil, fmt.Errorf("compiling the journey schema: %w", err)
	}
	s := &schema{doc: object, root: root, parts: map[string]*jsonschema.Schema{}}
	definitions, _ := object["$defs"].(map[string]any)
	for name := range definitions {
		part, err := compiler.Compile(id + definition(name))
		if err != nil {
			return nil, fmt.Errorf("compiling %s of the journey schema: %w", name, err)
		}
		s.parts[part.Location] = part
	}
	for i, k := range Kinds() {
		if s.kind(k) == nil {
			return nil, fmt.Errorf("the journey schema does not define %s steps", k)
		}
		keys := s.keys(definition(string(k)))
		if i == 0 {
			s.common = keys
		}
		s.common = slices.DeleteFunc(s.common, func(key string) bool { return !slices.Contains(keys, key) })
	}
	return s, nil
}

// definition returns the place of a definition within the schema.
func definition(name string) string { return "#/$defs/" + name }

// kind returns what a step of a kind must meet; nil where that is not defined.
func (s *schema) kind(k Kind) *jsonschema.Schema {
	return s.parts[s.root.Location+strings.TrimPrefix(definition(string(k)), "#")]
}

// at returns the object of the schema at a location such as
// "urn:…#/$defs/step"; nil where there is none.
func (s *schema) at(location string) map[string]any {
	_, pointer, _ := strings.Cut(location, "#")
	found := s.doc
	for part := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		if part != "" {
			found, _ = found[part].(map[string]any)
		}
	}
	return found
}

// expected returns the words for what the schema wants at a location.
func (s *schema) expected(location string) string {
	title, _ := s.at(location)["title"].(string)
	return title
}

// words returns what the schema wants at a key of the object at a location.
func (s *schema) words(location, key string) string {
	properties, _ := s.at(location)["properties"].(map[string]any)
	property, _ := properties[key].(map[string]any)
	reference, _ := property["$ref"].(string)
	return s.expected(reference)
}

// limit returns a number that the schema has at a location, as it is written.
func (s *schema) limit(location, keyword string) string {
	number, _ := s.at(location)[keyword].(json.Number)
	return number.String()
}

// keys returns the keys that the schema knows at a location: those that must be
// there first, those that any kind of step may have last.
func (s *schema) keys(location string) []string {
	object := s.at(location)
	properties, _ := object["properties"].(map[string]any)
	required, _ := object["required"].([]any)
	rank := func(key string) int {
		switch {
		case slices.Contains(required, any(key)):
			return 0
		case slices.Contains(s.common, key):
			return 2
		default:
			return 1
		}
	}
	keys := slices.Sorted(maps.Keys(properties))
	slices.SortStableFunc(keys, func(a, b string) int { return rank(a) - rank(b) })
	return keys
}

// owners returns the kinds of step that have the key as their own.
func (s *schema) owners(key string) []string {
	var owners []string
	for _, k := range Kinds() {
		if !slices.Contains(s.common, key) && slices.Contains(s.keys(definition(string(k))), key) {
			owners = append(owners, string(k))
		}
	}
	return owners
}
