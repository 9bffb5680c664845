package tool

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Catalogue is what is known of tools: what each is called, how it tells its
// version and how it is installed.
type Catalogue struct{ tools []tool }

// Names returns the names of the tools in alphabetical order.
func (c Catalogue) Names() []string {
	names := make([]string, 0, len(c.tools))
	for _, t := range c.tools {
		names = append(names, t.Name)
	}
	slices.Sort(names)
	return names
}

func (c Catalogue) find(name string) (tool, bool) {
	i := slices.IndexFunc(c.tools, func(t tool) bool { return t.Name == name })
	if i < 0 {
		return tool{}, false
	}
	return c.tools[i], true
}

type tool struct {
	Name     string                   `yaml:"name"`
	Title    string                   `yaml:"title"`
	Commands []string                 `yaml:"commands"`
	Version  versionQuestion          `yaml:"version"`
	Docs     string                   `yaml:"docs"`
	Install  map[managerName]packages `yaml:"install"`
	// Renumbered says that packages of the tool have numbers of their own.
	Renumbered bool `yaml:"renumbered"`
}

// versionQuestion is how a tool is made to tell its version.
type versionQuestion struct {
	Args    []string          `yaml:"args"`
	Env     map[string]string `yaml:"env"`
	Pattern string            `yaml:"pattern"`

	pattern *regexp.Regexp
}

// packages are the names of packages, written as one name or as a list.
type packages []string

// UnmarshalYAML reads one name or a list of names.
func (p *packages) UnmarshalYAML(decode func(any) error) error {
	var one string
	if decode(&one) == nil {
		*p = packages{one}
		return nil
	}
	var many []string
	if err := decode(&many); err != nil {
		return err
	}
	*p = many
	return nil
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
func ParseCatalogue(data []byte) (Catalogue, error) {
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return Catalogue{}, fmt.Errorf("tool catalogue: %w", err)
	}
	var list struct {
		Tools []tool `yaml:"tools"`
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
			return Catalogue{}, &CatalogueError{Line: lineOf(file, i, key), Reason: reason}
		}
		seen[t.Name] = true
	}
	return Catalogue{tools: list.Tools}, nil
}

var toolName = regexp.MustCompile(`^[a-z][a-z0-9.+-]*$`)

// complete makes the tool ready for use, or returns the key that is wrong and
// what is wrong with it.
func (t *tool) complete() (key, reason string) {
	switch {
	case !toolName.MatchString(t.Name):
		return "name", fmt.Sprintf("a name is small letters, digits, dots and dashes, not %q", t.Name)
	case t.Title == "":
		return "title", "a tool needs a title"
	case len(t.Commands) == 0 || slices.Contains(t.Commands, ""):
		return "commands", "a tool needs the names of its commands"
	case len(t.Version.Args) == 0:
		return "version.args", "a tool needs the arguments that make it say its version"
	case !strings.HasPrefix(t.Docs, "https://"):
		return "docs", "a tool needs the https address of its makers' instructions"
	}
	pattern, err := regexp.Compile("(?m)" + t.Version.Pattern)
	if err != nil || pattern.NumSubexp() != 1 {
		return "version.pattern", "a version's pattern is a regular expression with one group"
	}
	t.Version.pattern = pattern
	for name, names := range t.Install {
		if !name.known() {
			return "install", fmt.Sprintf("there is no package manager %q", name)
		}
		if len(names) == 0 || slices.ContainsFunc(names, func(p string) bool { return p == "" || strings.HasPrefix(p, "-") }) {
			return "install." + string(name), "a package's name is missing"
		}
	}
	return "", ""
}

// lineOf returns the line of a tool's key, or else of the tool.
func lineOf(file *ast.File, index int, key string) int {
	tool := fmt.Sprintf("$.tools[%d]", index)
	for _, where := range []string{tool + "." + key, tool} {
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
