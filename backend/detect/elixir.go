package detect

import (
	"regexp"
	"strings"
)

func elixirReaders() []reader {
	return []reader{
		{names: []string{"mix.exs"}, read: readMix},
		{names: []string{"rebar.config"}, read: readRebar},
	}
}

var (
	mixElixir    = pattern(`(?m)^\s*elixir:\s*(?:"([^"\n]+)"|@(\w+))`)
	mixAlias     = pattern(`(?m)^\s*(?:\[)?"?(setup|test|dev)"?:\s*[\[&"]`)
	mixOTP       = pattern(`System\.otp_release\(\)[^<\n]*<\s*"?(\d+)"?`)
	rebarMinimum = pattern(`(?m)^\s*\{\s*minimum_otp_vsn\s*,\s*"([\d.]+)"`)
)

func readMix(f *file, s *statements) {
	version, line, reason := "", 1, "mix.exs describes an Elixir project."
	if at := mixElixir().FindSubmatchIndex(f.data); at != nil {
		line, reason = f.lineOf(at[0]+leadingSpace(f.data[at[0]:at[1]])), "mix refuses every other Elixir."
		if at[2] >= 0 {
			version = string(f.data[at[2]:at[3]])
		} else {
			attribute := regexp.MustCompile(`(?m)^\s*@` + string(f.data[at[4]:at[5]]) + `\s+"([^"\n]+)"`)
			if found := attribute.FindSubmatchIndex(f.data); found != nil {
				version, line = string(f.data[found[2]:found[3]]), f.lineOf(found[2])
			}
		}
	}
	s.tool(f, line, "elixir", declared, demands, elixirVersion(version), reason)
	if at := mixOTP().FindSubmatchIndex(f.data); at != nil {
		s.tool(f, f.lineOf(at[0]), "erlang", declared, demands, floor(string(f.data[at[2]:at[3]])), "mix.exs refuses an older Erlang/OTP.")
	}
	if f.mentions(".tool-versions", "erlang ") || f.mentions("mise.toml", "erlang") {
		s.tool(f, line, "erlang", declared, demands, "", "Elixir runs on Erlang/OTP, which the project names a version of.")
	}
	if f.above("mix.exs") != "" {
		return // An application of an umbrella, which is set up and tested as a whole.
	}
	for _, at := range mixAlias().FindAllSubmatchIndex(f.data, -1) {
		line := f.lineOf(at[2])
		switch string(f.data[at[2]:at[3]]) {
		case "setup":
			s.command(f, line, Setup, own, "elixir", "mix setup", "The project's own alias for the set-up.")
		case "test":
			s.command(f, line, Test, own, "elixir", "mix test", "The project's own alias for the tests.")
		}
	}
	s.command(f, 1, Setup, bare, "elixir", "mix deps.get", "mix fetches what the project is made of.")
	s.command(f, 1, Build, bare, "elixir", "mix compile", "mix builds it.")
	s.command(f, 1, Test, bare, "elixir", "mix test", "mix runs the tests.")
	if f.mentions("mix.exs", "{:phoenix,") {
		s.command(f, 1, Run, bare, "elixir", "mix phx.server", "Phoenix starts the server.")
	}
}

// leadingSpace is how many bytes of white space the text begins with.
func leadingSpace(text []byte) int {
	return len(text) - len(strings.TrimLeft(string(text), " \t\n"))
}

func readRebar(f *file, s *statements) {
	version, line, reason := "", 1, "rebar.config describes an Erlang project."
	if at := rebarMinimum().FindSubmatchIndex(f.data); at != nil {
		version, line, reason = floor(string(f.data[at[2]:at[3]])), f.lineOf(at[2]), "rebar3 refuses an older Erlang/OTP."
	}
	s.tool(f, line, "erlang", declared, demands, version, reason)
	s.tool(f, 1, "rebar3", declared, demands, "", "rebar3 builds it.")
	s.command(f, 1, Setup, bare, "erlang", "rebar3 get-deps", "rebar3 fetches what the project is made of.")
	s.command(f, 1, Build, bare, "erlang", "rebar3 compile", "rebar3 builds it.")
	s.command(f, 1, Test, bare, "erlang", "rebar3 eunit", "rebar3 runs the tests.")
}
