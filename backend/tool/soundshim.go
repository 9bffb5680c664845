package tool

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// complete makes the shim ready for use, or returns the key that is wrong and what
// is wrong with it.
func (s *shim) complete() (key, reason string) {
	var err error
	switch {
	case !toolName.MatchString(s.Manager):
		return "manager", fmt.Sprintf("a manager's name is small letters, digits, dots and dashes, not %q", s.Manager)
	case !slices.Contains([]string{"", "linux", "darwin", "windows"}, s.System):
		return "system", "a system is linux, darwin or windows"
	case s.File == "":
		return "file", "a shim needs a pattern for its file"
	case s.Then == "":
		return "then", "it needs to say what to do"
	case (s.Title == "") != (s.Effect == ""):
		return "title", "a repair that has a title needs an effect, and the other way round"
	case len(s.Repair) > 0 && s.Undo == "":
		return "undo", "a repair needs to say how it is undone"
	}
	if s.file, err = regexp.Compile(s.File); err != nil {
		return "file", "a file is a regular expression"
	}
	if s.Nothing != "" {
		if s.nothing, err = regexp.Compile("(?m)" + s.Nothing); err != nil {
			return "nothing", "a pattern is a regular expression"
		}
	}
	if reason := unquiet(s.Env); reason != "" {
		return "env", reason
	}
	for _, line := range s.Repair {
		if len(line) == 0 || line[0] == "" {
			return "repair", "a repair is a list of commands, each a list of words"
		}
	}
	if _, reason := (&decide{Files: s.Behind}).complete(); reason != "" {
		return "behind", reason
	}
	key, reason = s.Decide.complete()
	return "decide." + key, reason
}

func (d *decide) complete() (key, reason string) {
	for _, file := range d.Files {
		if !slices.ContainsFunc([]string{"~/", "/", "./", "../"}, func(start string) bool { return strings.HasPrefix(file, start) }) {
			return "files", fmt.Sprintf("a file begins with ~/, /, ./ or ../, not as %q does", file)
		}
	}
	for _, name := range d.Env {
		if !envName.MatchString(name) {
			return "env", fmt.Sprintf("%q is no name of a variable", name)
		}
	}
	return "", ""
}
