package journey

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/scanner"
	"github.com/goccy/go-yaml/token"
)

// readYAML returns the syntax tree of a text; nil for one with nothing in it.
func readYAML(text string) (body ast.Node, f *fault) {
	// The library is not ours, and no file may bring the program down.
	defer func() {
		if recover() != nil {
			body, f = nil, &fault{Position{1, 1}, "the file cannot be read as YAML", "plain lists and keys"}
		}
	}()
	tokens := tokenize(text)
	if f := checkTokens(tokens, text); f != nil {
		return nil, f
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		var syntax *yaml.SyntaxError
		if errors.As(err, &syntax) {
			return nil, syntaxFault(syntax.Message, syntax.Token, text)
		}
		return nil, syntaxFault(err.Error(), nil, text)
	}
	if len(file.Docs) == 0 {
		return nil, nil
	}
	return file.Docs[0].Body, nil
}

// tokenize returns the tokens of a text up to the first that is not valid.
func tokenize(text string) token.Tokens {
	var s scanner.Scanner
	s.Init(text)
	var tokens token.Tokens
	for {
		next, err := s.Scan()
		tokens.Add(next...)
		if err != nil { // The end of the text, or what the last token says.
			return tokens
		}
	}
}

// syntaxFault says in plain words what the YAML parser stumbled over in a text.
func syntaxFault(message string, tk *token.Token, text string) *fault {
	at := start(text, tk)
	says := func(parts ...string) bool {
		for _, part := range parts {
			if strings.Contains(message, part) {
				return true
			}
		}
		return false
	}
	switch {
	case says("tab character", `'\t'`, "'\t'"):
		return &fault{at, "a tab stands where only spaces may", "spaces to indent with"}
	case says("quoted text"):
		return &fault{at, "the text in quotes that starts here has no end", "a closing quote"}
	case says("flow mapping end token", "',' or '}'"):
		return &fault{position(opening(tk, token.MappingStartType)), "the { that is open here is not closed", "a comma or a closing }"}
	case says("sequence end token", "',' or ']'"):
		return &fault{position(opening(tk, token.SequenceStartType)), "the [ that is open here is not closed", "a comma or a closing ]"}
	case says("invalid header option"):
		return &fault{at, "a text cannot start with > or |, which begin a text on the lines below", `quotes round the text, such as ">=1.26"`}
	case says("reserved character"):
		return &fault{at, "a text cannot start with @ or a backtick", "quotes round the text"}
	case says("map key-value is pre-defined", "value is not allowed in this context", "non-map value", "unexpected key name"):
		return &fault{start(text, astray(tk)), "this does not go with the line before it", "the indentation of its neighbours, a colon after a key, or quotes round a text that has a colon"}
	case says("undefined alias", "undefined anchor", "anchor value"):
		return &fault{at, "the anchor or alias has no name or no value", "a name after & or *, and a value after &name"}
	default:
		return &fault{at, "this is not valid YAML: " + quote(message), ""}
	}
}

// astray returns the token that does not go with what is round it, as the parser tells
// of a token. Where a comment parts a text without its colon from the key below it, the
// parser tells of the key.
func astray(tk *token.Token) *token.Token {
	if tk == nil {
		return nil
	}
	before := tk.Prev
	for before != nil && before.Type == token.CommentType {
		before = before.Prev
	}
	if before == tk.Prev || before.Type != token.StringType {
		return tk
	}
	if before.Prev != nil && before.Prev.Type == token.MappingValueType {
		return tk // It is the value of a key.
	}
	return before
}

// start returns where a token starts in the text. The scanner places some plain texts of
// several lines, such as a key without its colon and what stands below it, at the end of
// the last.
func start(text string, tk *token.Token) Position {
	at := position(tk)
	if tk == nil || tk.Type != token.StringType {
		return at
	}
	first, _, _ := strings.Cut(strings.TrimSpace(tk.Origin), "\n")
	first = strings.TrimSpace(first)
	lines := strings.Split(text, "\n")
	if first == "" || at.Line > len(lines) || strings.HasPrefix(from(lines[at.Line-1], at.Column), first) {
		return at
	}
	after := Position{1, 1}
	if tk.Prev != nil {
		after = position(tk.Prev)
	}
	for n := after.Line; n <= at.Line; n++ {
		line, column := lines[n-1], 1
		if n == after.Line {
			line, column = from(line, after.Column), after.Column
		}
		if i := strings.Index(line, first); i >= 0 {
			return Position{n, column + utf8.RuneCountInString(line[:i])}
		}
	}
	return at
}

// from returns what stands in a line from a column on.
func from(line string, column int) string {
	for ; column > 1 && line != ""; column-- {
		_, size := utf8.DecodeRuneInString(line)
		line = line[size:]
	}
	return line
}

// opening returns the bracket or brace of a kind before a token that is still open there:
// the parser tells of the token at which it missed the end, which may be the end of
// another. It is the token itself where none is open.
func opening(tk *token.Token, kind token.Type) *token.Token {
	if tk == nil {
		return nil
	}
	at := tk
	if tk.Type == token.SequenceEndType || tk.Type == token.MappingEndType {
		at = tk.Prev
	}
	closed := 0
	for t := at; t != nil; t = t.Prev {
		switch t.Type {
		case token.SequenceEndType, token.MappingEndType:
			closed++
		case token.SequenceStartType, token.MappingStartType:
			if closed == 0 && t.Type == kind {
				return t
			}
			closed = max(0, closed-1)
		}
	}
	return tk
}
