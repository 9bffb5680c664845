package detect

import "github.com/pelletier/go-toml/v2/unstable"

// toml reads the file as TOML. What cannot be read is a note, and what stands
// before it is returned.
func (f *file) toml() *node {
	if nested(f.data) {
		f.tree.note(f.path, 0, "not understood: it is nested too deeply")
		return nil
	}
	root := &node{kind: mapping, line: 1}
	lines := newOffsets(f.data)
	var p unstable.Parser
	p.Reset(f.data)
	current := root
	for p.NextExpression() {
		expression := p.Expression()
		keys, line := tomlKey(expression, &p, lines)
		switch expression.Kind {
		case unstable.Table:
			current = root.under(keys, line)
		case unstable.ArrayTable:
			current = root.under(keys[:len(keys)-1], line).append(keys[len(keys)-1], line)
		case unstable.KeyValue:
			current.under(keys[:len(keys)-1], line).set(keys[len(keys)-1], line, tomlValue(expression.Value(), &p, lines, line))
		}
	}
	if err := p.Error(); err != nil {
		f.tree.note(f.path, 0, "not understood to its end: %v", err)
	}
	return root
}

// tomlKey returns a dotted key and its line.
func tomlKey(n *unstable.Node, p *unstable.Parser, lines offsets) ([]string, int) {
	var keys []string
	line := 0
	for it := n.Key(); it.Next(); {
		part := it.Node()
		if line == 0 {
			line = lines.line(int(part.Raw.Offset))
		}
		keys = append(keys, string(part.Data))
	}
	return keys, line
}

// tomlValue returns a value; those without a place of their own have the line of
// their key.
func tomlValue(v *unstable.Node, p *unstable.Parser, lines offsets, line int) *node {
	if v.Raw.Length > 0 {
		line = lines.line(int(v.Raw.Offset))
	}
	n := &node{line: line}
	switch v.Kind {
	case unstable.Array:
		n.kind = list
		for it := v.Children(); it.Next(); {
			n.items = append(n.items, tomlValue(it.Node(), p, lines, line))
		}
	case unstable.InlineTable:
		n.kind = mapping
		for it := v.Children(); it.Next(); {
			keys, at := tomlKey(it.Node(), p, lines)
			n.under(keys[:len(keys)-1], at).set(keys[len(keys)-1], at, tomlValue(it.Node().Value(), p, lines, at))
		}
	default:
		n.text = string(v.Data)
	}
	return n
}

// under returns the mapping below the keys, made where it is missing. The last
// of a list of tables is the one that is meant.
func (n *node) under(keys []string, line int) *node {
	for _, key := range keys {
		next := n.get(key)
		if next == nil || next.kind == scalar || next.kind == null {
			next = &node{kind: mapping, line: line}
			n.set(key, line, next)
		}
		if next.kind == list {
			if len(next.items) == 0 {
				next.items = []*node{{kind: mapping, line: line}}
			}
			next = next.items[len(next.items)-1]
		}
		n = next
	}
	return n
}

func (n *node) set(key string, line int, value *node) {
	if n.last == nil {
		n.last = map[string]*node{}
	}
	n.last[key] = value
	n.fields = append(n.fields, field{key, line, value})
}

// append adds a table to the list of that key.
func (n *node) append(key string, line int) *node {
	all := n.get(key)
	if all == nil || all.kind != list {
		all = &node{kind: list, line: line}
		n.set(key, line, all)
	}
	table := &node{kind: mapping, line: line}
	all.items = append(all.items, table)
	return table
}
