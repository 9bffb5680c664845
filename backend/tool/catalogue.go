package tool

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/parser"
)

// Catalogue is what is known of tools: what each is called, how it tells its
// version, what is taken for it and how it is installed. The zero Catalogue is
// empty. It is read no further than it is asked.
type Catalogue struct {
	tools []slot
	shims func() []shim
}

// slot is the place of one tool.
type slot struct {
	name string
	read func() tool
}

// all returns every tool.
func (c Catalogue) all() []tool {
	all := make([]tool, 0, len(c.tools))
	for _, s := range c.tools {
		all = append(all, s.read())
	}
	return all
}

// managers returns the shims of every version manager.
func (c Catalogue) managers() []shim {
	if c.shims == nil {
		return nil
	}
	return c.shims()
}

// Names returns the names of the tools in alphabetical order.
func (c Catalogue) Names() []string {
	names := make([]string, 0, len(c.tools))
	for _, s := range c.tools {
		names = append(names, s.name)
	}
	slices.Sort(names)
	return names
}

// With returns the catalogue with the entries of another added. One of the same
// name takes the place of the entry that was there.
func (c Catalogue) With(other Catalogue) Catalogue {
	return Catalogue{
		tools: laid(c.tools, other.tools, func(s slot) string { return s.name }),
		shims: sync.OnceValue(func() []shim {
			return laid(c.managers(), other.managers(), func(s shim) string { return s.Manager })
		}),
	}
}

// laid returns a list with another laid over it.
func laid[T any](list, over []T, name func(T) string) []T {
	list = slices.Clone(list)
	for _, entry := range over {
		if i := slices.IndexFunc(list, func(e T) bool { return name(e) == name(entry) }); i >= 0 {
			list[i] = entry
			continue
		}
		list = append(list, entry)
	}
	return list
}

// Entry is what there is to say of one tool of a catalogue.
type Entry struct {
	Name string
	// Title is what a person reads.
	Title string
	// Commands are its names on PATH, the one that counts first.
	Commands []string
	// Alike are the programs that it is told apart from.
	Alike []string
	// Docs is where its makers say how to install it.
	Docs string
}

// Entry returns what there is to say of a tool; the zero Entry where the
// catalogue has no such tool.
func (c Catalogue) Entry(name string) Entry {
	t, ok := c.find(name)
	if !ok {
		return Entry{}
	}
	e := Entry{Name: t.Name, Title: t.Title, Commands: slices.Clone(t.Commands), Docs: t.Docs}
	for _, a := range t.Alike {
		if is := strings.TrimRight(a.Is, ","); !slices.Contains(e.Alike, is) {
			e.Alike = append(e.Alike, is)
		}
	}
	return e
}

func (c Catalogue) find(name string) (tool, bool) {
	i := slices.IndexFunc(c.tools, func(s slot) bool { return s.name == name })
	if i < 0 {
		return tool{}, false
	}
	return c.tools[i].read(), true
}

// CatalogueError says where a catalogue is not right.
type CatalogueError struct {
	// Line is where, counted from 1.
	Line int
	// Reason says what is wrong there.
	Reason string
}

// Error says where and what.
func (e *CatalogueError) Error() string {
	return fmt.Sprintf("tool catalogue, line %d: %s", e.Line, e.Reason)
}

// ParseCatalogue reads a catalogue from YAML. Its errors say the line.
//
// A catalogue can only have programs asked for their version: an argument that
// is not a way to ask for it is refused, so that one which came with a journey
// is no less safe than ours.
func ParseCatalogue(data []byte) (Catalogue, error) {
	var list struct {
		Tools []tool `yaml:"tools"`
		Shims []shim `yaml:"shims"`
	}
	if err := yaml.UnmarshalWithOptions(data, &list, yaml.Strict()); err != nil {
		return Catalogue{}, fmt.Errorf("tool catalogue: %w", err)
	}
	seen := map[string]bool{}
	for i := range list.Tools {
		t := &list.Tools[i]
		key, reason := t.complete()
		if reason == "" && seen[t.Name] {
			key, reason = "name", fmt.Sprintf("the tool %q stands here twice", t.Name)
		}
		if reason != "" {
			return Catalogue{}, &CatalogueError{Line: lineOf(data, fmt.Sprintf("$.tools[%d]", i), key), Reason: reason}
		}
		seen[t.Name] = true
	}
	for i := range list.Shims {
		if key, reason := list.Shims[i].complete(); reason != "" {
			return Catalogue{}, &CatalogueError{Line: lineOf(data, fmt.Sprintf("$.shims[%d]", i), key), Reason: reason}
		}
	}
	c := Catalogue{shims: func() []shim { return list.Shims }}
	for _, t := range list.Tools {
		c.tools = append(c.tools, slot{name: t.Name, read: func() tool { return t }})
	}
	return c, nil
}

// lineOf returns the line of an entry's key, or else of the entry. It reads the
// whole text for that, which only a text that is not right is worth.
func lineOf(data []byte, entry, key string) int {
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return 1
	}
	for _, where := range []string{entry + "." + key, entry} {
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
