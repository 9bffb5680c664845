package detect

import (
	"path"
	"slices"
	"strings"
)

func documentReaders() []reader {
	return []reader{{names: []string{
		"CONTRIBUTING*", "README*", "DEVELOPMENT*", "DEVELOPING*", "HACKING*", "BUILDING*", "BUILD.md", "SETUP.md", "INSTALL.md", "DEVELOPER*.md", "LOCAL*.md",
		"contributing*.md", "contributing*.rst", "development*.md", "developer*.md", "setup.md", "getting-started.md", "getting_started.md", "local*.md", "building*.md", "hacking.md", "Contributing*",
	}, read: readDocument, anywhere: true, deep: 2, head: documentBytes}}
}

// documentBytes is how much of a document is read: how one works on the project
// stands before all that there is to know of it.
const documentBytes = 1 << 18

var (
	requirementTitle = pattern(`(?i)(require|prerequisite|pre-requisite|^(system|build|dev|development|software|external|install\w*)? ?dependencies$|what you('| wi)?ll need|you need|needed|before you (begin|start))`)
	otherTitle       = pattern(`(?i)(deploy|production|hosting|self-host|upgrad|releas|publish|usage|changelog|licen[sc]e|sponsor|troubleshoot|faq|roadmap|translat|benchmark|packag|kubernetes|heroku|cloud)`)
	workTitle        = pattern(`(?i)(develop|contribut|set[- ]?up|setting|start|build|install|local|environment|hack|run|source|test|clone|code|compil|require|prerequisite)`)
	needSentence     = pattern(`(?i)(\bneed|\brequire|must have|should have|make sure|ensure|prerequisite|\binstall(ed)?\b)`)
	leaveOut         = pattern(`(?i)(\boptional|\brecommend|\bsuggest|\bprefer|if you|only (if|for|when)|alternativ|\bor\b|\bnot\b|instead|deprecated|comes with|included|windows)`)
	orNewer          = pattern(`(?i)\bor (newer|higher|later|above|greater|more recent)`)
	composeWord      = pattern(`(?i)\bdocker[ -]compose\b`)
	nativeService    = pattern(`(?i)\b(brew|apt|apt-get|dnf|yum|pacman|port)\b.{0,20}\b(install|-S)\b.*(postgres|mysql|maria|redis|mongo|elastic|memcached)`)
)

// guide reports whether a document is for those who work on the project, and not
// for those who use it as well.
func guide(name string) bool {
	return !strings.HasPrefix(strings.ToUpper(path.Base(name)), "README")
}

// readDocument reads what a document for people says that its readers need and
// type.
func readDocument(f *file, s *statements) {
	switch strings.ToLower(path.Ext(f.path)) {
	case "", ".md", ".markdown", ".rst", ".adoc", ".txt", ".mdx", ".asciidoc":
	default:
		return
	}
	dir := f.dir
	if top, _, _ := strings.Cut(dir, "/"); dir == "" || top == ".github" || f.tree.folder(dir).place == beside {
		dir = "."
	}
	if dir == "." && f.dir != "" && (!guide(f.path) || forUsers(f)) {
		return // The page of a folder of documents, or one for those who install it.
	}
	all := passages(f)
	for _, p := range all {
		if f.tree.outside(p.under) {
			continue
		}
		if p.kind == code {
			readCode(f, s, dir, p)
			continue
		}
		readSentence(f, s, dir, p)
	}
}

// forUsers reports whether a page on the set-up stands beside another for those
// who work on the project.
func forUsers(f *file) bool {
	base := strings.ToLower(path.Base(f.path))
	if !strings.HasPrefix(base, "setup") && !strings.HasPrefix(base, "getting") && !strings.HasPrefix(base, "install") && !strings.HasPrefix(base, "local") {
		return false
	}
	for name := range f.tree.names {
		base := strings.ToLower(path.Base(name))
		if path.Dir(name) == f.dir && (strings.HasPrefix(base, "develop") || strings.HasPrefix(base, "contribut")) {
			return true
		}
	}
	return false
}

// outside reports whether a passage is about something else than the work on the
// project.
func (t *tree) outside(under []string) bool {
	return slices.ContainsFunc(under, func(title string) bool { return t.topic(title).other })
}

// works reports whether the headings are about the work on the project.
func works(f *file, under []string) bool {
	return guide(f.path) || slices.ContainsFunc(under, func(title string) bool { return f.tree.topic(title).work })
}

// topic is what a heading says of what stands below it.
type topic struct {
	// work is whether that is about the work on the project, other whether about
	// something else, and requires whether it is a list of what is required.
	work, other, requires bool
}

// topic reads a heading once for all that stands below it.
func (t *tree) topic(title string) topic {
	read, known := t.topics[title]
	if !known {
		read = topic{
			work:     workTitle().MatchString(title),
			other:    otherTitle().MatchString(title) && !workTitle().MatchString(otherTitle().ReplaceAllString(title, "")),
			requires: requirementTitle().MatchString(title),
		}
		t.topics[title] = read
	}
	return read
}

// readSentence reads which tools and services a paragraph or an item names.
func readSentence(f *file, s *statements, dir string, p passage) {
	if composeWord().MatchString(p.text) && works(f, p.under) {
		s.add(f, p.line, statement{kind: Tool, name: "docker", strength: told, need: offers, dir: dir, reason: "The documents start services with docker compose."})
	}
	if nativeService().MatchString(p.raw) {
		s.native = true
	}
	title := ""
	if len(p.under) > 0 {
		title = p.under[len(p.under)-1]
	}
	listed := f.tree.topic(title).requires || p.kind == item && needSentence().MatchString(p.lead) && strings.HasSuffix(p.lead, ":")
	if !listed && !(works(f, p.under) && needSentence().MatchString(p.text)) {
		readInline(f, s, dir, p)
		return
	}
	lead := len(p.text)
	if p.kind == item {
		lead = itemLead(p.text)
	}
	aside := leaveOut().MatchString(p.text) && !orNewer().MatchString(p.text)
	for i, n := range f.tree.words.names(p.text) {
		if n.start >= lead {
			break
		}
		wanted := pinsQuietly
		if listed && !aside && sure(f, p, n.Name) && (p.kind == item && n.start < itemBegins || p.kind == paragraph && i < 4) {
			wanted = demands
		}
		st := statement{
			kind: kindOf(n.Name), name: n.Name, strength: told, need: wanted, dir: dir, version: n.version, said: n.said,
			reason: "The documents say that it is needed.",
		}
		if n.bare {
			st.held = strings.TrimPrefix(n.version, ">=")
		}
		if n.Is == "service" {
			s.native = s.native || wanted == demands
			st.kind, st.version = Service, ""
			if wanted != demands {
				continue
			}
			st.port = f.tree.services[n.Name].Port
		}
		s.add(f, p.line, st)
	}
	readInline(f, s, dir, p)
}

// itemBegins is how far from its beginning an item names what it is about.
const itemBegins = 40

// brought are the languages and tools that a build brings with it.
var brought = []string{"kotlin", "scala", "gradle", "maven", "npm", "pip", "cargo"}

// sure reports whether what a list of requirements names may be demanded for
// that alone. The requirements in a README, outside of what is said on the
// development, may be those of the product.
func sure(f *file, p passage, name string) bool {
	if slices.Contains(brought, name) {
		return false
	}
	if guide(f.path) {
		return true
	}
	for _, title := range p.under {
		if workTitle().MatchString(requirementTitle().ReplaceAllString(title, "")) {
			return true
		}
	}
	_, language := extensions[name]
	return !language
}

var leadEnd = pattern(`(?i)( for | to | as | which | that | because | via | using | - | – | — |\. |: )`)

// itemLead returns how long the beginning of an item is, which names what the
// item is about.
func itemLead(text string) int {
	if m := leadEnd().FindStringIndex(text); m != nil && m[0] > 0 {
		return m[0]
	}
	return len(text)
}
