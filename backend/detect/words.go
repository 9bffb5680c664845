package detect

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
)

//go:embed words.yaml
var wordsFile []byte

// dictionary finds tools and services in what documents say.
type dictionary struct {
	exact map[string]word // by the very spelling
	loose map[string]word // in lower case
	find  func() *regexp.Regexp
}

// word is a tool or a service that a document may name.
type word struct {
	Name  string
	Words []string
	Is    string
}

// knownWords reads the file of words, once for all looks.
var knownWords = sync.OnceValues(func() (*dictionary, error) {
	var all []word
	if err := yaml.Unmarshal(wordsFile, &all); err != nil {
		return nil, fmt.Errorf("reading how documents name tools: %w", err)
	}
	d := &dictionary{exact: map[string]word{}, loose: map[string]word{}}
	var patterns []string
	for _, w := range all {
		for _, text := range w.Words {
			just, exact := strings.CutPrefix(text, "=")
			if exact {
				d.exact[just] = w
			} else {
				d.loose[strings.ToLower(text)] = w
			}
			patterns = append(patterns, regexp.QuoteMeta(just))
		}
	}
	slices.SortFunc(patterns, func(a, b string) int { return len(b) - len(a) }) // the longer first
	d.find = pattern(`(?i)(?:^|[^\w./@-])(` + strings.Join(patterns, "|") + `)(?:$|[^\w/.-]|\.(?:\s|$))`)
	return d, nil
})

// naming is a place where a text names a tool or a service.
type naming struct {
	word
	start, end int // of its name
	// version is a constraint; bare is whether it is a version alone, which leaves
	// open whether newer ones will do.
	version string
	said    string
	bare    bool
}

// common are the tools that are called as words of the language are; alone is how
// a text goes on after one that is meant as a name.
var (
	common = []string{"make", "go", "just", "task", "swift", "dart", "helm", "hatch", "buf", "ninja"}
	alone  = pattern(`^(\W*$|\s*[,;:)(>=<≥~^\d]|\.(\s|$)|\s+(v?\d|version|and\b|or\b|installed|is\b|compiler|toolchain|SDK|programming|language|\())`)
)

var (
	stated = pattern(`^[\s(,:]*(?:(?:version|versions|SDK|LTS|release|v)\s*)?(>=|<=|=>|≥|>|<|\^|~>|~)?\s*v?(\d+(?:\.\d+)*)(\.[xX*])?(\s*\+|\s*(?:\(?or|and) (?:newer|higher|later|above|greater|up|more recent)|\s+and up)?`)
	upTo   = pattern(`^[\s,]*(?:and|&)?\s*(<=?)\s*v?(\d+(?:\.\d+)*)`)
	least  = pattern(`(?i)(?:at least|minimum|newer than|later than|above)[\s\w]{0,12}$`)
)

// names returns what the text names, in its order.
func (d *dictionary) names(text string) []naming {
	var found []naming
	for from := 0; from < len(text); {
		m := d.find().FindStringSubmatchIndex(text[from:])
		if m == nil {
			break
		}
		start, end := from+m[2], from+m[3]
		from = end
		w, ok := d.exact[text[start:end]]
		if !ok {
			w, ok = d.loose[strings.ToLower(text[start:end])]
		}
		if !ok {
			continue
		}
		if slices.Contains(common, w.Name) && !alone().MatchString(text[end:]) {
			continue
		}
		n := naming{word: w, start: start, end: end}
		n.read(text[end:], least().MatchString(text[:start]))
		found = append(found, n)
	}
	return found
}

// read reads the version that follows a name.
func (n *naming) read(rest string, floor bool) {
	m := stated().FindStringSubmatch(rest)
	if m == nil {
		return
	}
	operator := strings.NewReplacer("≥", ">=", "=>", ">=").Replace(m[1])
	n.said = strings.Trim(strings.TrimSpace(m[0]), "(,: ")
	n.bare = operator == "" && m[3] == "" && m[4] == "" && !floor
	switch {
	case m[3] != "":
		n.version = m[2] + ".x"
	case operator == "":
		n.version = ">=" + m[2]
	default:
		n.version = operator + m[2]
	}
	if end := upTo().FindStringSubmatch(rest[len(m[0]):]); end != nil {
		n.version += " " + end[1] + end[2]
	}
}
