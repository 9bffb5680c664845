package draft

import (
	"encoding/json"
	"strings"

	"github.com/goccy/go-yaml"
)

// stage is a named run of steps; a step is its keys in order, the kind first.
type (
	stage struct {
		name  string
		steps []step
	}
	step  []field
	field struct {
		key   string
		value any
	}
)

// writer writes YAML of a journey's shape.
type writer struct{ strings.Builder }

// line writes a line at a depth of indentation.
func (w *writer) line(depth int, text string) {
	w.WriteString(strings.Repeat("  ", depth) + text + "\n")
}

// pair writes a key and its value.
func (w *writer) pair(depth int, key string, value any) {
	w.line(depth, key+": "+inline(value))
}

func (s stage) write(w *writer) {
	w.line(1, "- name: "+inline(s.name))
	w.line(2, "steps:")
	for _, one := range s.steps {
		lead := "- "
		for _, f := range one {
			if f.value == "" {
				continue
			}
			w.line(3, lead+f.key+": "+inline(f.value))
			lead = "  "
		}
	}
}

// inline returns a value in one line of YAML.
func inline(value any) string {
	// Texts, truth values, lists and maps of texts always encode.
	if text, ok := value.(string); ok && text != oneLine(text) {
		out, _ := json.Marshal(text) // A text in JSON is one in YAML, in one line.
		return string(out)
	}
	out, _ := yaml.MarshalWithOptions(value, yaml.Flow(true))
	return strings.TrimSpace(string(out))
}

// oneLine returns a text with its line breaks and other control characters as
// spaces.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }), " ")
}
