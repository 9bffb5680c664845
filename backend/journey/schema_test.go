package journey_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"firstlight/backend/journey"
)

const schemaFile = "../../assets/journey.schema.json"

// object is a JSON object of the schema.
type object map[string]any

func (o object) at(key string) object {
	below, _ := o[key].(map[string]any)
	return below
}

func loadSchema(t *testing.T) object {
	t.Helper()
	var schema object
	if err := json.Unmarshal(read(t, schemaFile), &schema); err != nil {
		t.Fatal(err)
	}
	return schema
}

// properties returns every property of the schema, by the object that has it and
// its key; what is referred to as an attribute stands for itself.
func properties(schema object) map[string]object {
	found := map[string]object{}
	collect := func(owner string, o object) {
		for key := range o.at("properties") {
			property := o.at("properties").at(key)
			if name, ok := strings.CutPrefix(fmt.Sprint(property["$ref"]), "#/$defs/attribute-"); ok {
				property = schema.at("$defs").at("attribute-" + name)
			}
			found[owner+"."+key] = property
		}
	}
	collect("journey", schema)
	for name := range schema.at("$defs") {
		collect(name, schema.at("$defs").at(name))
	}
	return found
}

func TestEveryPropertyHelpsEditors(t *testing.T) {
	schema := loadSchema(t)
	found := properties(schema)
	if len(found) < 100 {
		t.Fatalf("found only %d properties", len(found))
	}
	for name, property := range found {
		examples, _ := property["examples"].([]any)
		if property["title"] == nil || property["description"] == nil || len(examples) == 0 {
			t.Errorf("%s lacks a title, a description or examples", name)
		}
	}
}

// The words for what was expected are the titles of the definitions.
func TestEveryDefinitionSaysWhatItExpects(t *testing.T) {
	schema := loadSchema(t)
	for name := range schema.at("$defs") {
		if title, _ := schema.at("$defs").at(name)["title"].(string); title == "" {
			t.Errorf("%s has no title", name)
		}
	}
	for name, property := range properties(schema) {
		reference, _ := property["$ref"].(string)
		if schema.at("$defs").at(strings.TrimPrefix(reference, "#/$defs/")) == nil {
			t.Errorf("%s does not refer to a definition, so there are no words for it", name)
		}
	}
}

func TestEveryKindIsDefined(t *testing.T) {
	schema := loadSchema(t)
	var listed []string
	for _, one := range schema.at("$defs").at("step")["oneOf"].([]any) {
		listed = append(listed, strings.TrimPrefix(one.(map[string]any)["$ref"].(string), "#/$defs/"))
	}
	common := []string{"id", "title", "why", "how", "needs", "timeout", "retries", "for", "rehearse", "fixes"}
	for _, kind := range journey.Kinds() {
		if !slices.Contains(listed, string(kind)) {
			t.Errorf("a step cannot be a %s step", kind)
		}
		keys := slices.Collect(maps.Keys(schema.at("$defs").at(string(kind)).at("properties")))
		for _, key := range append(common, string(kind)) {
			if !slices.Contains(keys, key) {
				t.Errorf("a %s step takes no %s", kind, key)
			}
		}
	}
	if len(listed) != len(journey.Kinds()) {
		t.Errorf("the schema has the kinds %v, the code %v", listed, journey.Kinds())
	}
}

func TestExamplesAreValid(t *testing.T) {
	schema, p := loadSchema(t), mustParser(t)
	attributes := map[string]string{"needs": "[]", "for": "[backend]"}
	for _, kind := range journey.Kinds() {
		definition := schema.at("$defs").at(string(kind))
		var step strings.Builder
		for key := range definition.at("properties") {
			property := properties(schema)[string(kind)+"."+key]
			example, err := json.Marshal(property["examples"].([]any)[0])
			if err != nil {
				t.Fatal(err)
			}
			text := string(example)
			if other, ok := attributes[key]; ok {
				text = other
			}
			fmt.Fprintf(&step, "        %s: %s\n", key, text)
		}
		text := "name: N\ntracks: [backend]\nstages:\n  - name: A\n    steps:\n      -" + strings.TrimPrefix(step.String(), "       ")
		if _, err := p.Parse(string(kind), []byte(text)); err != nil {
			t.Errorf("%s:\n%v\n%s", kind, err, text)
		}
	}
}

func TestDocsNameEveryKey(t *testing.T) {
	docs := string(read(t, "../../docs/journey-file.md"))
	for name := range properties(loadSchema(t)) {
		_, key, _ := strings.Cut(name, ".")
		if !strings.Contains(docs, "`"+key+"`") {
			t.Errorf("docs/journey-file.md does not name `%s`", key)
		}
	}
}

// Every YAML example in the docs that starts at a journey's name is a journey.
func TestDocsShowValidJourneys(t *testing.T) {
	docs := string(read(t, "../../docs/journey-file.md"))
	p, journeys, steps := mustParser(t), 0, 0
	for i, block := range strings.Split(docs, "```yaml\n")[1:] {
		block, _, _ = strings.Cut(block, "```")
		switch {
		case strings.HasPrefix(block, "name: "):
			journeys++
		case strings.HasPrefix(block, "health:"), strings.HasPrefix(block, "failures:"), strings.HasPrefix(block, "tools:"):
			block = "name: N\nstages: [{name: A, steps: [{tool: go}]}]\n" + block
		case strings.HasPrefix(block, "- "):
			steps += len(regexp.MustCompile(`(?m)^- `).FindAllString(block, -1))
			block = "name: N\ntracks: [backend]\nstages:\n  - name: A\n    steps:\n      " + strings.ReplaceAll(strings.TrimSpace(block), "\n", "\n      ") + "\n"
		default:
			continue
		}
		if _, err := p.Parse(fmt.Sprintf("example %d", i+1), []byte(block)); err != nil {
			t.Errorf("%v\n%s", err, block)
		}
	}
	if journeys < 1 || steps < len(journey.Kinds()) {
		t.Errorf("found %d journeys and %d examples of steps", journeys, steps)
	}
}

func TestNewParserNeedsASchemaOfJourneys(t *testing.T) {
	tests := []struct{ name, schema string }{
		{"not JSON", `{`},
		{"no id", `{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}`},
		{"not a schema", `{"$id": "urn:x", "type": 7}`},
		{"no kinds", `{"$id": "urn:x", "type": "object"}`},
		{"fetches another", `{"$id": "urn:x", "$ref": "https://example.com/schema.json"}`},
		{"reads a file", `{"$id": "urn:x", "$ref": "file:///etc/passwd"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := journey.NewParser([]byte(tt.schema)); err == nil {
				t.Error("accepted")
			}
		})
	}
}
