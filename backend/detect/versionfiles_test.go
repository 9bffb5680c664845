package detect_test

import "testing"

func TestVersionManagers(t *testing.T) {
	check(t, []states{
		{"asdf", tree{"mix.lock": "", "package.json": "{}", ".tool-versions": "# tools\nnodejs 22.3.0\nerlang 27.1\nelixir 1.17.2-otp-27 # last\njava temurin-21.0.1+12\nterraform latest\n"}, []string{
			"tool node >=22.3.0 <22.3.1-0 <- .tool-versions:2", "tool erlang >=27.1.0 <27.2.0-0 (optional)…", "tool elixir >=1.17.2 <1.17.3-0 (optional)…",
			"tool java >=21.0.1 <21.0.2-0 (optional)…", "tool terraform (optional) <- .tool-versions:6",
		}},
		{"mise", tree{".config/mise.toml": "[tools]\nnode = \"24\"\n\"cargo:diesel_cli\" = { version = \"=2.3.11\" }\njava = [\"corretto-21\", \"17\"]\n[tasks.test]\nrun = \"x\"\n", "package.json": "{}"}, []string{
			"tool node >=24.0.0 <25.0.0-0 <- .config/mise.toml:2", "tool diesel_cli >=2.3.11 <2.3.12-0 (optional) <- .config/mise.toml:3",
			"tool java >=21.0.0 <22.0.0-0 (optional)…", "test mise run test <- .config/mise.toml:5", "tool mise (optional) <- .config/mise.toml:1",
		}},
		{"a file of node's managers", tree{"package.json": "{}", ".node-version": "# ours\nv20\n"}, []string{"tool node >=20.0.0 <21.0.0-0 <- .node-version:2"}},
		{"whatever is newest", tree{"package.json": "{}", ".nvmrc": "lts/*"}, []string{"tool node <- package.json:1"}},
	})
}
