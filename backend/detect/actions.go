package detect

import (
	"path"
	"strconv"
	"strings"
)

func integrationReaders() []reader {
	return []reader{
		{names: []string{".github/workflows/*.yml", ".github/workflows/*.yaml"}, read: readWorkflow},
		{names: []string{".github/actions/*/action.yml", ".github/actions/*/action.yaml"}, read: readAction},
		{names: []string{".devcontainer/devcontainer.json", ".devcontainer.json"}, read: readDevcontainer},
	}
}

// settings are the inputs of actions that name a version, by the tool.
var settings = map[string]string{
	"node-version": "node", "go-version": "go", "python-version": "python", "ruby-version": "ruby", "java-version": "java", "dotnet-version": "dotnet",
	"php-version": "php", "elixir-version": "elixir", "otp-version": "erlang", "bun-version": "bun", "deno-version": "deno", "uv-version": "uv",
	"flutter-version": "flutter", "poetry-version": "poetry", "swift-version": "swift",
}

// actions are the tools whose actions name their version in the input "version".
var actions = map[string]string{"pnpm/action-setup": "pnpm", "astral-sh/setup-uv": "uv", "mlugg/setup-zig": "zig", "goto-bus-stop/setup-zig": "zig", "swift-actions/setup-swift": "swift"}

// otherWork are the names of workflows that do not test what people work on.
var otherWork = pattern(`(?i)(release|deploy|publish|docs?\b|stale|label|nightly|lint|codeql|security|scorecard|bump|sync|triage)`)

// readWorkflow reads with which versions, services and commands a workflow of
// GitHub Actions tests.
func readWorkflow(f *file, s *statements) {
	if otherWork().MatchString(path.Base(f.path)) {
		return
	}
	for _, job := range f.yaml().get("jobs").each() {
		for _, service := range job.value.get("services").each() {
			readJobService(f, s, service)
		}
		matrix := job.value.get("strategy", "matrix")
		for _, step := range job.value.get("steps").elements() {
			readStep(f, s, step, matrix)
		}
	}
}

// readAction reads the steps of an action of the repository's own.
func readAction(f *file, s *statements) {
	for _, step := range f.yaml().get("runs", "steps").elements() {
		readStep(f, s, step, nil)
	}
}

func readJobService(f *file, s *statements, service field) {
	image := plainImage(service.value.get("image").str())
	k, found := f.tree.services.find(image)
	if !found {
		return
	}
	s.add(f, service.line, statement{
		kind: Service, name: k.Name, strength: tried, need: offers, dir: ".", image: image, port: k.Port,
		reason: "The continuous integration tests with it.",
	})
}

var ofMatrix = pattern(`^\$\{\{\s*matrix\.([\w-]+)(?:\.([\w-]+))?\s*\}\}$`)

// readStep reads one step of a job.
func readStep(f *file, s *statements, step, matrix *node) {
	uses, _, _ := strings.Cut(step.get("uses").str(), "@")
	for _, input := range step.get("with").each() {
		name := settings[input.key]
		if input.key == "version" {
			name = actions[uses]
		}
		if name == "" {
			continue
		}
		versions := []*node{input.value}
		if m := ofMatrix().FindStringSubmatch(input.value.str()); m != nil {
			versions = matrixValues(matrix, m[1], m[2])
		}
		said, floor := lowest(versions)
		if kindOf(name) == PackageManager {
			floor, _, _ = strings.Cut(floor, ".") // What tests happen to run with is no floor of patches.
		}
		if floor != "" {
			s.add(f, input.line, statement{
				kind: kindOf(name), name: name, strength: tried, need: pinsQuietly, dir: ".", version: ">=" + floor, said: said,
				reason: "The continuous integration tests with it.",
			})
		}
	}
	for i, text := range strings.Split(step.get("run").str(), "\n") {
		command := strings.TrimSpace(text)
		if commandKind(command) != Test || step.get("working-directory") != nil || strings.Contains(command, "../") {
			continue
		}
		at := step.get("run").at()
		if i > 0 || strings.Contains(step.get("run").str(), "\n") {
			at += i + 1 // The text begins below its key.
		}
		s.add(f, at, statement{
			kind: Test, strength: tried, way: integrated, dir: ".", language: commandLanguage(command), command: command,
			reason: "The continuous integration tests with it.",
		})
	}
}

// matrixValues returns the values of a matrix, whose entries may be mappings.
func matrixValues(matrix *node, key, below string) []*node {
	var values []*node
	for _, v := range append(matrix.get(key).elements(), matrix.get("include").elements()...) {
		switch {
		case v.kind == mapping && below != "":
			v = v.get(below)
		case v.kind == mapping:
			v = v.get(key)
		}
		if v != nil {
			values = append(values, v)
		}
	}
	return values
}

var leading = pattern(`^[v^~>=\s]*(\d+(?:\.\d+)*)`)

// lowest returns all versions as they are written and the oldest: what is tried
// with is supported, and demanded of nobody.
func lowest(versions []*node) (said, oldest string) {
	var all []string
	for _, v := range versions {
		for _, text := range strings.Fields(v.str()) {
			all = append(all, text)
			if m := leading().FindStringSubmatch(text); m != nil && (oldest == "" || older(m[1], oldest)) {
				oldest = m[1]
			}
		}
	}
	return strings.Join(all, ", "), oldest
}

func older(a, b string) bool {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(x), len(y)) {
		m, errM := strconv.Atoi(x[i])
		n, errN := strconv.Atoi(y[i])
		if errM == nil && errN == nil && m != n {
			return m < n
		}
	}
	return len(x) < len(y)
}

var devImage = pattern(`(?:^|/)(?:devcontainers/)?(go|node|python|ruby|rust|java|php|dotnet|javascript-node|typescript-node)(?::(?:\d+-)?(\d+(?:\.\d+)*))?`)

// readDevcontainer reads with which versions a development container is made.
func readDevcontainer(f *file, s *statements) {
	c := f.json()
	if m := devImage().FindStringSubmatch(c.get("image").str()); m != nil && m[2] != "" {
		name := strings.NewReplacer("javascript-", "", "typescript-", "").Replace(m[1])
		s.add(f, c.get("image").at(), statement{
			kind: Tool, name: name, strength: packed, need: pinsQuietly, dir: ".", version: ">=" + m[2], said: m[2],
			reason: "The development container has it.",
		})
	}
	for _, feature := range c.get("features").each() {
		name, _, _ := strings.Cut(path.Base(feature.key), ":")
		version := plainVersion(feature.value.get("version").str())
		if _, language := extensions[name]; language && version != "" {
			s.add(f, feature.line, statement{
				kind: Tool, name: name, strength: packed, need: pinsQuietly, dir: ".", version: version,
				reason: "The development container has it.",
			})
		}
	}
	after := c.get("postCreateCommand")
	command := after.str()
	if words := after.texts(); command == "" && !strings.ContainsAny(strings.Join(words, ""), shellSigns) {
		command = strings.Join(words, " ")
	}
	if command = strings.TrimSpace(command); command != "" && !strings.Contains(command, "sudo ") && !strings.Contains(command, "\n") {
		s.add(f, after.at(), statement{
			kind: Setup, strength: packed, way: integrated, dir: ".", command: command,
			reason: "The development container runs it once it is made.",
		})
	}
}

// shellSigns are what a shell would not take for a part of a word.
const shellSigns = " \t\n\"'`$&|;<>()*?[]#~=%\\"
