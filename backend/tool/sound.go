package tool

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

var (
	toolName  = regexp.MustCompile(`^[a-z][a-z0-9.+-]*$`)
	codeName  = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	command   = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._+-]*$`)
	askingArg = regexp.MustCompile(`^(?:--?)?(?:[vV]|version|Version|ver|client|short|compose|buildx)$|^--remote=false$`)
	envName   = regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`)
	envValue  = regexp.MustCompile(`^[A-Za-z0-9]*$`)
)

// complete makes the tool ready for use, or returns the key that is wrong and
// what is wrong with it.
func (t *tool) complete() (key, reason string) {
	switch {
	case !toolName.MatchString(t.Name):
		return "name", fmt.Sprintf("a name is small letters, digits, dots and dashes, not %q", t.Name)
	case t.Title == "":
		return "title", "a tool needs a title"
	case len(t.Commands) == 0 || slices.ContainsFunc(t.Commands, func(c string) bool { return !command.MatchString(c) }):
		return "commands", "a tool needs the names of its commands, without a folder"
	case t.Keg != "" && (!filepath.IsLocal(t.Keg) || len(t.Install[brew]) == 0):
		return "keg", "a keg is a folder below that of a package of brew"
	case !strings.HasPrefix(t.Docs, "https://"):
		return "docs", "a tool needs the https address of its makers' instructions"
	}
	if key, reason := t.Version.complete(); reason != "" {
		return "version." + key, reason
	}
	for i := range t.Alike {
		if key, reason := t.Alike[i].complete(); reason != "" {
			return fmt.Sprintf("alike[%d].%s", i, key), reason
		}
	}
	if key, reason := t.Decide.complete(); reason != "" {
		return "decide." + key, reason
	}
	t.digest = t.sum()
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

// sum returns what the reading of an answer depends on.
func (t *tool) sum() string {
	text := fmt.Sprintf("%q %q %q", t.Version.Args, t.Version.Env, t.Version.Pattern)
	for _, a := range t.Alike {
		text += fmt.Sprintf(" %q", []string{a.Code, a.Pattern, a.File})
	}
	return text
}

func (q *question) complete() (key, reason string) {
	if len(q.Args) == 0 {
		return "args", "a tool needs the arguments that make it say its version"
	}
	for _, arg := range q.Args {
		if !askingArg.MatchString(arg) {
			return "args", fmt.Sprintf("%q is no argument that asks for a version", arg)
		}
	}
	if reason := unquiet(q.Env); reason != "" {
		return "env", reason
	}
	if q.Limit < 0 || q.Limit > time.Minute {
		return "limit", "a limit is a minute at most"
	}
	pattern, err := regexp.Compile("(?m)" + q.Pattern)
	if err != nil || pattern.NumSubexp() != 1 {
		return "pattern", "a version's pattern is a regular expression with one group"
	}
	q.pattern = pattern
	return "", ""
}

// unquiet says which variable may have a program read or load what it otherwise
// would not.
func unquiet(env map[string]string) string {
	for name, value := range env {
		loads := name == "PATH" || name == "HOME" || strings.HasPrefix(name, "LD_") || strings.HasPrefix(name, "DYLD_")
		if !envName.MatchString(name) || !envValue.MatchString(value) || loads {
			return fmt.Sprintf("%s=%s is no variable that only keeps a program from doing more", name, value)
		}
	}
	return ""
}

func (a *alike) complete() (key, reason string) {
	switch {
	case !codeName.MatchString(a.Code):
		return "code", fmt.Sprintf("a code is small letters, digits and dashes, not %q", a.Code)
	case a.Is == "":
		return "is", "it needs a name for what it is"
	case a.Pattern == "" && a.File == "":
		return "pattern", "it needs a pattern or a file to be told by"
	case a.Pattern != "" && a.File != "":
		return "pattern", "it is told by a pattern or by its file, not by both"
	}
	var err error
	if a.Pattern != "" {
		if a.pattern, err = regexp.Compile("(?m)" + a.Pattern); err != nil || a.pattern.NumSubexp() > 1 {
			return "pattern", "a pattern is a regular expression with one group at most"
		}
	}
	if a.File != "" {
		if a.file, err = regexp.Compile(a.File); err != nil {
			return "file", "a file is a regular expression"
		}
	}
	if (a.Generation || a.Renumbered) && (a.pattern == nil || a.pattern.NumSubexp() == 0) {
		return "pattern", "what may do in the tool's place needs a pattern with a group for its version"
	}
	return "", ""
}
