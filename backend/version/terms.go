package version

import (
	"fmt"
	"regexp"
	"strings"
)

const (
	// alternativesMost bounds how many alternatives a constraint may have.
	alternativesMost = 16
	// termsMost bounds how many comparisons may have to hold together.
	termsMost = 16
)

// ParseConstraint reads a constraint as people write it in the files of npm,
// Cargo, Bundler, Terraform, pip and others; empty text allows every version.
//
//	1.26  1.26.x  =1.26   the series 1.26
//	1.26.3  v1.26.3       that version
//	>=20 <21 || 22        all of the first, or the second; a comma is a space
//	^20.1                 20.1 or newer, below 21
//	~1.26                 the series 1.26
//	~> 3.2  ~=3.2         3.2 or newer, below 4
//	~> 3.2.1  ~=3.2.1     3.2.1 or newer, below 3.3
//	==3.11.*  ==3.11      the series 3.11; the version 3.11.0
//	!=3.12.*              anything else
//	1.2 - 1.4             from 1.2 to the end of the series 1.4
//	17+                   17 or newer
func ParseConstraint(text string) (Constraint, error) {
	trimmed := strings.TrimSpace(text)
	if len(text) > textLimit {
		return Constraint{}, fmt.Errorf("%s is too long: a constraint has %d characters at most", quoted(text), textLimit)
	}
	c := Constraint{text: trimmed}
	if trimmed == "" {
		return c, nil
	}
	alternatives := strings.FieldsFunc(strings.ReplaceAll(trimmed, "||", "|"), func(r rune) bool { return r == '|' })
	if len(alternatives) == 0 || len(alternatives) > alternativesMost {
		return Constraint{}, fmt.Errorf("%s has %d alternatives; there may be 1 to %d", quoted(text), len(alternatives), alternativesMost)
	}
	for _, alternative := range alternatives {
		terms, err := split(alternative)
		if err != nil {
			return Constraint{}, err
		}
		runs := []run{all()}
		for _, t := range terms {
			runs = both(runs, t.runs())
		}
		if len(runs) == 0 {
			return Constraint{}, fmt.Errorf("no version can be %s", quoted(strings.TrimSpace(alternative)))
		}
		c.runs = append(c.runs, runs...)
		if len(alternatives) == 1 && len(terms) == 1 && terms[0].operator == "=" && terms[0].version.Prerelease() {
			c.only = terms[0].token
		}
	}
	return c, nil
}

// term is one comparison.
type term struct {
	operator string
	// token is the version as it was written.
	token string
	written
}

var (
	// operation is a comparison that is written in front of a version.
	operation = regexp.MustCompile(`^(?:>=|=>|<=|=<|~>|~=|===|==|!=|=|>|<|~|\^)`)
	// word is a version in a constraint, with what may follow it.
	word = regexp.MustCompile(`^[^\s,<>=!^]+`)
)

// split cuts an alternative into its terms.
func split(text string) ([]term, error) {
	var terms []term
	rest := strings.TrimLeft(text, " \t,")
	for rest != "" {
		if len(terms) == termsMost {
			return nil, fmt.Errorf("%s has more than %d comparisons", quoted(text), termsMost)
		}
		operator := operation.FindString(rest)
		rest = strings.TrimLeft(rest[len(operator):], " \t")
		token := word.FindString(rest)
		rest = strings.TrimLeft(rest[len(token):], " \t,")
		if token == "-" && operator == "" && len(terms) > 0 && terms[len(terms)-1].operator == "=" {
			terms[len(terms)-1].operator = ">="
			operator, token = "<=", word.FindString(rest)
			rest = strings.TrimLeft(rest[len(token):], " \t,")
		}
		t, err := readTerm(operator, token)
		if err != nil {
			return nil, err
		}
		terms = append(terms, t)
	}
	if len(terms) == 0 {
		return nil, fmt.Errorf("a version is missing in %s", quoted(text))
	}
	return terms, nil
}

var (
	// anyOf is the end of a version that stands for a series.
	anyOf = regexp.MustCompile(`(?:^|\.)(?:[xX*](?:\.[xX*])*)$`)
	// named are the words that stand for a version which changes with time.
	named = regexp.MustCompile(`^(?i:lts(?:/.*)?|latest|stable|current|node|system|newest|ref:.*|path:.*)$`)
	// exact is a version with nothing behind it but how it was built.
	exact = regexp.MustCompile(`^(?i:v|go)?\d+(?:[._]\d+)*(?i:u\d+|[a-z]{1,2}|[ab]\d+` +
		`|[-.~_]?(?:alpha|beta|rc|preview|pre|devel|dev|nightly|canary|next|snapshot|milestone|m|ea)[-.]?\d*)?(?:\+[0-9A-Za-z.-]+)?$`)
	// semantic is a version with a pre-release of any name.
	semantic = regexp.MustCompile(`^[vV]?(\d+(?:\.\d+){0,2})-((?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*)(?:\+[0-9A-Za-z.-]+)?$`)
)

func readTerm(operator, token string) (term, error) {
	switch operator {
	case "":
		operator = "="
	case "=>":
		operator = ">="
	case "=<":
		operator = "<="
	case "===":
		operator = "=="
	case "~=":
		operator = "~>"
	}
	t := term{operator: operator, token: token}
	if since, ok := strings.CutSuffix(token, "+"); ok && operator == "=" {
		t.operator, token = ">=", since
	}
	if series := anyOf.FindString(token); series != "" {
		token = token[:len(token)-len(series)]
		if t.operator == "==" {
			t.operator = "="
		}
		if token == "" {
			return t, t.usable()
		}
	}
	var err error
	switch parts := semantic.FindStringSubmatch(token); {
	case token == "":
		err = fmt.Errorf("a version is missing behind %q", operator)
	case named.MatchString(token):
		err = fmt.Errorf("%s stands for another version from time to time; write its number, such as 22 or >=22", quoted(token))
	case exact.MatchString(token):
		t.written, err = parse(token)
	case parts != nil:
		t.written, err = parse(parts[1])
		t.version = build(t.version.numbers(), parts[2], "")
	default:
		err = fmt.Errorf("%s is no version", quoted(token))
	}
	return t, err
}

// usable says what is wrong with a term that names no number.
func (t term) usable() error {
	switch t.operator {
	case "<", ">", "!=":
		return fmt.Errorf("no version can be %s", quoted(t.operator+t.token))
	default:
		return nil
	}
}

// runs returns the versions that the term allows.
func (t term) runs() []run {
	v, given := t.version, t.given
	if given == 0 {
		return []run{all()}
	}
	switch t.operator {
	case "==":
		return []run{exactly(v, max(given, coreNumbers))}
	case "!=":
		return without(v, given)
	case ">=":
		return []run{from(v)}
	case ">":
		return []run{{low: exactly(v, given).high, endless: true}}
	case "<":
		return []run{until(first(v))}
	case "<=":
		return []run{until(exactly(v, given).high)}
	case "~":
		return []run{series(v, min(given, 2))}
	case "~>":
		return []run{series(v, max(given-1, 1))}
	case "^":
		return []run{series(v, t.significant())}
	default:
		return []run{exactly(v, given)}
	}
}

// significant is how many numbers a caret holds: up to the first that is not 0.
func (t term) significant() int {
	for i, n := range t.version.numbers() {
		if n != 0 && i < t.given {
			return i + 1
		}
	}
	return t.given
}
