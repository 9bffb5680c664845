package detect

import "regexp"

// ecosystem is one whose manifest says little enough to be read by a pattern.
type ecosystem struct {
	manifests []string
	// tool is what is needed, and version finds what the manifest says of it; with
	// it goes manager where that is another program.
	tool    string
	version func() *regexp.Regexp
	// least is whether the version is the oldest that will do, and no constraint.
	least       bool
	manager     string
	setup, test string
	// unless are the manifests beside which this one is a way that can be left out.
	unless []string
	reason string
}

// others are read alike: a manifest that is there needs its tool.
var others = []ecosystem{
	{
		manifests: []string{"build.zig.zon"}, tool: "zig", version: pattern(`\.minimum_zig_version\s*=\s*"([^"]+)"`), least: true,
		setup: "zig build", test: "zig build test", reason: "build.zig.zon describes a Zig package.",
	},
	{manifests: []string{"build.zig"}, tool: "zig", setup: "zig build", test: "zig build test", reason: "build.zig describes a build of Zig."},
	{manifests: []string{"stack.yaml"}, tool: "stack", setup: "stack build", test: "stack test", reason: "stack.yaml describes a Haskell project."},
	{manifests: []string{"cabal.project"}, tool: "ghc", manager: "cabal", setup: "cabal build all", test: "cabal test all", reason: "cabal.project describes a Haskell project."},
	{
		manifests: []string{"dune-project"}, tool: "ocaml", manager: "opam", version: pattern(`\(\s*ocaml\s+\(\s*>=\s*"?([\d.]+)`), least: true,
		setup: "opam install . --deps-only --with-test", test: "dune test", reason: "dune-project describes an OCaml project.",
	},
	{
		manifests: []string{"shard.yml"}, tool: "crystal", version: pattern(`(?m)^crystal:\s*["']?([^"'\n#]+)`),
		setup: "shards install", test: "crystal spec", reason: "shard.yml describes a Crystal project.",
	},
	{manifests: []string{"project.clj"}, tool: "java", manager: "leiningen", setup: "lein deps", test: "lein test", reason: "project.clj describes a Clojure project."},
	{manifests: []string{"deps.edn"}, tool: "clojure", setup: "clojure -P", reason: "deps.edn describes a Clojure project."},
	{manifests: []string{"cpanfile"}, tool: "perl", version: pattern(`requires\s+["']perl["']\s*,\s*["']?v?([\d.]+)`), least: true, manager: "cpanm", setup: "cpanm --installdeps .", test: "prove -lr t", reason: "cpanfile lists packages of Perl."},
	{manifests: []string{"Project.toml"}, tool: "julia", version: pattern(`(?m)^julia\s*=\s*"([^"]+)"`), setup: `julia --project -e "using Pkg; Pkg.instantiate()"`, test: `julia --project -e "using Pkg; Pkg.test()"`, reason: "Project.toml describes a Julia project."},
	{manifests: []string{"gleam.toml"}, tool: "gleam", version: pattern(`(?m)^gleam\s*=\s*"([^"]+)"`), setup: "gleam deps download", test: "gleam test", reason: "gleam.toml describes a Gleam project."},
	{
		manifests: []string{"environment.yml", "environment.yaml"}, tool: "conda", unless: []string{"pyproject.toml", "setup.py", "requirements.txt"},
		setup: "conda env create", reason: "It describes an environment of conda.",
	},
	{manifests: []string{"pixi.toml"}, tool: "pixi", setup: "pixi install", reason: "pixi.toml describes an environment of pixi."},
}

func otherReaders() []reader {
	readers := make([]reader, 0, len(others)+1)
	for _, e := range others {
		readers = append(readers, reader{names: e.manifests, read: e.read, deep: 2})
	}
	return append(readers, reader{names: []string{"build.sbt"}, read: readSBT, deep: 2})
}

func (e ecosystem) read(f *file, s *statements) {
	version, line := "", 1
	if e.version != nil {
		if at := e.version().FindSubmatchIndex(f.data); at != nil {
			version, line = string(f.data[at[2]:at[3]]), f.lineOf(at[2])
			if e.least {
				version = floor(version)
			}
		}
	}
	if f.beside(e.unless...) != "" {
		s.tool(f, line, e.tool, declared, offers, version, e.reason)
		return
	}
	s.tool(f, line, e.tool, declared, demands, version, e.reason)
	if e.manager != "" {
		s.tool(f, 1, e.manager, declared, demands, "", e.reason)
	}
	s.command(f, 1, Setup, bare, e.tool, e.setup, e.reason)
	if e.test != "" {
		s.command(f, 1, Test, bare, e.tool, e.test, e.reason)
	}
}

var sbtVersion = pattern(`(?m)^\s*sbt\.version\s*=\s*([\d.]+)`)

// readSBT reads a Scala project, whose sbt is named in a file of its own.
func readSBT(f *file, s *statements) {
	if f.above("build.sbt") != "" {
		return
	}
	s.tool(f, 1, "java", declared, demands, "", "sbt and Scala run on Java.")
	s.tool(f, 1, "sbt", declared, demands, "", "build.sbt describes a project that sbt builds.")
	if at := f.beside("project/build.properties"); at != "" {
		if data, err := f.tree.open(at, 0); err == nil {
			properties := &file{path: at, dir: f.dir, data: data, tree: f.tree}
			if found := sbtVersion().FindSubmatchIndex(data); found != nil {
				s.tool(properties, properties.lineOf(found[2]), "sbt", versioned, pins, pinned(string(data[found[2]:found[3]])), "sbt fetches this version of itself.")
			}
		}
	}
	s.command(f, 1, Setup, bare, "java", "sbt update", "sbt fetches what the project is made of.")
	s.command(f, 1, Build, bare, "java", "sbt compile", "sbt builds it.")
	s.command(f, 1, Test, bare, "java", "sbt test", "sbt runs the tests.")
}
