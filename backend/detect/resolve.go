package detect

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// resolver folds statements into claims.
type resolver struct {
	tree *tree
	*statements
	roots  []string // folders that the main project lies in, beside those that are joined to it
	report Report
	// primary is the language that most of the project is written in, of those that
	// its main part demands.
	primary string
	// parts holds which part each folder is of, and above the folder of the workspace
	// that takes it in, by the language that is asked for.
	parts map[asked]string
	above map[asked]taken
}

// asked is a folder and the language that is asked for there.
type asked struct{ language, dir string }

// taken is the folder of a workspace, if one takes a folder in.
type taken struct {
	dir string
	yes bool
}

func resolve(t *tree, s *statements) Report {
	r := &resolver{tree: t, statements: s, report: Report{Format: FormatVersion, Claims: []Claim{}, Conflicts: []Conflict{}, Notes: []Note{}}, parts: map[asked]string{}, above: map[asked]taken{}}
	r.findRoots()
	r.findPrimary()
	r.services()
	r.containers()
	r.tools()
	r.commands()
	r.files()
	for name := range t.read {
		r.report.Files = append(r.report.Files, name)
	}
	slices.Sort(r.report.Files)
	r.report.Notes = append(r.report.Notes, t.notes...)
	slices.SortStableFunc(r.report.Claims, func(a, b Claim) int {
		return cmp.Or(
			cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)),
			cmp.Compare(a.Part, b.Part),
			// The commands of a kind are in the order in which they are to be run.
			cmp.Compare(optional(a), optional(b)),
		)
	})
	return r.report
}

// kinds are the kinds of claims in the order of a report.
var kinds = []Kind{Tool, PackageManager, Service, EnvFile, Setup, Build, Test, Run, Hooks}

func optional(c Claim) int {
	if c.Required || c.Command != "" {
		return 0
	}
	return 1
}

// claim adds a claim that st states, for the part that it speaks for.
func (r *resolver) claim(c Claim, st statement) {
	c.Kind, c.From = st.kind, st.from
	c.Reason = cmp.Or(c.Reason, st.reason)
	if c.Part = r.part(st); c.Part != "" {
		c.Required = false // by the main project
	}
	r.report.Claims = append(r.report.Claims, c)
}

// conflict adds a disagreement: what the first says was followed.
func (r *resolver) conflict(says []statement, reason string) {
	c := Conflict{Kind: says[0].kind, Name: says[0].name, Part: r.part(says[0]), Reason: reason}
	for _, st := range says {
		c.Says = append(c.Says, Said{Value: st.words(), From: st.from})
	}
	r.report.Conflicts = append(r.report.Conflicts, c)
}

// words returns a version as the file has it.
func (st statement) words() string { return cmp.Or(st.said, st.version) }

// findRoots finds the folders that the main project lies in: the root where a
// manifest speaks there, and otherwise those nearest to it where one does.
func (r *resolver) findRoots() {
	const none = 1 << 20
	depth := none
	for _, st := range r.all {
		if !r.carries(st) {
			continue
		}
		switch d := depthOf(st.dir); {
		case d < depth:
			depth, r.roots = d, []string{st.dir}
		case d == depth && !slices.Contains(r.roots, st.dir):
			r.roots = append(r.roots, st.dir)
		}
	}
	r.roots = r.mainRoots()
}

// carries reports whether a statement shows that there is a project in its
// folder.
func (r *resolver) carries(st statement) bool {
	return st.kind == Tool && st.need == demands && st.strength >= locked && !auxiliary(st.dir)
}

func depthOf(dir string) int {
	if dir == "" {
		return 0
	}
	return 1 + strings.Count(dir, "/")
}

// auxiliary reports whether a folder is named for something that helps a project
// along and is not it.
func auxiliary(dir string) bool {
	first, _, _ := strings.Cut(dir, "/")
	return strings.HasPrefix(first, ".") || slices.Contains([]string{"scripts", "script", "tools", "tool", "hack", "ci", "build", "etc", "misc", "bin", "docker", "utils", "dev", "resources", "assets"}, strings.ToLower(first))
}

// part returns the part that a statement speaks for; empty for the main project.
func (r *resolver) part(st statement) string {
	key := asked{st.ecosystem(), st.dir}
	part, known := r.parts[key]
	if !known {
		part = r.partOf(st)
		r.parts[key] = part
	}
	return part
}

func (r *resolver) partOf(st statement) string {
	dir := st.dir
	for dir != "" && !slices.Contains(r.roots, dir) {
		if _, joined := r.joins[dir]; joined {
			return ""
		}
		if of, found := r.workspace(st.ecosystem(), dir); found {
			dir = of
			continue
		}
		if strings.HasPrefix(path.Base(dir), ".") {
			dir = parent(dir) // such as .devcontainer, .mvn, .config
			continue
		}
		return dir + "/"
	}
	return ""
}

// workspace returns the folder of the workspace that a folder is a member of.
func (r *resolver) workspace(language, dir string) (string, bool) {
	key := asked{language, dir}
	found, known := r.above[key]
	if !known {
		if at := slices.IndexFunc(r.members, func(m members) bool { return m.has(language, dir) }); at >= 0 {
			found = taken{r.members[at].dir, true}
		}
		r.above[key] = found
	}
	return found.dir, found.yes
}

// parent returns the folder above, "" at the end.
func parent(dir string) string {
	if up := path.Dir(dir); up != "." {
		return up
	}
	return ""
}

// ecosystem returns the language that the statement's members would be of.
func (st statement) ecosystem() string {
	if st.language != "" {
		return st.language
	}
	if of := ecosystems[st.name]; of != "" {
		return of
	}
	return st.name
}

// ecosystems are the languages that tools belong to, besides themselves.
var ecosystems = map[string]string{
	"npm": "node", "yarn": "node", "pnpm": "node", "bun": "node", "corepack": "node", "lerna": "node",
	"uv": "python", "pip": "python", "poetry": "python", "pdm": "python", "hatch": "python", "pipenv": "python", "conda": "python",
	"cargo": "rust", "bundler": "ruby", "maven": "java", "gradle": "java", "composer": "php", "mix": "elixir", "hex": "elixir", "erlang": "elixir",
	"nuget": "dotnet", "flutter": "dart",
}

// extensions are those of the files that a language's programs are written in.
var extensions = map[string][]string{
	"go": {".go"}, "node": {".js", ".ts", ".tsx", ".jsx", ".mjs", ".cjs", ".vue", ".svelte"}, "deno": {".ts", ".tsx", ".js"},
	"python": {".py"}, "rust": {".rs"}, "ruby": {".rb", ".erb", ".haml"}, "php": {".php"}, "elixir": {".ex", ".exs", ".heex"},
	"java": {".java", ".kt", ".groovy", ".scala"}, "dotnet": {".cs", ".fs", ".vb", ".razor"}, "swift": {".swift"}, "dart": {".dart"},
	"zig": {".zig"}, "ghc": {".hs"}, "ocaml": {".ml"}, "gcc": {".c", ".cc", ".cpp", ".h", ".hpp"}, "perl": {".pl", ".pm"},
	"crystal": {".cr"}, "julia": {".jl"}, "nim": {".nim"}, "lua": {".lua"}, "r": {".R"}, "clojure": {".clj"},
}

// findPrimary finds the language of most files.
func (r *resolver) findPrimary() {
	most := -1
	for _, st := range r.all {
		if st.kind != Tool || st.need != demands || r.part(st) != "" {
			continue
		}
		files := 0
		language := st.ecosystem()
		for _, ext := range extensions[language] {
			files += r.tree.written(ext)
		}
		if language == "node" {
			// An interface in the browser has many small files beside what serves it.
			files /= 3
		}
		if _, written := extensions[language]; written && files > most {
			most, r.primary = files, language
		}
	}
}
