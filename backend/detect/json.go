package detect

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/tailscale/hujson"
)

// json reads the file as JSON, with comments and trailing commas allowed. What
// cannot be read is a note, and nil.
func (f *file) json() *node {
	if len(bytes.TrimSpace(f.data)) == 0 {
		f.tree.note(f.path, 0, "not understood: it is empty")
		return nil
	}
	if nested(f.data) {
		f.tree.note(f.path, 0, "not understood: it is nested too deeply")
		return nil
	}
	value, err := hujson.Parse(f.data)
	if err != nil {
		f.tree.note(f.path, 0, "not understood: %s", strings.TrimPrefix(err.Error(), "hujson: "))
		return nil
	}
	return jsonNode(value, newOffsets(f.data))
}

func jsonNode(v hujson.Value, lines offsets) *node {
	n := &node{line: lines.line(v.StartOffset)}
	switch x := v.Value.(type) {
	case *hujson.Object:
		n.kind = mapping
		for _, m := range x.Members {
			key, _ := m.Name.Value.(hujson.Literal)
			n.fields = append(n.fields, field{key.String(), lines.line(m.Name.StartOffset), jsonNode(m.Value, lines)})
		}
	case *hujson.Array:
		n.kind = list
		for _, e := range x.Elements {
			n.items = append(n.items, jsonNode(e, lines))
		}
	case hujson.Literal:
		switch x.Kind() {
		case '"':
			n.text = x.String()
		case 'n':
			n.kind = null
		default:
			n.text = string(json.RawMessage(x))
		}
	}
	return n
}
