package journey

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// shape says where a file does not have the shape that the schema gives it.
type shape struct {
	schema   *schema
	problems *problems
	root     *node
	// broken are the paths of the steps that cannot be read any further.
	broken map[string]bool
}

// check holds a value of the file, which lies at the location base, against a
// part of the schema.
func (s *shape) check(part *jsonschema.Schema, n *node, base []string) {
	var invalid *jsonschema.ValidationError
	if err := part.Validate(n.value); errors.As(err, &invalid) {
		s.visit(invalid, base)
	}
}

func (s *shape) visit(e *jsonschema.ValidationError, base []string) {
	location := slices.Concat(base, e.InstanceLocation)
	if step := stepPath(location); step != "" {
		s.broken[step] = true
	}
	p := s.place(location)
	switch k := e.ErrorKind.(type) {
	case *kind.OneOf:
		// Only a step is one of several shapes, and its kind says which.
		s.step(p, location)
	case *kind.AdditionalProperties:
		for _, key := range k.Properties {
			s.unknownKey(p, key, e.SchemaURL)
		}
	case *kind.Required:
		s.missing(p, k.Missing, e.SchemaURL)
	case *kind.UniqueItems:
		second := p.node.items[k.Duplicates[1]]
		s.problems.add(second.at, fmt.Sprintf("%s[%d]", p.path, k.Duplicates[1]), fmt.Sprintf("%s has %s twice", p.label, quote(second.text)), "each name once")
	case *kind.Type:
		s.wrongType(p, e.SchemaURL)
	case *kind.MinLength, *kind.MinItems:
		s.problems.add(p.at, p.path, p.label+" is empty", s.expected(e.SchemaURL))
	case *kind.MaxLength:
		s.tooMany(p, k.Got, "characters", s.schema.limit(e.SchemaURL, "maxLength"))
	case *kind.MaxItems:
		s.tooMany(p, k.Got, "entries", s.schema.limit(e.SchemaURL, "maxItems"))
	case *kind.MaxProperties:
		s.tooMany(p, k.Got, "keys", s.schema.limit(e.SchemaURL, "maxProperties"))
	case *kind.Schema, *kind.Group, *kind.Reference, *kind.AllOf:
		for _, cause := range e.Causes {
			s.visit(cause, base)
		}
	default:
		// What is left is about the value: a pattern, a bound or a constant.
		problem := p.label + " cannot be " + quote(p.node.text)
		if strings.TrimSpace(p.node.text) == "" {
			problem = p.label + " is empty"
		}
		s.problems.add(p.at, p.path, problem, s.expected(e.SchemaURL))
	}
}

func (s *shape) expected(location string) string { return s.schema.expected(location) }

// missing says which keys a set of keys lacks, but for those that are there in a
// misspelt form.
func (s *shape) missing(p place, keys []string, location string) {
	known := s.schema.keys(location)
	misspelt := func(key string) bool {
		return slices.ContainsFunc(p.node.keys, func(e entry) bool {
			return !slices.Contains(known, e.name) && Closest(e.name, known) == key
		})
	}
	for _, key := range keys {
		if !misspelt(key) {
			s.problems.add(p.at, p.path, fmt.Sprintf("%s has no %s", p.label, quote(key)), s.schema.words(location, key))
		}
	}
}

func (s *shape) tooMany(p place, got int, what, limit string) {
	s.problems.add(p.at, p.path, fmt.Sprintf("%s has %d %s", p.label, got, what), "at most "+limit)
}

func (s *shape) unknownKey(p place, key, location string) {
	known := s.schema.keys(location)
	entry, _ := p.node.entry(key)
	if len(known) == 0 {
		s.problems.add(entry.at, join(p.path, key), fmt.Sprintf("%s cannot have the key %s", p.label, quote(key)), s.expected(location))
		return
	}
	problem := "unknown key " + quote(key)
	if owners := s.schema.owners(key); len(owners) > 0 && stepPath(p.location) != "" {
		problem = fmt.Sprintf("%s does not take %s, which is for %s steps", p.label, quote(key), strings.Join(owners, " and "))
	}
	s.problems.suggest(entry.at, join(p.path, key), problem, "one of "+strings.Join(known, ", "), Closest(key, known))
}

// wrongType says what a value is instead of what it should be. A number that
// would do as text is suggested as text.
func (s *shape) wrongType(p place, location string) {
	is, single := "", false
	switch p.node.value.(type) {
	case nil:
		is = "has no value"
	case []any:
		is = "is a list"
	case map[string]any:
		is = "is a set of keys"
	case string:
		is = "is the text " + quote(p.node.text)
	case bool:
		is, single = "is "+p.node.text, true
	default:
		is, single = "is the number "+p.node.text, true
	}
	suggestion := ""
	if part := s.schema.parts[location]; single && part != nil && part.Validate(p.node.text) == nil {
		suggestion = p.node.text
	}
	s.problems.suggest(p.at, p.path, p.label+" "+is, s.expected(location), suggestion)
}

// place is a value of the file with the words for it.
type place struct {
	location []string
	node     *node
	at       Position
	// path is the place for programs, label the place for people.
	path, label string
}

func (s *shape) place(location []string) place {
	p := place{location: location, node: s.root, at: s.root.at, label: "the journey"}
	for _, part := range location {
		if i, err := strconv.Atoi(part); err == nil && i < len(p.node.items) {
			p.node = p.node.items[i]
			p.path += "[" + part + "]"
			p.label = entryLabel(p.label, i, p.node)
		} else {
			p.node = p.node.child(part)
			p.path = join(p.path, part)
			p.label = part
		}
	}
	p.at = p.node.at
	return p
}

// entryLabel names the entry of a list: a step by its kind.
func entryLabel(list string, i int, n *node) string {
	switch list {
	case "stages":
		return "the stage"
	case "steps", "health":
		if kinds := kindsOf(n); len(kinds) == 1 {
			return "the " + kinds[0].name + " step"
		}
		return "the step"
	case "fixes":
		return "the fix"
	case "failures":
		return "the known failure"
	case "tools":
		return "the tool"
	default:
		return fmt.Sprintf("entry %d of %s", i+1, list)
	}
}

// stepPath returns the path of the step that a location lies in; empty where it
// lies in none.
func stepPath(location []string) string {
	switch {
	case len(location) >= 4 && location[0] == "stages" && location[2] == "steps":
		return "stages[" + location[1] + "].steps[" + location[3] + "]"
	case len(location) >= 2 && location[0] == "health":
		return "health[" + location[1] + "]"
	default:
		return ""
	}
}
