package detect_test

import "testing"

func TestTasks(t *testing.T) {
	check(t, []states{
		{"a target goes before the bare tool", tree{"go.mod": "module x\ngo 1.25", "Makefile": ".PHONY: test\nGO := go\n\nbuild: deps ## builds\n\tgo build\n\ndeps:\n\tgo mod download\ntest:\n\tgo test ./...\n"}, []string{
			"setup make deps <- Makefile:7", "build make build (optional) <- Makefile:4", "test make test <- Makefile:9", "tool make (optional) <- Makefile:1",
		}},
		{"a target that installs the product is no set-up", tree{"go.mod": "module x\ngo 1.25", "Makefile": "install: build\n\tinstall -m 755 x /usr/bin\n"}, []string{"-setup make…", "setup go mod download…"}},
		{"a target that installs the dependencies is one", tree{"Makefile": "install:\n\tpip install -r requirements.txt\n"}, []string{"setup make install <- Makefile:1"}},
		{"a variable is no target", tree{"Makefile": "test := yes\nbuild ?= x\nrun::=1\n"}, []string{"-test…", "-build…", "-run…"}},
		{"a folder that the build works in is the project's", tree{
			"go.mod": "module x\ngo 1.25", "Makefile": "all: web\nweb:\n\tcd web && npm ci && npm run build\n", "web/package.json": `{"engines":{"node":"22"}}`,
		}, []string{"tool node >=22.0.0 <23.0.0-0 <- web/package.json:1"}},
		{"by targets that variables name", tree{
			"go.mod": "module x\ngo 1.25", "Makefile": "page := web/dist/index.html\nbuild: $(page) | x\n$(page): web/x\n\tnpm --prefix web run build\n", "web/package.json": `{"engines":{"node":"22"}}`,
		}, []string{"tool node >=22.0.0 <23.0.0-0 <- web/package.json:1"}},
		{"a folder that it does not work in is a part", tree{
			"go.mod": "module x\ngo 1.25", "Makefile": "all:\n\tgo build\n", "desktop/package.json": `{"engines":{"node":"22"}}`,
		}, []string{"tool node >=22.0.0 <23.0.0-0 (optional) part desktop/ <- desktop/package.json:1"}},
		{"just", tree{"justfile": "set shell := [\"bash\"]\n\ntest *args: build\n    cargo test\n@build:\n    cargo build\ndeploy to:\n    x\nrun port='1':\n  x\nsetup to:\n  x\n"}, []string{
			"test just test <- justfile:3", "build just build (optional) <- justfile:5", "run just run (optional) <- justfile:9", "-setup…",
		}},
		{"Task", tree{"Taskfile.yml": "version: '3'\ntasks:\n  test:\n    cmds:\n      - go test\n  setup: npm ci\n  build: {internal: true, cmds: [x]}\n"}, []string{
			"test task test <- Taskfile.yml:3", "setup task setup <- Taskfile.yml:6", "-build…",
		}},
		{"a Procfile", tree{"Procfile": "release: x\nweb: bin/serve --port $PORT\n"}, []string{"run bin/serve --port $PORT (optional) <- Procfile:2"}},
		{"a Procfile for the development", tree{"Procfile": "web: x", "Procfile.dev": "web: y"}, []string{"run foreman start -f Procfile.dev (optional) <- Procfile.dev:1"}},
		{"targets that wait for each other", tree{"Makefile": "test: build\n\tx\nbuild: test\n\ty\n"}, []string{"test make test…"}},
	})
}
