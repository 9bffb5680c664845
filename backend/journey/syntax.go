package journey

import (
	"errors"
	"strings"

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
	if f := checkTokens(tokens); f != nil {
		return nil, f
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		var syntax *yaml.SyntaxError
		if errors.As(err, &syntax) {
			return nil, syntaxFault(syntax.Message, syntax.Token)
		}
		return nil, syntaxFault(err.Error(), nil)
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

// syntaxFault says in plain words what the YAML parser stumbled over.
func syntaxFault(message string, tk *token.Token) *fault {
	at := start(tk)
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
		return &fault{position(opening(tk)), "the { that is open here is not closed", "a comma or a closing }"}
	case says("sequence end token", "',' or ']'"):
		return &fault{position(opening(tk)), "the [ that is open here is not closed", "a comma or a closing ]"}
	case says("invalid header option"):
		return &fault{at, "a text cannot start with > or |, which begin a text on the lines below", `quotes round the text, such as ">=1.26"`}
	case says("reserved character"):
		return &fault{at, "a text cannot start with @ or a backtick", "quotes round the text"}
	case says("map key-value is pre-defined", "value is not allowed in this context", "non-map value", "unexpected key name"):
		return &fault{at, "this does not go with the line before it", "the indentation of its neighbours, a colon after a key, or quotes round a text that has a colon"}
	case says("undefined alias", "undefined anchor", "anchor value"):
		return &fault{at, "the anchor or alias has no name or no value", "a name after & or *, and a value after &name"}
	default:
		return &fault{at, "this is not valid YAML: " + quote(message), ""}
	}
}

// start returns where a token starts. The scanner places a plain text of several lines,
// such as a key without its colon and what stands below it, at the end of the last.
func start(tk *token.Token) Position {
	at := position(tk)
	if tk == nil || tk.Type != token.StringType {
		return at
	}
	lines := strings.Split(strings.Trim(tk.Origin, "\n"), "\n")
	below := len(lines) - 1
	if below == 0 || below >= at.Line {
		return at
	}
	return Position{Line: at.Line - below, Column: 1 + len(lines[0]) - len(strings.TrimLeft(lines[0], " "))}
}

// opening returns the bracket or brace before a token that is still open there: the
// parser tells of the token at which it missed the end. It is the token itself where
// none is open.
func opening(tk *token.Token) *token.Token {
	closed := 0
	for t := tk; t != nil; t = t.Prev {
		switch t.Type {
		case token.SequenceEndType, token.MappingEndType:
			closed++
		case token.SequenceStartType, token.MappingStartType:
			if closed == 0 {
				return t
			}
			closed--
		}
	}
	return tk
}
