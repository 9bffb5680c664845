// Package detect reads a repository's own files and returns the claims that they
// state: the tools and services that its development needs, and the commands
// that set it up, build, test and run it. Each claim says which file and line it
// comes from, and where files disagree, the disagreement is said too.
//
// The package is pure over an io/fs: it starts no program and reads nothing
// outside the tree that it is given.
package detect

import (
	"strconv"
	"strings"
)

// FormatVersion is the version of a Report's form as JSON.
const FormatVersion = 1

// Kind says what a claim is about.
type Kind string

// The kinds of claims.
const (
	Tool           Kind = "tool"
	PackageManager Kind = "package-manager"
	Service        Kind = "service"
	Setup          Kind = "setup"
	Build          Kind = "build"
	Test           Kind = "test"
	Run            Kind = "run"
	Hooks          Kind = "hooks"
	EnvFile        Kind = "env-file"
)

// Report is what a repository states.
type Report struct {
	// Format is FormatVersion.
	Format    int        `json:"version"`
	Claims    []Claim    `json:"claims"`
	Conflicts []Conflict `json:"conflicts"`
	Notes     []Note     `json:"notes"`
	// Files are the paths of the files that were read, sorted: what the claims may
	// change with.
	Files []string `json:"-"`
}

// Claim is one thing that a repository states of its development.
type Claim struct {
	Kind Kind   `json:"kind"`
	Name string `json:"name,omitempty"`
	// Version is a constraint in the form of Masterminds/semver v3; empty where
	// every version will do.
	Version string `json:"version,omitempty"`
	// Required is whether the main project cannot be built and tested without it.
	Required bool `json:"required"`
	// Part is the folder that alone needs it, with a slash at its end; empty where
	// the main project does.
	Part string `json:"part,omitempty"`
	// Image is the container image of a service, as it is written.
	Image string `json:"image,omitempty"`
	// Port is where a service listens in its container; 0 where no file says.
	Port int `json:"port,omitempty"`
	// Command is a line for a shell, to be run in the root of the repository.
	Command string `json:"command,omitempty"`
	// Template is the file to copy, and Name the file that it becomes.
	Template string `json:"template,omitempty"`
	From     Source `json:"from"`
	// Also are the other lines that had a say in the version.
	Also []Source `json:"also,omitempty"`
	// Reason is a sentence on why this is claimed.
	Reason string `json:"reason"`
}

// Why says in a sentence why this is claimed, and which lines say so.
func (c Claim) Why() string {
	return strings.TrimRight(c.Reason, ".") + " (" + c.Sources() + ")."
}

// Sources returns the lines that say so, as editors take each: "go.mod:3".
func (c Claim) Sources() string {
	text := c.From.String()
	for i, also := range c.Also {
		if i == len(c.Also)-1 {
			text += " and " + also.String()
		} else {
			text += ", " + also.String()
		}
	}
	return text
}

// Source is the line of a file that states something.
type Source struct {
	// File is the path from the root of the repository, with slashes.
	File string `json:"file"`
	// Line counts from 1, and is 1 where the whole file says it.
	Line int `json:"line"`
}

// String returns the source as editors take it: "go.mod:3".
func (s Source) String() string { return s.File + ":" + strconv.Itoa(s.Line) }

// Conflict is a disagreement between files: no version would do for both, or
// the same thing is named twice and differently.
type Conflict struct {
	Kind Kind   `json:"kind"`
	Name string `json:"name"`
	// Part is the folder that it concerns, as in Claim.
	Part string `json:"part,omitempty"`
	// Says are the statements that disagree, the one that was followed first.
	Says []Said `json:"says"`
	// Reason is the disagreement in a sentence.
	Reason string `json:"reason"`
}

// Said is one side of a conflict.
type Said struct {
	// Value is what is stated, as it is written in the file.
	Value string `json:"value"`
	From  Source `json:"from"`
}

// Note is something that could not be read or was left out, and why.
type Note struct {
	// File is empty where the note is about the whole repository.
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Reason string `json:"reason"`
}

// String returns the note in a line, with the file in front that it is about.
func (n Note) String() string { return strings.TrimPrefix(n.File+": "+n.Reason, ": ") }
