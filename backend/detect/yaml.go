package detect

import "go.yaml.in/yaml/v4"

// yaml reads the first document of the file as YAML. What cannot be read is a
// note, and nil.
func (f *file) yaml() *node {
	if nested(f.data) {
		f.tree.note(f.path, 0, "not understood: it is nested too deeply")
		return nil
	}
	var document yaml.Node
	if err := yaml.Unmarshal(f.data, &document); err != nil {
		f.tree.note(f.path, 0, "not understood: %v", err)
		return nil
	}
	if len(document.Content) == 0 {
		return nil
	}
	budget := yamlNodes
	return yamlNode(document.Content[0], 0, &budget)
}

// yamlNodes bounds the values of one file once its aliases are followed: a short
// file can name one value a great many times.
const yamlNodes = 50_000

func yamlNode(y *yaml.Node, depth int, budget *int) *node {
	if *budget--; *budget < 0 || depth > nestMost {
		return nil
	}
	n := &node{line: y.Line}
	switch y.Kind {
	case yaml.AliasNode:
		return yamlNode(y.Alias, depth+1, budget)
	case yaml.ScalarNode:
		n.text = y.Value
		if y.ShortTag() == "!!null" {
			n.kind = null
		}
	case yaml.SequenceNode:
		n.kind = list
		for _, e := range y.Content {
			if item := yamlNode(e, depth+1, budget); item != nil {
				n.items = append(n.items, item)
			}
		}
	case yaml.MappingNode:
		n.kind = mapping
		for i := 0; i+1 < len(y.Content); i += 2 {
			key, value := y.Content[i], yamlNode(y.Content[i+1], depth+1, budget)
			if value == nil {
				continue
			}
			if key.Value == "<<" {
				n.fields = append(merged(value), n.fields...)
				continue
			}
			n.fields = append(n.fields, field{key.Value, key.Line, value})
		}
	}
	return n
}

// merged returns the fields that a merge key brings, which those beside it
// override.
func merged(value *node) []field {
	var fields []field
	for _, from := range append([]*node{value}, value.items...) {
		fields = append(fields, from.fields...)
	}
	return fields
}
