package journey

import (
	"encoding/json"
	"fmt"
	"regexp"

	"github.com/goccy/go-yaml/ast"
)

// node is one value of a file with the place where it stands.
type node struct {
	at Position
	// text is a single value as it was written; 1.20 stays "1.20".
	text string
	// keys are the entries of a set of keys, items those of a list.
	keys  []entry
	items []*node
	// value is the node as JSON Schema sees it.
	value any
	// size counts the values in the node and below it, depth the levels.
	size, depth int
}

// entry is a key and its value.
type entry struct {
	name  string
	at    Position
	value *node
}

// entry returns the entry with the given key.
func (n *node) entry(name string) (entry, bool) {
	for _, e := range n.keys {
		if e.name == name {
			return e, true
		}
	}
	return entry{}, false
}

// child returns the value at a key; nil where there is none.
func (n *node) child(name string) *node {
	e, _ := n.entry(name)
	return e.value
}

// string returns the text of the value at a key; empty where there is none.
func (n *node) string(name string) string {
	if c := n.child(name); c != nil {
		return c.text
	}
	return ""
}

// tree builds nodes from a syntax tree.
type tree struct {
	problems *problems
	// anchors are the values with a name; nil while a value is being built.
	anchors map[string]*node
	// fault is what keeps the file from being read any further.
	fault *fault
}

// build returns the node of a syntax node. at is where to say that it stands if
// the file has nothing there.
func (t *tree) build(n ast.Node, path string, at Position) *node {
	switch n := n.(type) {
	case *ast.MappingNode:
		at := position(n.GetToken())
		if !n.IsFlowStyle && len(n.Values) > 0 {
			at = position(n.Values[0].Key.GetToken())
		}
		return t.set(n.Values, path, at)
	case *ast.SequenceNode:
		return t.list(n, path)
	case *ast.AnchorNode:
		name := n.Name.GetToken().Value
		t.anchors[name] = nil
		built := t.build(n.Value, path, at)
		t.anchors[name] = built
		return built
	case *ast.AliasNode:
		return t.alias(n)
	case nil:
		return &node{at: at, size: 1, depth: 1}
	default:
		return t.scalar(n, at)
	}
}

func (t *tree) set(values []*ast.MappingValueNode, path string, at Position) *node {
	built := &node{at: at, size: 1, depth: 1}
	value := map[string]any{}
	for _, v := range values {
		name := v.Key.GetToken().Value
		e := entry{name: name, at: position(v.Key.GetToken())}
		if n, ok := v.Key.(ast.Node); ok && !isKey(n) {
			t.problems.add(e.at, path, "a key cannot be an anchor or an alias", "a key as plain text")
			continue
		}
		t.checkHidden(name, path, e.at)
		e.value = t.build(v.Value, join(path, name), e.at)
		if first, twice := built.entry(name); twice {
			t.problems.add(e.at, join(path, name), fmt.Sprintf("the key %s is here twice; it is also on line %d", quote(name), first.at.Line), "each key once")
			continue
		}
		built.keys = append(built.keys, e)
		value[name] = e.value.value
		if !t.grow(built, e.value) {
			break
		}
	}
	built.value = value
	return built
}

func isKey(n ast.Node) bool {
	switch n.(type) {
	case *ast.AnchorNode, *ast.AliasNode:
		return false
	default:
		return true
	}
}

func (t *tree) list(n *ast.SequenceNode, path string) *node {
	built := &node{at: position(n.GetToken()), size: 1, depth: 1}
	value := make([]any, 0, len(n.Values))
	for i, v := range n.Values {
		at := built.at
		if i < len(n.Entries) && n.Entries[i] != nil {
			at = position(n.Entries[i].GetToken())
		}
		item := t.build(v, fmt.Sprintf("%s[%d]", path, i), at)
		built.items = append(built.items, item)
		value = append(value, item.value)
		if !t.grow(built, item) {
			break
		}
	}
	built.value = value
	return built
}

// grow counts what is below a node, and reports whether there may be more.
func (t *tree) grow(n, below *node) bool {
	n.size += below.size
	n.depth = max(n.depth, below.depth+1)
	switch {
	case t.fault != nil:
	case n.size > maxNodes:
		t.fault = &fault{below.at, fmt.Sprintf("with its aliases written out the file has more than %d values", maxNodes), "fewer aliases"}
	case n.depth > maxDepth:
		t.fault = tooDeep(below.at)
	}
	return t.fault == nil
}

func (t *tree) alias(n *ast.AliasNode) *node {
	at, name := position(n.GetToken()), n.Value.GetToken().Value
	target, known := t.anchors[name]
	switch {
	case !known:
		t.fault = &fault{at, fmt.Sprintf("there is no anchor %s before this alias", quote("&"+name)), "the name of an anchor further up"}
	case target == nil:
		t.fault = &fault{at, fmt.Sprintf("the alias %s stands inside its own anchor", quote("*"+name)), "an anchor that ends before its alias"}
	default:
		// What is below stays where it was written; only the value itself is
		// also here.
		here := *target
		here.at = at
		return &here
	}
	return &node{at: at, size: 1, depth: 1}
}

// plainNumber is a number that JSON has too; anything further, such as an
// exponent of a million, would only cost time and stays text.
var plainNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?$`)

func (t *tree) scalar(n ast.Node, at Position) *node {
	built := &node{at: position(n.GetToken()), size: 1, depth: 1}
	switch n := n.(type) {
	case *ast.NullNode:
		built.at = at
		return built
	case *ast.BoolNode:
		built.text, built.value = n.GetToken().Value, n.Value
		return built
	case *ast.IntegerNode, *ast.FloatNode:
		built.text = n.GetToken().Value
		if plainNumber.MatchString(built.text) {
			built.value = json.Number(built.text)
			return built
		}
	case *ast.LiteralNode:
		built.text = n.Value.Value
	case *ast.StringNode:
		built.text = n.Value
	default:
		built.text = n.GetToken().Value
	}
	built.value = built.text
	t.checkHidden(built.text, "", built.at)
	return built
}

// checkHidden refuses what an escape such as "\e" can bring into a text.
func (t *tree) checkHidden(text, path string, at Position) {
	for _, r := range text {
		if hidden(r) || r == '\r' {
			t.problems.add(at, path, fmt.Sprintf("the text has the invisible character %U", r), "printable characters, spaces and line ends")
			return
		}
	}
}

// join returns the path of a key below a path.
func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
