package detect

import "bytes"

// node is a value of a JSON, YAML or TOML file. The methods may be called on nil,
// which is a value that is not there.
type node struct {
	line int
	// text is a scalar as it is written, without quotes.
	text string
	// kind tells what of the below it has.
	kind   nodeKind
	items  []*node
	fields []field
	// last finds the last field of a name in a mapping that is put together field by
	// field; nil for one that is only read.
	last map[string]*node
}

type nodeKind int

const (
	scalar nodeKind = iota
	list
	mapping
	null
)

// field is a key and its value.
type field struct {
	key   string
	line  int // of the key
	value *node
}

// get returns the value below the keys, or nil.
func (n *node) get(keys ...string) *node {
	for _, key := range keys {
		if n == nil {
			return nil
		}
		if n.last != nil {
			n = n.last[key]
			continue
		}
		var found *node
		for _, f := range n.fields {
			if f.key == key {
				found = f.value
			}
		}
		n = found
	}
	return n
}

// str returns the text of a scalar, "" for what is none.
func (n *node) str() string {
	if n == nil || n.kind != scalar {
		return ""
	}
	return n.text
}

// at returns the line of the value; 0 for nil.
func (n *node) at() int {
	if n == nil {
		return 0
	}
	return n.line
}

// each returns the fields of a mapping.
func (n *node) each() []field {
	if n == nil {
		return nil
	}
	return n.fields
}

// elements returns the items of a list, or a scalar itself as the only one: many
// formats allow either.
func (n *node) elements() []*node {
	switch {
	case n == nil || n.kind == mapping || n.kind == null:
		return nil
	case n.kind == list:
		return n.items
	}
	return []*node{n}
}

// texts returns the scalars among the elements.
func (n *node) texts() []string {
	var texts []string
	for _, e := range n.elements() {
		if e.kind == scalar {
			texts = append(texts, e.text)
		}
	}
	return texts
}

// places tells the lines of offsets in a text.
type offsets struct{ ends []int }

func newOffsets(data []byte) offsets {
	var o offsets
	for from := 0; ; {
		next := bytes.IndexByte(data[from:], '\n')
		if next < 0 {
			return o
		}
		from += next + 1
		o.ends = append(o.ends, from)
	}
}

// line returns the line, from 1, that has the byte of that offset.
func (o offsets) line(offset int) int {
	low, high := 0, len(o.ends)
	for low < high {
		mid := (low + high) / 2
		if o.ends[mid] <= offset {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low + 1
}

// nestMost is how deep values may be nested.
const nestMost = 64

// nested reports whether brackets are nested deeper than nestMost. The parsers
// call themselves for each depth, and a stack has an end.
func nested(data []byte) bool {
	depth := 0
	for _, b := range data {
		switch b {
		case '[', '{':
			if depth++; depth > nestMost {
				return true
			}
		case ']', '}':
			depth = max(0, depth-1)
		}
	}
	return false
}
