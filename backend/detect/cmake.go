package detect

import (
	"slices"
	"strings"
)

func cReaders() []reader {
	return []reader{
		{names: []string{"CMakeLists.txt"}, read: readCMake, deep: 1},
		{names: []string{"meson.build"}, read: readMeson, deep: 1},
		{names: []string{"Makefile", "makefile", "GNUmakefile"}, read: readPlainMake, deep: 1},
		{names: []string{"configure.ac", "configure.in"}, read: readAutoconf, deep: 1},
	}
}

var (
	cmakeMinimum = pattern(`(?i)cmake_minimum_required\s*\(\s*VERSION\s+(\d+(?:\.\d+)*)`)
	cmakeProject = pattern(`(?im)^\s*project\s*\(`)
	cmakeTests   = pattern(`(?im)^\s*(?:enable_testing\s*\(|include\s*\(\s*CTest|add_test\s*\()`)
	mesonVersion = pattern(`meson_version\s*:\s*'([^']+)'`)
)

// readCMake reads the root of a CMake project; folders below it are read by it.
func readCMake(f *file, s *statements) {
	if !cmakeProject().Match(f.data) || f.above("CMakeLists.txt") != "" {
		return
	}
	n := demands
	if f.beside("Package.swift", "Cargo.toml", "pyproject.toml", "go.mod", "package.json", "meson.build") != "" {
		n = offers // Another manifest is what the project is built by.
	}
	version, line, reason := "", 1, "CMakeLists.txt describes how it is built."
	if at := cmakeMinimum().FindSubmatchIndex(f.data); at != nil {
		version, line, reason = floor(string(f.data[at[2]:at[3]])), f.lineOf(at[2]), "An older CMake refuses to configure it."
	}
	s.tool(f, line, "cmake", declared, n, version, reason)
	if n != demands {
		return
	}
	s.command(f, 1, Setup, bare, "gcc", "cmake -B build", "CMake looks for what the project needs and prepares its build.")
	s.command(f, 1, Build, bare, "gcc", "cmake --build build", "CMake builds it.")
	if at := cmakeTests().FindIndex(f.data); at != nil {
		s.command(f, f.lineOf(at[1]-1), Test, bare, "gcc", "ctest --test-dir build", "CMake's test driver runs the tests.")
	}
}

func readMeson(f *file, s *statements) {
	if f.above("meson.build") != "" || !strings.Contains(string(f.data), "project(") {
		return
	}
	version, line := "", 1
	if at := mesonVersion().FindSubmatchIndex(f.data); at != nil {
		version, line = string(f.data[at[2]:at[3]]), f.lineOf(at[2])
	}
	s.tool(f, line, "meson", declared, demands, version, "meson.build describes how it is built.")
	s.tool(f, 1, "ninja", declared, demands, "", "Meson builds with Ninja.")
	s.command(f, 1, Setup, bare, "gcc", "meson setup build", "Meson looks for what the project needs and prepares its build.")
	s.command(f, 1, Build, bare, "gcc", "meson compile -C build", "Meson builds it.")
	s.command(f, 1, Test, bare, "gcc", "meson test -C build", "Meson runs the tests.")
}

func readAutoconf(f *file, s *statements) {
	if f.above("configure.ac", "configure.in") != "" || f.beside("CMakeLists.txt", "meson.build", "Cargo.toml", "go.mod", "pyproject.toml") != "" {
		return
	}
	s.tool(f, 1, "autoconf", declared, demands, "", "It makes the configure script from configure.ac.")
	s.tool(f, 1, "make", declared, demands, "", "The configure script writes a Makefile.")
	prepare := "autoreconf -i"
	if script := f.beside("autogen.sh", "bootstrap", "bootstrap.sh", "buildconf"); script != "" {
		prepare = "./" + strings.TrimPrefix(strings.TrimPrefix(script, f.dir), "/")
	}
	s.command(f, 1, Setup, bare, "gcc", prepare+" && ./configure", "It makes the configure script and runs it.")
	s.command(f, 1, Build, bare, "gcc", "make", "make builds it.")
	s.command(f, 1, Test, bare, "gcc", "make check", "make runs the tests.")
}

var (
	plainTests = pattern(`(?m)^(test|check)\s*:`)
	cFiles     = []string{".c", ".cc", ".cpp", ".cxx", ".h", ".hpp"}
)

// readPlainMake reads the Makefile of a project in C that has no other manifest:
// make is then what builds it, and no convenience.
func readPlainMake(f *file, s *statements) {
	if f.dir != "" || f.beside(append([]string{"package.json", "configure.ac", "configure.in"}, otherManifests...)...) != "" {
		return
	}
	written, others := 0, 0
	for extension, files := range f.tree.languages {
		switch {
		case slices.Contains(cFiles, extension):
			written += *files
		case programs[extension]:
			others += *files
		}
	}
	if written <= others {
		return
	}
	s.tool(f, 1, "make", declared, demands, "", "The Makefile is all that builds the project.")
	s.command(f, 1, Setup, bare, "gcc", "make", "make builds it.")
	s.command(f, 1, Build, bare, "gcc", "make", "make builds it.")
	if at := plainTests().FindSubmatchIndex(f.data); at != nil {
		s.command(f, f.lineOf(at[0]), Test, bare, "gcc", "make "+string(f.data[at[2]:at[3]]), "make runs the tests.")
	}
}

// programs are the extensions of the files that the languages with a manifest of
// their own are written in.
var programs = func() map[string]bool {
	all := map[string]bool{}
	for language, some := range extensions {
		for _, extension := range some {
			all[extension] = language != "gcc"
		}
	}
	return all
}()
