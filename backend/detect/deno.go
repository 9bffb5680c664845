package detect

func denoReaders() []reader {
	return []reader{{names: []string{"deno.json", "deno.jsonc"}, read: readDeno}}
}

// readDeno reads Deno's configuration. Deno installs what a program imports when
// it runs it, so nothing has to be set up, unless there are packages of npm.
func readDeno(f *file, s *statements) {
	config := f.json()
	if config == nil || config.kind != mapping {
		return
	}
	s.member(f, "deno", config.get("workspace").texts()...)
	s.member(f, "deno", config.get("workspace", "members").texts()...)
	if f.above("deno.json", "deno.jsonc") != "" {
		return // A member of a workspace, or a package that is run as the whole is.
	}
	s.tool(f, 1, "deno", declared, demands, "", "deno.json configures what Deno runs.")
	if f.beside("package.json") != "" {
		s.command(f, 1, Setup, bare, "deno", "deno install", "Deno installs the packages of npm.")
	}
	for kind, task := range chosenTasks(config.get("tasks").each()) {
		if kind != Setup {
			s.command(f, task.line, kind, own, "deno", "deno task "+task.key, "A task of the project's own.")
		}
	}
	s.command(f, 1, Test, bare, "deno", "deno test", "Deno runs the tests.")
}
