package devfile

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"firstlight/backend/check"
)

// Command is what runs at one moment in the life of a dev container: nothing, one
// command, or several at once.
type Command []Part

// Part is one command.
type Part struct {
	// Name tells it from those that run with it; empty where it runs alone.
	Name string `json:"name,omitempty"`
	// Shell is a text for the shell; it is used where Args is empty.
	Shell string `json:"shell,omitempty"`
	// Args are a program and its arguments.
	Args []string `json:"args,omitempty"`
}

// UnmarshalJSON reads a text, a list of words, or an object of those by name.
func (c *Command) UnmarshalJSON(text []byte) error {
	*c = nil
	var named map[string]json.RawMessage
	if err := json.Unmarshal(text, &named); err != nil {
		part, err := readPart("", text)
		if err != nil {
			return err
		}
		c.add(part)
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(named)) {
		part, err := readPart(name, named[name])
		if err != nil {
			return err
		}
		c.add(part)
	}
	return nil
}

func (c *Command) add(p Part) {
	if p.Shell != "" || len(p.Args) > 0 {
		*c = append(*c, p)
	}
}

func readPart(name string, text []byte) (Part, error) {
	p := Part{Name: name}
	if json.Unmarshal(text, &p.Shell) == nil {
		return p, nil
	}
	if err := json.Unmarshal(text, &p.Args); err != nil {
		return p, fmt.Errorf("%s is neither a text nor a list of words", text)
	}
	return p, nil
}

// MarshalJSON writes it as UnmarshalJSON reads it.
func (c Command) MarshalJSON() ([]byte, error) {
	if len(c) == 1 && c[0].Name == "" {
		return json.Marshal(c[0].value())
	}
	named := map[string]any{}
	for _, p := range c {
		named[p.Name] = p.value()
	}
	return json.Marshal(named)
}

func (p Part) value() any {
	if len(p.Args) > 0 {
		return p.Args
	}
	return p.Shell
}

// String returns the command as a person would type it.
func (p Part) String() string { return check.Command{Shell: p.Shell, Args: p.Args}.String() }

// Stage is a moment in the life of a dev container at which commands run inside it.
type Stage string

// The stages.
const (
	OnCreate      Stage = "onCreateCommand"
	UpdateContent Stage = "updateContentCommand"
	PostCreate    Stage = "postCreateCommand"
	PostStart     Stage = "postStartCommand"
	PostAttach    Stage = "postAttachCommand"
)

// Stages lists the stages in order.
func Stages() []Stage { return []Stage{OnCreate, UpdateContent, PostCreate, PostStart, PostAttach} }

// EachStart reports whether the commands of the stage run whenever the container
// was started, and not only when it was made.
func (s Stage) EachStart() bool { return s == PostStart || s == PostAttach }

// At returns what runs at a stage.
func (s Shared) At(stage Stage) Command {
	switch stage {
	case OnCreate:
		return s.OnCreate
	case UpdateContent:
		return s.UpdateContent
	case PostCreate:
		return s.PostCreate
	case PostStart:
		return s.PostStart
	default:
		return s.PostAttach
	}
}
