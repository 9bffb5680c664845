package failure

import (
	"errors"
	"fmt"
	"io"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Error says where a list of known failures is not right.
type Error struct {
	// Line is where, counted from 1.
	Line int
	// Index is which failure of the list, counted from 0.
	Index int
	// Key is which of its keys.
	Key string
	// Reason says what is wrong there, in a sentence without a full stop.
	Reason string
}

// Error says where and what.
func (e *Error) Error() string {
	return fmt.Sprintf("known failures, line %d: %s", e.Line, e.Reason)
}

// Parse reads known failures from YAML, and so from JSON: a list, or a list at
// the key "failures". Its errors say the line.
func Parse(data []byte) (Catalogue, error) {
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return Catalogue{}, fmt.Errorf("known failures: %w", err)
	}
	var whole struct {
		Failures []entry `yaml:"failures"`
	}
	root, into := "$.failures", any(&whole)
	if isList(file) {
		root, into = "$", &whole.Failures
	}
	if err := yaml.UnmarshalWithOptions(data, into, yaml.Strict()); err != nil && !errors.Is(err, io.EOF) {
		return Catalogue{}, fmt.Errorf("known failures: %w", err)
	}
	entries := whole.Failures
	fail := func(i int, key, reason string) (Catalogue, error) {
		return Catalogue{}, &Error{Line: lineOf(file, root, i, key), Index: i, Key: key, Reason: reason}
	}
	seen := map[string]bool{}
	for i := range entries {
		e := &entries[i]
		if key, reason := e.complete(); reason != "" {
			return fail(i, key, reason)
		}
		if seen[e.ID] {
			return fail(i, "id", fmt.Sprintf("the known failure %q stands here twice", e.ID))
		}
		seen[e.ID] = true
	}
	if i, reason := ranks(entries); reason != "" {
		return fail(i, "over", reason)
	}
	return Catalogue{entries: entries}, nil
}

func isList(file *ast.File) bool {
	if len(file.Docs) == 0 {
		return false
	}
	_, list := file.Docs[0].Body.(*ast.SequenceNode)
	return list
}

// lineOf returns the line of a failure's key, or else of the failure.
func lineOf(file *ast.File, root string, index int, key string) int {
	failure := fmt.Sprintf("%s[%d]", root, index)
	for _, where := range []string{failure + "." + key, failure} {
		path, err := yaml.PathString(where)
		if err != nil {
			continue
		}
		if node, err := path.FilterFile(file); err == nil && node != nil {
			return node.GetToken().Position.Line
		}
	}
	return 1
}
