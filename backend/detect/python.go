package detect

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"
)

func pythonReaders() []reader {
	return []reader{
		{names: []string{".python-version"}, read: readPythonVersion},
		{names: []string{"runtime.txt"}, read: readRuntimeTxt},
		{names: []string{"pyproject.toml"}, read: readPyproject},
		{names: []string{"Pipfile"}, read: readPipfile},
		{names: []string{"setup.cfg"}, read: readSetupCfg},
		{names: []string{"setup.py"}, read: readSetupPy},
		{names: []string{"tox.ini"}, read: readTox, head: 1},
		{names: []string{"noxfile.py"}, read: readNox, head: 1},
		{names: []string{"uv.lock", "poetry.lock", "pdm.lock"}, read: readPythonLock, head: lockHead},
		{names: []string{"requirements*.txt", "*requirements.txt", "requirements/*.txt"}, read: readRequirements},
	}
}

// lockHead is how much of a lock file says what it is for.
const lockHead = 4 << 10

// readPythonVersion reads the version that pyenv and uv take in this folder.
func readPythonVersion(f *file, s *statements) {
	text := strings.TrimPrefix(firstLine(f), "cpython-")
	if startsWithDigit(text) {
		number, _, _ := strings.Cut(text, "-")
		// It picks one of those that the project allows, which is for the manifest to say.
		s.tool(f, 1, "python", versioned, demands, pinned(number), "pyenv and uv take this Python here.")
	}
}

// readRuntimeTxt reads the version that Heroku and its like install.
func readRuntimeTxt(f *file, s *statements) {
	if number, ok := strings.CutPrefix(firstLine(f), "python-"); ok && startsWithDigit(number) {
		if patch := strings.LastIndexByte(number, '.'); strings.Count(number, ".") == 2 {
			number = number[:patch] // The patch is the host's concern.
		}
		s.tool(f, 1, "python", tried, pins, number, "The application is deployed on this Python.")
	}
}

// pythonLocks are the lock files of Python's package managers.
var pythonLocks = map[string]string{"uv.lock": "uv", "poetry.lock": "poetry", "pdm.lock": "pdm", "Pipfile.lock": "pipenv", "Pipfile": "pipenv"}

// pythonManager returns which package manager installs the project in the folder
// of f, and whether a folder above is what it is run in; "" for pip.
func pythonManager(f *file) (name string, above bool) {
	for _, lock := range []string{"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "Pipfile"} {
		if f.beside(lock) != "" && !pipInstead(f, pythonLocks[lock]) {
			return pythonLocks[lock], false
		}
	}
	if at := f.above("uv.lock"); at != "" {
		return "uv", true
	}
	for _, table := range []string{"poetry", "pdm", "uv", "hatch.envs"} {
		if f.mentions("pyproject.toml", "[tool."+table) {
			name, _, _ := strings.Cut(table, ".")
			return name, false
		}
	}
	return "", false
}

// pipInstead reports whether the project's people install it with pip, although
// another package manager has locked it: their Makefile does, and their manifest
// does not speak of the other.
func pipInstead(f *file, manager string) bool {
	return f.mentions("Makefile", "pip install") && !f.mentions("Makefile", manager+" ") && !f.mentions("pyproject.toml", "[tool."+manager)
}

// readPythonLock says which package manager the project is locked by.
func readPythonLock(f *file, s *statements) {
	name := pythonLocks[path.Base(f.path)]
	if pipInstead(f, name) {
		s.tool(f, 1, name, locked, offers, "", "It wrote the lock file, but the Makefile installs with pip.")
		return
	}
	s.tool(f, 1, name, locked, demands, "", "It wrote the lock file, and alone installs what is locked.")
	if f.beside("pyproject.toml") == "" {
		return
	}
	s.command(f, 1, Setup, bare, "python", pythonInstall[name], "It installs what is locked.")
	if name == "uv" {
		s.member(f, "python", "**")
	}
}

var pythonInstall = map[string]string{
	"uv": "uv sync", "poetry": "poetry install", "pdm": "pdm install", "pipenv": "pipenv install --dev", "hatch": "hatch env create",
}

// pythonRun is how a program of the project's environment is started.
var pythonRun = map[string]string{
	"uv": "uv run ", "poetry": "poetry run ", "pdm": "pdm run ", "pipenv": "pipenv run ", "hatch": "hatch run ",
}

func readPyproject(f *file, s *statements) {
	doc := f.toml()
	project, tools := doc.get("project"), doc.get("tool")
	if project == nil && tools.get("poetry") == nil && tools.get("uv", "workspace") == nil {
		if doc.get("build-system") == nil {
			return // It only configures a linter or the like.
		}
	}
	name, above := pythonManager(f)
	requires := project.get("requires-python")
	if requires == nil {
		requires = tools.get("poetry", "dependencies", "python")
	}
	switch {
	case requires.str() != "":
		s.tool(f, requires.at(), "python", declared, demands, requires.str(), "The package installs on no other Python.")
	default:
		s.tool(f, 1, "python", declared, demands, "", "pyproject.toml describes a Python project.")
	}
	if name != "" && !above {
		pythonManagerVersion(f, s, name, tools)
	}
	if workspace := tools.get("uv", "workspace"); workspace != nil {
		s.member(f, "python", workspace.get("members").texts()...)
	}
	if above {
		return
	}
	if name == "" {
		s.tool(f, 1, "pip", declared, demands, "", "pip installs the package and what it needs.")
		if f.beside(developmentRequirements...) == "" {
			s.command(f, 1, Setup, bare, "python", pipInstall(doc), "pip installs the package as it stands in the folder.")
		}
	} else if install := pythonInstall[name]; f.beside(name+".lock", "Pipfile") == "" {
		if pip := pipInstall(doc); name == "uv" && strings.Contains(pip, "[") {
			install = "uv " + pip // uv's own way leaves extras out, and nothing is locked.
		}
		s.command(f, 1, Setup, bare, "python", install, "It installs the project and what it needs.")
	}
	pythonTasks(f, s, doc, name)
	pythonTest(f, s, name)
}

// pythonManagerVersion says which package manager is needed and its version.
func pythonManagerVersion(f *file, s *statements, name string, tools *node) {
	for _, at := range [][]string{{"uv", "required-version"}, {"poetry", "requires-poetry"}, {"pdm", "requires-pdm"}} {
		if wanted := tools.get(at...); wanted.str() != "" && at[0] == name {
			s.tool(f, wanted.at(), name, enforced, demands, wanted.str(), "It refuses to work in another version.")
			return
		}
	}
	line := 1
	if table := tools.get(name); table != nil {
		line = table.at()
	}
	s.tool(f, line, name, declared, demands, "", "pyproject.toml is written for it.")
}

// extras are the names that people give to what development needs beside the
// package itself.
var extras = []string{"dev", "develop", "development", "test", "tests", "testing", "all"}

// pipInstall returns how pip installs a project for its development.
func pipInstall(doc *node) string {
	for _, extra := range extras {
		if doc.get("project", "optional-dependencies", extra) != nil {
			return `pip install -e ".[` + extra + `]"`
		}
	}
	for _, group := range extras {
		if doc.get("dependency-groups", group) != nil {
			return "pip install -e . --group " + group
		}
	}
	return "pip install -e ."
}

// pythonTasks reads the commands that a project has made with a task runner.
func pythonTasks(f *file, s *statements, doc *node, name string) {
	run := pythonRun[name]
	for _, runner := range []struct {
		table  []string
		prefix string
	}{
		{[]string{"tool", "pdm", "scripts"}, "pdm run "},
		{[]string{"tool", "hatch", "envs", "default", "scripts"}, "hatch run "},
		{[]string{"tool", "poe", "tasks"}, run + "poe "},
		{[]string{"tool", "taskipy", "tasks"}, run + "task "},
	} {
		for kind, task := range chosenTasks(doc.get(runner.table...).each()) {
			s.command(f, task.line, kind, own, "python", runner.prefix+task.key, "A task of the project's own.")
		}
	}
}

// pythonTest says how the tests are run, once for the folder of f.
func pythonTest(f *file, s *statements, name string) {
	settings := []string{"pyproject.toml", "setup.cfg", "setup.py", "Pipfile"}
	for _, lead := range settings {
		if f.beside(lead) == "" || lead == "pyproject.toml" && !f.mentions(lead, "[project]") && !f.mentions(lead, "[tool.poetry") && !f.mentions(lead, "[build-system]") {
			continue
		}
		if path.Base(f.path) != lead {
			return
		}
		break
	}
	run := pythonRun[name]
	configured := f.mentions("pyproject.toml", "[tool.pytest") || f.mentions("setup.cfg", "[tool:pytest]") || f.mentions("tox.ini", "[pytest]") || f.beside("pytest.ini", "conftest.py", "tests/conftest.py", "test/conftest.py") != ""
	uses := func(text string) bool {
		return slices.ContainsFunc(append([]string{"pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "tox.ini", "noxfile.py"}, developmentRequirements...), func(name string) bool { return f.mentions(name, text) })
	}
	command, reason := "", ""
	switch {
	case configured:
		command, reason = run+"pytest", "pytest is set up here."
	case f.beside("manage.py") != "" && !uses("pytest"):
		command, reason = run+"python manage.py test", "Django runs the tests."
	case f.beside("noxfile.py") != "":
		command, reason = run+"nox", "nox runs the tests."
	case uses("pytest"):
		command, reason = run+"pytest", "The tests need pytest."
	case f.beside("tox.ini") != "":
		command, reason = run+"tox", "tox runs the tests."
	case f.beside("tests/__init__.py", "test/__init__.py") != "":
		command, reason = run+"python -m unittest", "There are tests, and no other program to run them."
	default:
		return
	}
	s.command(f, 1, Test, bare, "python", command, reason)
}

// readPipfile reads Pipenv's manifest.
func readPipfile(f *file, s *statements) {
	requires := f.toml().get("requires")
	version, line := requires.get("python_version"), 1
	if full := requires.get("python_full_version"); full != nil {
		version = full
	}
	if version != nil {
		line = version.at()
	}
	s.tool(f, line, "python", declared, demands, version.str(), "Pipenv makes the environment with this Python.")
	name, above := pythonManager(f)
	if name != "pipenv" || above {
		return
	}
	s.tool(f, 1, "pipenv", declared, demands, "", "Pipenv installs what a Pipfile lists.")
	s.command(f, 1, Setup, bare, "python", pythonInstall["pipenv"], "Pipenv installs what the Pipfile lists.")
	pythonTest(f, s, name)
}

var (
	cfgRequires = pattern(`(?m)^\s*python_requires\s*=\s*([^\n#;]+)`)
	pyRequires  = pattern(`(?m)python_requires\s*=\s*["']([^"'\n]+)["']`)
)

func readSetupCfg(f *file, s *statements) {
	readSetuptools(f, s, cfgRequires(), strings.Contains(string(f.data), "[metadata]"))
}

func readSetupPy(f *file, s *statements) {
	readSetuptools(f, s, pyRequires(), strings.Contains(string(f.data), "setup("))
}

// readSetuptools reads what was there before pyproject.toml, which speaks where
// it is missing.
func readSetuptools(f *file, s *statements, requires *regexp.Regexp, packaged bool) {
	if at := requires.FindSubmatchIndex(f.data); at != nil {
		s.tool(f, f.lineOf(at[2]), "python", declared, demands, strings.TrimSpace(string(f.data[at[2]:at[3]])), "The package installs on no other Python.")
	} else if packaged {
		s.tool(f, 1, "python", declared, demands, "", "It describes a Python package.")
	}
	name, above := pythonManager(f)
	if !packaged || above || f.beside("pyproject.toml") != "" && f.mentions("pyproject.toml", "[project]") {
		return
	}
	if name == "" {
		s.tool(f, 1, "pip", declared, demands, "", "pip installs the package and what it needs.")
		if f.beside(developmentRequirements...) == "" {
			s.command(f, 1, Setup, bare, "python", "pip install -e .", "pip installs the package as it stands in the folder.")
		}
	}
	pythonTest(f, s, name)
}

// readTox and readNox say that the tests can be run in several environments.
func readTox(f *file, s *statements) {
	s.tool(f, 1, "tox", declared, offers, "", "tox runs the tests in several environments.")
}

func readNox(f *file, s *statements) {
	s.tool(f, 1, "nox", declared, offers, "", "nox runs the tests in several environments.")
}

// developmentRequirements are the names of files of packages that development
// needs, the most telling first; those before requirements.txt add to it.
var developmentRequirements = []string{
	"requirements-dev.txt", "requirements_dev.txt", "dev-requirements.txt", "requirements/dev.txt", "requirements/development.txt",
	"requirements/local.txt", "requirements-development.txt", "requirements.dev.txt", "requirements-test.txt", "requirements_test.txt",
	"test-requirements.txt", "requirements/test.txt", "requirements/testing.txt", "requirements/tests.txt", "requirements.txt",
}

// readRequirements reads the list of packages that pip installs, where no other
// package manager has one of its own.
func readRequirements(f *file, s *statements) {
	folder := &file{tree: f.tree, dir: f.dir, path: f.path, data: f.data}
	if path.Base(f.dir) == "requirements" {
		folder.dir = parent(f.dir)
	}
	if folder.beside(developmentRequirements...) != f.path || folder.dir != "" && strings.HasPrefix(path.Base(folder.dir), ".") {
		return
	}
	if name, _ := pythonManager(folder); name != "" {
		return
	}
	dir := cmp.Or(folder.dir, ".")
	list := strings.TrimPrefix(strings.TrimPrefix(f.path, folder.dir), "/")
	s.add(f, 1, statement{kind: Tool, name: "python", strength: declared, need: demands, dir: dir, reason: "It lists packages of Python."})
	s.add(f, 1, statement{kind: PackageManager, name: "pip", strength: declared, need: demands, dir: dir, reason: "pip installs what the file lists."})
	command := "pip install -r " + list
	if list != "requirements.txt" && folder.beside("requirements.txt") != "" && !strings.Contains(string(f.data), "requirements.txt") {
		command = "pip install -r requirements.txt -r " + list
	}
	s.add(f, 1, statement{kind: Setup, strength: declared, way: bare, language: "python", dir: dir, command: command, reason: "pip installs what the file lists."})
	if folder.beside("pyproject.toml", "setup.py", "setup.cfg") != "" {
		return
	}
	test := ""
	switch {
	case folder.beside("pytest.ini", "conftest.py", "tests/conftest.py") != "" || strings.Contains(string(f.data), "pytest"):
		test = "pytest"
	case folder.beside("manage.py") != "":
		test = "python manage.py test"
	default:
		return
	}
	s.add(f, f.line("pytest"), statement{kind: Test, strength: declared, way: bare, language: "python", dir: dir, command: test, reason: "It is what the project runs its tests with."})
}
