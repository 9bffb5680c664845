package tool

import (
	"regexp"
	"time"
)

// tool is one entry of the catalogue.
type tool struct {
	Name     string                   `yaml:"name"`
	Title    string                   `yaml:"title"`
	Commands []string                 `yaml:"commands"`
	Version  question                 `yaml:"version"`
	Alike    []alike                  `yaml:"alike"`
	Decide   decide                   `yaml:"decide"`
	Docs     string                   `yaml:"docs"`
	Install  map[managerName]packages `yaml:"install"`
	// Keg is the folder below brew's own of the package that has the program, where
	// brew keeps that off PATH.
	Keg string `yaml:"keg"`
	// Renumbered says that packages of the tool have numbers of their own.
	Renumbered bool `yaml:"renumbered"`

	// digest sums up what the reading of an answer depends on.
	digest string
}

// question is how a tool is made to tell its version.
type question struct {
	Args    []string          `yaml:"args"`
	Env     map[string]string `yaml:"env"`
	Pattern string            `yaml:"pattern"`
	// Epoch is a number in front of older versions that nobody says: Java's 1.8
	// is 8.
	Epoch string `yaml:"epoch"`
	// Limit is for those that take long to start, such as "20s".
	Limit time.Duration `yaml:"limit"`

	pattern *regexp.Regexp
}

// alike is another program that is found under a tool's name.
type alike struct {
	Code string `yaml:"code"`
	// Is says what it is, as in "node here is …".
	Is string `yaml:"is"`
	// Pattern is found in its answer; its group, if it has one, is the version.
	Pattern string `yaml:"pattern"`
	// File is found in the path of its file, links followed, with slashes. What is
	// told so is never started.
	File string `yaml:"file"`
	// Then says what to do.
	Then string `yaml:"then"`
	// Generation says that it is an earlier generation of the tool itself, which
	// will do where its version is asked for.
	Generation bool `yaml:"generation"`
	// Renumbered says that it will do where no version is asked for: its numbers
	// are others than those of the tool.
	Renumbered bool `yaml:"renumbered"`
	// Fetches says that it serves as the tool, in a version that it fetches when
	// a project starts it.
	Fetches bool `yaml:"fetches"`

	pattern, file *regexp.Regexp
}

// shim is a program of a version manager that stands for many tools, and starts
// the version of each that was chosen.
type shim struct {
	Manager string `yaml:"manager"`
	// System is the only system that has it, as Go names it; empty means any.
	System string `yaml:"system"`
	// File is found in the path of a shim, or of what it links to.
	File string `yaml:"file"`
	// Nothing is found in its answer when no version is chosen or installed.
	Nothing string `yaml:"nothing"`
	// Env are variables that keep it from installing a version only because one
	// of its shims is started.
	Env map[string]string `yaml:"env"`
	// Behind are the files of which one is there where the shim has something to
	// start, in the form of decide's; without any it is never started. Empty means
	// that its answer tells.
	Behind []string `yaml:"behind"`
	// Then says what to do, with {tool} and {version} in the manager's terms.
	Then string `yaml:"then"`
	// Repair are the commands that choose a version.
	Repair [][]string `yaml:"repair"`
	// Title and Effect say of a repair that does something else what that is.
	Title  string `yaml:"title"`
	Effect string `yaml:"effect"`
	// Undo says how to take that back.
	Undo string `yaml:"undo"`
	// Newest is the {version} where any will do.
	Newest string `yaml:"newest"`
	Decide decide `yaml:"decide"`

	file, nothing *regexp.Regexp
}

// decide names what decides which version a program is, beside its file.
type decide struct {
	// Files begin with ~/, are absolute, or begin with ./ or ../ where they stand
	// beside the program, links followed. They may have stars and {command}.
	Files []string `yaml:"files"`
	// Env are names of variables.
	Env []string `yaml:"env"`
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
