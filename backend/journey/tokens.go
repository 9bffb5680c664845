package journey

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/token"
)

// checkTokens refuses what a journey does not need of YAML and what would take
// the recursive parser too deep. It looks at the tokens one after another, so it
// needs no stack of its own.
func checkTokens(tokens token.Tokens, text string) *fault {
	if len(tokens) > maxTokens {
		return &fault{position(tokens[maxTokens]), "the file has too much in it", fmt.Sprintf("at most %d steps", maxSteps)}
	}
	var nesting nesting
	var last *token.Token // that is not a comment
	ended := false
	for _, tk := range tokens {
		if tk.Type == token.CommentType {
			continue
		}
		if tk.Type == token.InvalidType {
			return syntaxFault(tk.Error, tk, text)
		}
		second := tk.Type == token.DocumentHeaderType && last != nil
		if ended || second {
			return &fault{position(tk), "a second document starts here", "one journey in a file, without --- between its parts"}
		}
		ended = tk.Type == token.DocumentEndType
		if f := refused(tk, last, &nesting); f != nil {
			return f
		}
		if f := nesting.enter(tk, last); f != nil {
			return f
		}
		last = tk
	}
	return nil
}

// refused says why a token is of a part of YAML that journeys do without.
func refused(tk, last *token.Token, in *nesting) *fault {
	switch tk.Type {
	case token.TagType:
		return &fault{position(tk), fmt.Sprintf("the tag %s is not used in a journey", quote(tk.Value)), "the value without a tag"}
	case token.DirectiveType:
		return &fault{position(tk), "a % directive is not used in a journey", "quotes round a text that starts with %"}
	case token.MappingKeyType:
		return &fault{position(tk), "a key cannot start with ?", "a key, a colon and a value"}
	case token.MergeKeyType:
		return &fault{position(tk), "merge keys (<<) are not used in a journey", "the keys written out"}
	case token.AnchorType:
		if last != nil && last.Prev != nil && last.Prev.Type == token.AnchorType {
			return &fault{position(tk), "a value cannot have two anchors", "one anchor"}
		}
	case token.MappingValueType:
		if last != nil && last.Type == token.StringType && strings.HasPrefix(last.Value, "-") && !in.keys(position(last).Column) {
			return &fault{position(last), fmt.Sprintf("the dash has no space after it, so %s is read as a key", quote(last.Value)), "a dash, a space and the key"}
		}
		if last != nil && len(last.Value) > maxKeyLength {
			return &fault{position(last), fmt.Sprintf("a key is longer than %d characters", maxKeyLength), ""}
		}
	}
	return nil
}

// nesting follows how deep the lists and sets of keys lie in one another.
type nesting struct {
	// block are the collections that indentation makes, outermost first.
	block []level
	// flow counts the brackets and braces that are open, pairs the keys since
	// the last comma in them.
	flow, pairs int
}

// level is one collection that indentation makes.
type level struct {
	column int
	list   bool
	keys   int
}

func (n *nesting) enter(tk, last *token.Token) *fault {
	switch tk.Type {
	case token.SequenceStartType, token.MappingStartType:
		n.flow, n.pairs = n.flow+1, 0
	case token.SequenceEndType, token.MappingEndType:
		n.flow, n.pairs = max(0, n.flow-1), 0
	case token.CollectEntryType:
		n.pairs = 0
	case token.SequenceEntryType:
		n.indent(tk.Position.Column, true)
	case token.MappingValueType:
		if last == nil {
			break
		}
		tk = last // that is the key
		if n.key(tk.Position.Column) > maxKeys {
			return &fault{position(tk), fmt.Sprintf("more than %d keys beside one another", maxKeys), "fewer"}
		}
	}
	if len(n.block)+n.flow > maxDepth {
		return tooDeep(position(tk))
	}
	return nil
}

// keys reports whether what stands at column is within brackets or braces, or beside keys,
// where no dash begins an entry.
func (n *nesting) keys(column int) bool {
	return n.flow > 0 || slices.ContainsFunc(n.block, func(l level) bool { return l.column == column && !l.list })
}

// key enters a key at column, and returns how many are beside one another.
func (n *nesting) key(column int) int {
	if n.flow > 0 {
		n.pairs++
		return n.pairs
	}
	n.indent(column, false)
	top := &n.block[len(n.block)-1]
	top.keys++
	return top.keys
}

// indent ends the collections that an entry at column does not belong to, and
// starts the one that it does belong to. A list may stand in the column of the
// key that it is the value of.
func (n *nesting) indent(column int, list bool) {
	for len(n.block) > 0 {
		top := n.block[len(n.block)-1]
		if top.column < column || top.column == column && (top.list == list || list) {
			break
		}
		n.block = n.block[:len(n.block)-1]
	}
	if len(n.block) > 0 {
		if top := n.block[len(n.block)-1]; top.column == column && top.list == list {
			return
		}
	}
	n.block = append(n.block, level{column: column, list: list})
}

func tooDeep(at Position) *fault {
	return &fault{at, fmt.Sprintf("lists and keys lie more than %d deep in one another", maxDepth), "stages, their steps, and the keys of each step"}
}

// position returns where a token stands.
func position(tk *token.Token) Position {
	if tk == nil || tk.Position == nil {
		return Position{Line: 1, Column: 1}
	}
	return Position{Line: max(1, tk.Position.Line), Column: max(1, tk.Position.Column)}
}
