package journey

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Error is one thing that is wrong in a journey file.
type Error struct {
	// File is the source that was given to Parse.
	File string `json:"file"`
	// Line and Column are where it stands; both count from 1, columns in
	// characters.
	Line   int `json:"line"`
	Column int `json:"column"`
	// Path is where it stands in the journey, such as
	// "stages[0].steps[2].version"; empty for the file as a whole.
	Path string `json:"path"`
	// Problem says what is wrong, in a sentence without a full stop.
	Problem string `json:"problem"`
	// Expected says what would have been right; may be empty.
	Expected string `json:"expected,omitempty"`
	// Suggestion is the word that was probably meant; may be empty.
	Suggestion string `json:"suggestion,omitempty"`
}

// Error returns the error in one line, as compilers do: file:line:column: problem.
// What is not known of the place is left out.
func (e Error) Error() string {
	text := e.File
	for _, n := range []int{e.Line, e.Column} {
		if n > 0 {
			text += fmt.Sprintf(":%d", n)
		}
	}
	text += ": " + e.Problem
	if e.Expected != "" {
		text += "; expected " + e.Expected
	}
	if e.Suggestion != "" {
		text += fmt.Sprintf("; did you mean %q?", e.Suggestion)
	}
	return text
}

// Errors are the things that are wrong in a journey file, in the order of the
// file: at most the first 50.
type Errors []Error

// Error returns the errors, one a line.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, one := range e {
		lines[i] = one.Error()
	}
	return strings.Join(lines, "\n")
}

// problems gathers what is wrong in one file.
type problems struct {
	file string
	// text is the file's, once it could be read as text.
	text string
	list Errors
}

func (p *problems) add(at Position, path, problem, expected string) {
	p.suggest(at, path, problem, expected, "")
}

func (p *problems) suggest(at Position, path, problem, expected, suggestion string) {
	p.list = append(p.list, Error{
		File: p.file, Line: at.Line, Column: at.Column, Path: path,
		Problem: problem, Expected: expected, Suggestion: suggestion,
	})
}

// errors returns the first of what was gathered, in the order of the file; nil
// when nothing is wrong.
func (p *problems) errors() Errors {
	slices.SortStableFunc(p.list, func(a, b Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Problem, b.Problem))
	})
	// What stands behind an anchor is met again at each of its aliases.
	list := slices.CompactFunc(p.list, func(a, b Error) bool {
		return a.Line == b.Line && a.Column == b.Column && a.Problem == b.Problem
	})
	list = list[:min(len(list), maxErrors)]
	p.keepInside(list)
	return list
}

// keepInside moves errors that would stand beyond the text to the end of their
// line: the YAML parser miscounts after some texts of several lines.
func (p *problems) keepInside(list Errors) {
	if len(list) == 0 || p.text == "" {
		return
	}
	lines := strings.Split(p.text, "\n")
	for i := range list {
		e := &list[i]
		e.Line = min(e.Line, len(lines))
		e.Column = min(e.Column, utf8.RuneCountInString(lines[e.Line-1])+1)
	}
}

// fault is what keeps a file from being read any further.
type fault struct {
	at                Position
	problem, expected string
}

// signIn is the part of an address that may have a password in it, which may have any
// sign.
var signIn = regexp.MustCompile(`//(?:[^\s@/]*:\S*|[^/\s]*)@`)

// quote returns a value for a sentence: in quotes, without a password or anything
// that a terminal would act on, and cut where it is long.
func quote(value string) string {
	const limit = 60
	value = signIn.ReplaceAllString(value, "//…@")
	runes := 0
	for i := range value {
		if runes++; runes > limit {
			return strconv.Quote(value[:i]) + "…"
		}
	}
	return strconv.Quote(value)
}
