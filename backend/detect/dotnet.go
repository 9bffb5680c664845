package detect

import (
	"path"
	"strings"
)

func dotnetReaders() []reader {
	return []reader{
		{names: []string{"global.json"}, read: readGlobalJSON},
		{names: []string{"*.csproj", "*.fsproj", "*.vbproj", "Directory.Build.props"}, read: readProject, deep: 3},
		{names: []string{"*.sln", "*.slnx", "*.slnf"}, read: readSolution, deep: 1},
	}
}

// readGlobalJSON reads which SDK the dotnet command takes in this folder.
func readGlobalJSON(f *file, s *statements) {
	sdk := f.json().get("sdk")
	named := sdk.get("version")
	if named.str() == "" {
		return
	}
	s.tool(f, named.at(), "dotnet", enforced, demands, sdkVersion(named.str(), sdk.get("rollForward").str()), "dotnet takes this SDK and no other.")
}

// targetFramework is what names a version of .NET since 5; those before it, and
// the standards that libraries are compiled for, say nothing of the SDK.
var targetFramework = pattern(`^net(\d+\.\d+)(?:-|$)`)

// readProject reads the newest framework that a project is compiled for: an SDK
// compiles for its own and for those before it.
func readProject(f *file, s *statements) {
	newest, line := "", 0
	for _, element := range f.xml("TargetFramework", "TargetFrameworks") {
		for _, name := range strings.Split(element.text, ";") {
			found := targetFramework().FindStringSubmatch(strings.TrimSpace(name))
			if found == nil || newest != "" && !newer(found[1], newest) {
				continue
			}
			newest, line = found[1], element.line
		}
	}
	if newest == "" {
		return
	}
	s.tool(f, line, "dotnet", declared, demands, floor(newest), "It is compiled for .NET "+newest+", which no older SDK can.")
}

// newer reports whether a version of two numbers is after another.
func newer(a, b string) bool {
	return len(a) > len(b) || len(a) == len(b) && a > b
}

// solutionProject is how a solution names a project of it.
var solutionProject = pattern(`"([^"\n]+)[\\/][^"\\/\n]+\.(?:cs|fs|vb)proj"`)

// testProject is how a solution names a project of tests.
var testProject = pattern(`(?i)tests?[\w.]*\.(?:cs|fs|vb)proj`)

// readSolution says how the projects of a solution are fetched, built and tested
// together.
func readSolution(f *file, s *statements) {
	all := f.siblings(".slnx", ".sln", ".slnf")
	if path.Ext(f.path) == ".slnf" || path.Join(f.dir, all[0]) != f.path {
		return
	}
	s.tool(f, 0, "dotnet", declared, demands, "", "A solution of .NET projects.")
	var folders []string
	for _, project := range solutionProject().FindAllSubmatch(f.data, -1) {
		folders = append(folders, strings.ReplaceAll(string(project[1]), `\`, "/"))
	}
	s.member(f, "dotnet", folders...)
	which := ""
	if len(all) > 1 {
		// The dotnet command wants to be told which of them.
		which = " " + all[0]
	}
	s.command(f, 0, Setup, bare, "dotnet", "dotnet restore"+which, "dotnet fetches the packages.")
	s.command(f, 0, Build, bare, "dotnet", "dotnet build"+which, "dotnet builds the solution.")
	if at := testProject().FindIndex(f.data); at != nil {
		s.command(f, f.lineOf(at[0]), Test, bare, "dotnet", "dotnet test"+which, "The solution has projects of tests.")
	}
}
