package detect_test

import "testing"

func TestNode(t *testing.T) {
	check(t, []states{
		{"engines and scripts", tree{"package.json": `{
  "engines": { "node": ">=20 <21 || 22" }, "devDependencies": { "a": "1" },
  "scripts": {
    "dev": "vite",
    "test": "vitest"
  }
}`, "package-lock.json": "{\n\"version\": \"1.0.0\",\n\"lockfileVersion\": 3}"}, []string{
			"tool node >=20.0.0 <21.0.0-0 || >=22.0.0 <23.0.0-0 <- package.json:2", "package-manager npm >=7.0.0 <- package-lock.json:1",
			"setup npm install <- package.json:1", "test npm test <- package.json:5", "run npm run dev (optional) <- package.json:4",
		}},
		{"the placeholder of npm is no test", tree{"package.json": `{"scripts":{"test":"echo \"Error: no test specified\" && exit 1"}}`}, []string{"-test…"}},
		{"packageManager", tree{"package.json": "{\n\"packageManager\": \"yarn@4.11.0+sha224.ab\", \"dependencies\": {\"a\": \"1\"}}"}, []string{
			"package-manager yarn >=4.11.0 <4.11.1-0 <- package.json:2", "setup yarn install…",
		}},
		{"the lock file tells the package manager", tree{"package.json": `{"scripts":{"test":"x"}}`, "pnpm-lock.yaml": "lockfileVersion: '9.0'\n"}, []string{
			"package-manager pnpm >=9.0.0 <- pnpm-lock.yaml:1", "test pnpm test…", "-package-manager npm…",
		}},
		{"yarn's first form", tree{"package.json": `{}`, "yarn.lock": "# yarn lockfile v1\n"}, []string{"package-manager yarn >=1.0.0 <2.0.0-0…"}},
		{"yarn's later form", tree{"package.json": `{}`, "yarn.lock": "__metadata:\n  version: 8\n"}, []string{"package-manager yarn >=4.0.0…"}},
		{"a yarn that is carried along", tree{"package.json": `{}`, ".yarnrc.yml": "nodeLinker: x\nyarnPath: .yarn/releases/yarn-3.6.4.cjs\n", "yarn.lock": "__metadata:\n  version: 6\n"},
			[]string{"package-manager yarn >=3.6.4 <3.6.5-0 <- .yarnrc.yml:2"}},
		{"bun needs no node", tree{"package.json": `{"scripts":{"test":"bun test"}}`, "bun.lock": "{}"}, []string{"-tool node…", "package-manager bun >=1.2.0…", "test bun run test…"}},
		{"devEngines", tree{"package.json": `{"devEngines":{"runtime":{"name":"node","version":"^24"},"packageManager":[{"name":"pnpm","version":"10.x"}]}}`}, []string{
			"tool node >=24.0.0 <25.0.0-0…", "package-manager pnpm >=10.0.0 <11.0.0-0…",
		}},
		{"volta", tree{"package.json": "{\n\"volta\": {\n\"node\": \"22.1.0\"}}"}, []string{"tool node >=22.1.0 <22.1.1-0 <- package.json:3"}},
		{"nvm's file says which of engines", tree{"package.json": `{"engines":{"node":">=20"}}`, ".nvmrc": "v22.4\n"}, []string{
			"tool node >=22.4.0 <22.5.0-0 <- .nvmrc:1 and package.json:1", "-conflict…",
		}},
		{"Volta says which of engines", tree{"package.json": "{\"engines\":{\"node\":\">=20\"},\n\"volta\":{\"node\":\"22.1.0\"}}"}, []string{
			"tool node >=22.1.0 <22.1.1-0 <- package.json:2 and package.json:1",
		}},
		{"nvm's file and engines each bound it", tree{"package.json": `{"engines":{"node":">=22.12"}}`, ".nvmrc": "22"}, []string{
			"tool node >=22.12.0 <23.0.0-0 <- package.json:1 and .nvmrc:1",
		}},
		{"nvm's file is no tighter than engines", tree{"package.json": `{"engines":{"node":"22.x"}}`, ".nvmrc": "22"}, []string{
			"tool node >=22.0.0 <23.0.0-0 <- package.json:1",
		}},
		{"nvm's file and asdf's are named once each", tree{"package.json": `{"engines":{"node":">=20"}}`, ".nvmrc": "22", ".tool-versions": "nodejs 22.3.0\n"}, []string{
			"tool node >=22.3.0 <22.3.1-0 <- .tool-versions:1 and package.json:1",
		}},
		{"the root's file says which of a member's engines", tree{"package.json": `{"workspaces":["a"]}`, ".nvmrc": "22", "a/package.json": `{"engines":{"node":">=20"}}`}, []string{
			"tool node >=22.0.0 <23.0.0-0 <- .nvmrc:1 and a/package.json:1",
		}},
		{"a member's file narrows nothing of the root's", tree{"package.json": `{"workspaces":["a"],"engines":{"node":">=20"}}`, "a/.nvmrc": "22", "a/package.json": "{}"}, []string{
			"tool node >=20.0.0 <- package.json:1",
		}},
		{"engines and nvm's file disagree", tree{"package.json": `{"engines":{"node":">=20"}}`, ".nvmrc": "lts/hydrogen\n"}, []string{
			"tool node >=20.0.0…", "conflict: .nvmrc says node lts/hydrogen, package.json says >=20, which was followed",
		}},
		{"a workspace installs for its members", tree{
			"package.json": `{"workspaces":["packages/*","!packages/out"]}`, "packages/a/package.json": `{"engines":{"node":">=20.19.4"}}`,
			"packages/out/package.json": `{"engines":{"node":">=99"},"dependencies":{"a":"1"}}`, "yarn.lock": "# yarn lockfile v1",
		}, []string{
			"tool node >=20.19.4 <- packages/a/package.json:1", "setup yarn install <- package.json:1", "-setup cd packages/a…",
			"setup cd packages/out && yarn install (optional) part packages/out/…",
		}},
		{"pnpm's workspace", tree{"package.json": `{}`, "pnpm-workspace.yaml": "packages:\n  - apps/**\n", "apps/x/y/package.json": `{"engines":{"node":"22"}}`}, []string{
			"tool node >=22.0.0 <23.0.0-0 <- apps/x/y/package.json:1",
		}},
		{"a package that only checks a project of another language", tree{"go.mod": "module x\ngo 1.25", "package.json": `{"devDependencies":{"prettier":"3"},"scripts":{"lint":"x"}}`}, []string{
			"tool node (optional)…", "tool go >=1.25.0…",
		}},
		{"a package that only names itself", tree{"go.mod": "module x", "wasm/package.json": `{"name":"wasm","scripts":{}}`, "web/package.json": `{"devDependencies":{"a":"1"}}`}, []string{
			"-setup cd wasm…", "setup cd web && npm install…",
		}},
		{"malformed", tree{"package.json": `{"engines":`}, []string{"note: package.json: not understood…"}},
		{"comments and a trailing comma", tree{"package.json": "{\n// why\n\"engines\": {\"node\": \"22\",},}"}, []string{"tool node >=22.0.0 <23.0.0-0 <- package.json:3"}},
	})
}
