package journey

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Parser reads journey files. It is safe for concurrent use as long as its
// fields stay as they are.
type Parser struct {
	// AllowFile lets clone steps name file: origins.
	AllowFile bool
	// Tools are the names of the tools that a step can ask for beside those that the
	// journey itself describes; nil lets any name pass.
	Tools []string

	schema *schema
}

// NewParser returns a parser for journey files of the shape that the JSON Schema
// gives. It fails when that is not a schema which defines every kind of step.
func NewParser(schema []byte) (*Parser, error) {
	s, err := compile(schema)
	if err != nil {
		return nil, err
	}
	return &Parser{schema: s}, nil
}

// Parse returns the journey that a file's bytes state. source says where they
// came from; it becomes the journey's Source and stands in the errors. It
// returns Errors when the bytes do not state a valid journey.
func (p *Parser) Parse(source string, data []byte) (Journey, error) {
	problems := &problems{file: source}
	j := p.read(problems, data)
	return named(j, source, data, problems)
}

// ParseBuiltIn returns the journey that bytes state which ship with the program.
// They are not held against the schema, which takes longer to compile than they
// to read: that is for the tests of the program to do.
func ParseBuiltIn(source string, data []byte) (Journey, error) {
	problems := &problems{file: source}
	root, f := parseTree(problems, data)
	if f != nil {
		problems.add(f.at, "", f.problem, f.expected)
		return named(Journey{}, source, data, problems)
	}
	reader := &reader{problems: problems, broken: map[string]bool{}}
	return named(reader.journey(root), source, data, problems)
}

// named returns a journey with where it came from, or what is wrong with it.
func named(j Journey, source string, data []byte, problems *problems) (Journey, error) {
	if wrong := problems.errors(); len(wrong) > 0 {
		return Journey{}, wrong
	}
	sum := sha256.Sum256(data)
	j.Source, j.Hash = source, hex.EncodeToString(sum[:])
	return j, nil
}

func (p *Parser) read(problems *problems, data []byte) Journey {
	root, f := parseTree(problems, data)
	if f != nil {
		problems.add(f.at, "", f.problem, f.expected)
		return Journey{}
	}
	if step := stepAfter(root, maxSteps); step != nil {
		problems.add(step.at, "stages", fmt.Sprintf("the journey has more than %d steps", maxSteps), "fewer steps, or several journeys")
		return Journey{}
	}
	shape := &shape{schema: p.schema, problems: problems, root: root, broken: map[string]bool{}}
	shape.check(p.schema.root, root, nil)
	reader := &reader{problems: problems, broken: shape.broken, allowFile: p.AllowFile, known: p.Tools}
	return reader.journey(root)
}

// parseTree returns the values of a file, or what keeps it from being read.
func parseTree(problems *problems, data []byte) (*node, *fault) {
	text, f := readText(data)
	if f != nil {
		return nil, f
	}
	problems.text = text
	body, f := readYAML(text)
	if f != nil {
		return nil, f
	}
	t := &tree{problems: problems, anchors: map[string]*node{}}
	root := t.build(body, "", Position{Line: 1, Column: 1})
	return root, t.fault
}
