package detect

import (
	"path"
	"strings"
)

func taskReaders() []reader {
	return []reader{
		{names: []string{"Makefile", "makefile", "GNUmakefile"}, read: readMakefile, deep: 2},
		{names: []string{"justfile", "Justfile", ".justfile"}, read: readJustfile, deep: 2},
		{names: []string{"Taskfile.yml", "Taskfile.yaml", "taskfile.yml", "Taskfile.dist.yml"}, read: readTaskfile, deep: 2},
		{names: []string{"Procfile", "Procfile.dev"}, read: readProcfile, deep: 1},
	}
}

// task is a piece of work that the project has a name for.
type task struct {
	name   string
	line   int
	needs  []string // the tasks that go before it
	recipe []string
}

var makeTarget = pattern(`^([A-Za-z0-9_][A-Za-z0-9_./ -]*?)\s*::?(?:\s+([^=]*)|\s*)$`)

var (
	makeVariable = pattern(`^([\w-]+)\s*[:?]?=\s*(.*?)\s*$`)
	makeValue    = pattern(`\$[({]([\w-]+)[)}]`)
)

// expandMost bounds a line of a Makefile with its variables' values in it.
const expandMost = 4096

// expand puts the values of variables into a line.
func expand(text string, values map[string]string) string {
	expanded := makeValue().ReplaceAllStringFunc(text, func(name string) string {
		if value, known := values[name[2:len(name)-1]]; known {
			return value
		}
		return name
	})
	if len(expanded) > expandMost {
		return text
	}
	return expanded
}

// readMakefile reads the targets of make.
func readMakefile(f *file, s *statements) {
	var tasks []task
	values := map[string]string{}
	for i, line := range f.lines() {
		if strings.HasPrefix(line, "\t") {
			if last := len(tasks) - 1; last >= 0 {
				tasks[last].recipe = append(tasks[last].recipe, strings.TrimLeft(strings.TrimSpace(line), "@-+"))
			}
			continue
		}
		line, _, _ = strings.Cut(line, "#")
		if m := makeVariable().FindStringSubmatch(line); m != nil {
			values[m[1]] = expand(m[2], values)
			continue
		}
		line = expand(line, values)
		line, inline, _ := strings.Cut(line, ";")
		m := makeTarget().FindStringSubmatch(line)
		if m == nil {
			continue
		}
		for _, name := range strings.Fields(m[1]) {
			t := task{name: name, line: i + 1, needs: strings.Fields(m[2])}
			if inline != "" {
				t.recipe = []string{inline}
			}
			tasks = append(tasks, t)
		}
	}
	tell(f, s, "make", tasks)
}

var justRecipe = pattern(`^@?([A-Za-z_][\w-]*)((?:\s+[*+$]?[\w-]+(?:=(?:"[^"]*"|'[^']*'|\S+))?)*)\s*:(?:[^=]|$)(.*)$`)

// readJustfile reads the recipes of just.
func readJustfile(f *file, s *statements) {
	var tasks []task
	for i, line := range f.lines() {
		if line != strings.TrimLeft(line, " \t") {
			if last := len(tasks) - 1; last >= 0 {
				tasks[last].recipe = append(tasks[last].recipe, strings.TrimLeft(strings.TrimSpace(line), "@-"))
			}
			continue
		}
		m := justRecipe().FindStringSubmatch(line)
		if m == nil || asks(m[2]) {
			continue
		}
		tasks = append(tasks, task{name: m[1], line: i + 1, needs: strings.Fields(m[3])})
	}
	tell(f, s, "just", tasks)
}

// asks reports whether one of a recipe's parameters has to be given.
func asks(parameters string) bool {
	for _, p := range strings.Fields(parameters) {
		if !strings.HasPrefix(p, "*") && !strings.Contains(p, "=") {
			return true
		}
	}
	return false
}

// readTaskfile reads the tasks of Task.
func readTaskfile(f *file, s *statements) {
	var tasks []task
	for _, t := range f.yaml().get("tasks").each() {
		found := task{name: t.key, line: t.line, needs: t.value.get("deps").texts()}
		for _, c := range append(t.value.get("cmds").elements(), t.value.elements()...) {
			found.recipe = append(found.recipe, c.str()+c.get("cmd").str())
		}
		if t.value.get("internal").str() != "true" {
			tasks = append(tasks, found)
		}
	}
	tell(f, s, "task", tasks)
}

// tell says what tasks are for, by their names, and what they show of the project.
func tell(f *file, s *statements, runner string, tasks []task) {
	type choice struct {
		task
		rank int
	}
	best, byName := map[Kind]choice{}, gathered(tasks)
	for _, t := range tasks {
		command := runner + " " + t.name
		s.target(f, t.line, command)
		kind, rank := taskKind(t.name)
		if kind == "" || t.name == "install" && !installs(t, byName) {
			continue
		}
		if t.name == "all" && checks(t) {
			for _, recipe := range closure(t, byName, map[string]bool{}) {
				shown(f, s, t.line, recipe)
			}
			continue
		}
		if before, known := best[kind]; !known || rank < before.rank {
			best[kind] = choice{t, rank}
		}
	}
	for _, kind := range []Kind{Setup, Build, Test, Run} {
		t, found := best[kind]
		if !found {
			continue
		}
		s.command(f, t.line, kind, own, "", runner+" "+t.name, "It is the project's own target for it.")
		for _, recipe := range closure(t.task, byName, map[string]bool{}) {
			shown(f, s, t.line, recipe)
		}
	}
	if len(best) > 0 {
		s.tool(f, 1, runner, told, offers, "", "The project's targets are run with "+runner+".")
	}
}

// tasksByName are the tasks of one file; make lets several have one name.
type tasksByName map[string][]task

func gathered(tasks []task) tasksByName {
	byName := tasksByName{}
	for _, t := range tasks {
		byName[t.name] = append(byName[t.name], t)
	}
	return byName
}

// recipesMost bounds the lines that are looked at for what a task shows.
const recipesMost = 1000

// closure returns the recipes of a task and of all that go before it.
func closure(t task, byName tasksByName, seen map[string]bool) []string {
	if seen[t.name] || len(seen) > recipesMost {
		return nil
	}
	seen[t.name] = true
	var recipes []string
	for _, name := range t.needs {
		for _, other := range byName[name] {
			recipes = append(recipes, closure(other, byName, seen)...)
		}
	}
	return append(recipes, t.recipe...)
}

// checks reports whether a task called "all" is one of all checks, and builds
// nothing of its own.
func checks(t task) bool {
	kinds := map[Kind]bool{}
	for _, name := range t.needs {
		kind, _ := taskKind(name)
		kinds[kind] = true
		kinds[Test] = kinds[Test] || strings.HasPrefix(name, "lint")
	}
	return kinds[Test] && !kinds[Build] && len(t.recipe) == 0
}

var installing = pattern(`\b(pip3?|uv|poetry|pdm|npm|yarn|pnpm|bun|bundle|composer|mix|gem|brew|dotnet)\s+(install|sync|ci|deps|fetch|restore|i\b|pip)|\bgo\s+(mod|get|install\s+\S+@)|\bcargo\s+fetch|requirements.*\.txt`)

// installs reports whether a task called "install" installs what the project
// needs, and not the project.
func installs(t task, byName tasksByName) bool {
	for _, recipe := range closure(t, byName, map[string]bool{}) {
		if installing().MatchString(recipe) {
			return true
		}
	}
	return false
}

var (
	elsewhere = pattern(`(?:\bcd\s+|--prefix[ =]|--cwd[ =]|-C\s+|--dir[ =])["']?(?:\./)?([\w][\w./-]*)`)
	composing = pattern(`\bdocker[ -]compose\b`)
)

// shown takes up what a command line of the project shows: a folder that it works
// in, and a use of Docker.
func shown(f *file, s *statements, line int, command string) {
	for _, m := range elsewhere().FindAllStringSubmatch(command, -1) {
		s.join(f, line, path.Join(f.dir, m[1]))
	}
	if composing().MatchString(command) {
		s.tool(f, line, "docker", told, offers, "", "The project's own commands call docker compose.")
	}
}

// readProcfile reads the processes that make up the running project.
func readProcfile(f *file, s *statements) {
	for i, line := range f.lines() {
		name, command, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(name, "#") {
			continue
		}
		if path.Base(f.path) == "Procfile.dev" {
			s.command(f, 1, Run, mentioned, "", "foreman start -f Procfile.dev", "It starts the processes of the development's Procfile.")
			return
		}
		if name == "web" {
			s.command(f, i+1, Run, bare, "", strings.TrimSpace(command), "It is the process that serves the project.")
			return
		}
	}
}
