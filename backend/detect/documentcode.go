package detect

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

var shells = []string{"", "sh", "bash", "shell", "console", "zsh", "shell-session", "shellsession", "terminal", "text", "indented", "cmd", "fish"}

// prompt is what a shell writes before a command.
var prompt = pattern(`^[$%] `)

// readCode reads the commands that a block of code tells people to type.
func readCode(f *file, s *statements, dir string, p passage) {
	if !slices.Contains(shells, p.lang) || !works(f, p.under) {
		return
	}
	prompts := slices.ContainsFunc(p.code, func(l line) bool { return prompt().MatchString(strings.TrimSpace(l.text)) })
	in, joined := dir, ""
	for _, l := range p.code {
		text := strings.TrimSpace(l.text)
		if prompts && joined == "" && !prompt().MatchString(text) {
			continue // It is what a command prints.
		}
		text = prompt().ReplaceAllString(text, "")
		if joined != "" {
			text = joined + " " + text
		}
		if rest, more := strings.CutSuffix(text, `\`); more {
			joined = strings.TrimSpace(rest)
			continue
		}
		joined = ""
		if at := strings.Index(text, " #"); at >= 0 {
			text = strings.TrimSpace(text[:at])
		}
		if nativeService().MatchString(text) {
			s.native = true
		}
		for command := range strings.SplitSeq(text, "&&") {
			command = strings.TrimSpace(command)
			if to, cd := strings.CutPrefix(command, "cd "); cd {
				in = enter(f, in, to)
				continue
			}
			s.documented(f, l.at, in, command)
		}
	}
}

// enter returns the folder after a cd: one of the repository, or where one was,
// as the first cd goes into the clone.
func enter(f *file, in, to string) string {
	to = strings.Trim(to, `"'/ `)
	at := path.Join(in, to)
	if at == "" || strings.HasPrefix(at, "..") || path.IsAbs(at) {
		return "."
	}
	if info, err := f.tree.stat(at); err == nil && info.IsDir() {
		return at
	}
	return in
}

var inlineCode = pattern("`([^`]+)`")

// readInline reads the commands within a sentence.
func readInline(f *file, s *statements, dir string, p passage) {
	if !works(f, p.under) {
		return
	}
	for _, m := range inlineCode().FindAllStringSubmatch(p.raw, -1) {
		if kind := commandKind(m[1]); kind == Test && strings.Contains(m[1], " ") && strings.Contains(strings.ToLower(p.text), "test") {
			s.documented(f, p.line, dir, m[1])
		}
	}
}

// documented takes up a command that a document names.
func (s *statements) documented(f *file, at int, dir, command string) {
	if composing().MatchString(command) {
		s.add(f, at, statement{kind: Tool, name: "docker", strength: told, need: offers, dir: dir, reason: "The documents start services with docker compose."})
	}
	kind := commandKind(command)
	if kind == "" || strings.ContainsAny(command, "<>[]{}|") || !f.startable(dir, command) {
		return
	}
	w := mentioned
	if guide(f.path) {
		w = documented
	}
	s.add(f, at, statement{
		kind: kind, strength: told, way: w, dir: dir, language: commandLanguage(command), command: command,
		reason: "The documents say to type it.",
	})
}

// runnerFiles are the files that a program runs the targets of: without one of
// them a document speaks of another place, such as a port of some system.
var runnerFiles = map[string][]string{
	"make": {"Makefile", "makefile", "GNUmakefile", "configure", "configure.ac", "CMakeLists.txt"},
	"just": {"justfile", "Justfile", ".justfile"},
	"task": {"Taskfile.yml", "Taskfile.yaml", "taskfile.yml", "Taskfile.dist.yml"},
}

// startable reports whether what a command runs in the folder is there and meant
// for the work on the project, for the programs that can be told by a file.
func (f *file) startable(dir, command string) bool {
	if command == "make install" {
		return false // It puts the product into the system, unless the Makefile itself says otherwise.
	}
	first, _, _ := strings.Cut(command, " ")
	names, known := runnerFiles[first]
	if !known {
		return true
	}
	return slices.ContainsFunc(names, func(name string) bool { return f.tree.has(path.Join(dir, name)) })
}

// spoken are the commands that people type, by what they do.
var spoken = []struct {
	kind Kind
	is   func() *regexp.Regexp
}{
	{Setup, pattern(`^(?:(npm|pnpm|bun) (install|i|ci)(?: --?[\w-]+)*|yarn(?: install)?(?: --?[\w-]+)*|bundle(?: install)?|(?:python3? -m )?pip3? install (?:--?[\w-]+ )*(?:-r \S+|-e \S+|\.\S*).*|uv sync.*|poetry install.*|pdm (install|sync).*|pipenv (install|sync)(?: --?[\w-]+)*|hatch env create|composer install.*|mix (deps\.get|setup|ecto\.\w+)|(?:\./)?bin/(setup|bootstrap)|(?:\./)?scripts?/(setup|bootstrap|install|init|prepare)\S*|(?:make|just|task|mise run) (setup|bootstrap|install|init|deps|dev-setup|prepare|dependencies|install-dev|develop)\S*|go mod (download|tidy)|cargo fetch|cp \S*\.env\S* \S*\.env\S*|(?:bundle exec )?(?:bin/)?(?:rails|rake) db:\w+\S*|(?:\S+ )?python3? manage\.py migrate|diesel (setup|migration run|database setup)|alembic upgrade \w+|dotnet (tool )?restore.*|mise install)$`)},
	{Test, pattern(`^(?:(?:npm|pnpm|yarn|bun) (?:run )?(?:test|tests|test:unit|test:all)(?: --?[\w-]+)*|npm t|(?:uv run |poetry run |pdm run |pipenv run |hatch run |python3? -m )?(?:pytest|unittest|tox|nox)(?: --?[\w-]+)*|hatch (?:run )?test\S*|python3? manage\.py test|go test (?:-\S+ )*\./\.\.\.(?: -\S+)*|cargo (?:nextest run|test)(?: --?[\w-]+)*|(?:bundle exec )?(?:bin/)?(?:rspec|rake test|rake spec|rake|rails test(?::\w+)?)|mix test|(?:\./)?gradlew (?:\S*test|check|build)|(?:\./)?mvnw (?:-\S+ )*(?:clean )?(?:test|verify)|mvn (?:-\S+ )*(?:clean )?(?:test|verify)|dotnet test.*|(?:vendor/bin/|\./vendor/bin/)?(?:phpunit|pest)|php artisan test|composer (?:run )?test|(?:make|just|task|mise run) (?:test|tests|check|unit-test|test-unit|unit|test-all)|(?:bash |\./)?(?:scripts?|bin)/tests?(?:\.sh)?|swift test|flutter test|dart test|deno (?:task )?test|zig build test|ctest.*)$`)},
	{Build, pattern(`^(?:make|(?:make|just|task) (?:build|all)|(?:npm|pnpm|yarn|bun) (?:run )?build|go build(?: -\S+)*(?: \./\S*)?|cargo build(?: --?[\w-]+)*|(?:\./)?gradlew (?:assemble|build)|(?:\./)?mvnw (?:-\S+ )*(?:clean )?(?:package|install|compile)|mvn (?:-\S+ )*(?:clean )?(?:package|install)|dotnet build.*|swift build|zig build)$`)},
	{Run, pattern(`^(?:(?:npm|pnpm|yarn|bun) (?:run )?(?:dev|start|serve|develop)|npm start|(?:make|just|task) (?:run|dev|serve|start|up)|(?:bundle exec )?(?:bin/)?(?:rails (?:s|server)|dev)|cargo run|go run \.\S*|mix phx\.server|php artisan serve|(?:\S+ )?python3? manage\.py runserver|(?:\./)?mvnw spring-boot:run|(?:\./)?gradlew bootRun|foreman start.*)$`)},
}

// commandKind tells what a command line is for; "" for what is none of ours.
func commandKind(command string) Kind {
	for _, c := range spoken {
		if c.is().MatchString(command) {
			return c.kind
		}
	}
	return ""
}

var commandLanguages = []struct {
	is       func() *regexp.Regexp
	language string
}{
	{pattern(`^(npm|yarn|pnpm|bun)\b`), "node"},
	{pattern(`^(pip3?|uv|poetry|pdm|pipenv|hatch|python3?|pytest|tox|nox|alembic)\b`), "python"},
	{pattern(`^go\b`), "go"},
	{pattern(`^(cargo|diesel)\b`), "rust"},
	{pattern(`^(bundle|(bin/)?(rails|rake|rspec))\b`), "ruby"},
	{pattern(`^mix\b`), "elixir"},
	{pattern(`^(composer|php|(\./)?vendor/bin/)`), "php"},
	{pattern(`^dotnet\b`), "dotnet"},
	{pattern(`^(mvn|(\./)?mvnw|(\./)?gradlew)\b`), "java"},
}

// commandLanguage returns the language whose tool a command calls, or "".
func commandLanguage(command string) string {
	for _, c := range commandLanguages {
		if c.is().MatchString(command) {
			return c.language
		}
	}
	return ""
}
