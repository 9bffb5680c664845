package detect_test

import "testing"

func TestDocuments(t *testing.T) {
	check(t, []states{
		{"a list of requirements", tree{"CONTRIBUTING.md": "# Contributing\n\n### Requirements\n\n- **Git**\n- **Go >= 1.26**\n- [Node.js](https://nodejs.org) 22 or newer for the interface\n- PostgreSQL 14+\n- Optional: Docker\n"}, []string{
			"tool go >=1.26.0 <- CONTRIBUTING.md:6", "tool node >=22.0.0 <- CONTRIBUTING.md:7", "service postgres :5432 <- CONTRIBUTING.md:8", "-tool docker…",
		}},
		{"a list that a sentence opens", tree{"README.md": "# x\n## Development\nTo run it, you will need:\n\n* Ruby 3.3.x\n* diesel_cli >= 2.0.0 and < 3.0.0\n"}, []string{
			"tool ruby >=3.3.0 <3.4.0-0 <- README.md:5", "tool diesel_cli >=2.0.0 <3.0.0-0 <- README.md:6",
		}},
		{"words that are no tools", tree{"CONTRIBUTING.md": "# Requirements\n\n1. Make sure that tests pass\n2. Go to the settings\n"}, []string{"-tool…"}},
		{"a document and a manifest disagree", tree{"package.json": `{"engines":{"node":">=20"}}`, "README.md": "# Prerequisites\n- Node 18\n"}, []string{
			"tool node >=20.0.0 <- package.json:1", "conflict: README.md says node 18, package.json says >=20, which was followed",
		}},
		{"a document says the same as the manifest", tree{"package.json": `{"engines":{"node":">=20"}}`, "README.md": "# Prerequisites\n- Node 20+\n"}, []string{"-conflict…"}},
		{"commands of a guide", tree{"CONTRIBUTING.md": "# Set-up\n```console\n$ git clone x\n$ cd x\n$ npm install\nadded 3 packages\n$ npm run dev\n```\n\n## Tests\nRun `npm test` before you push a test.\n", "package.json": `{"dependencies":{"a":"1"}}`}, []string{
			"setup npm install <- CONTRIBUTING.md:5", "run npm run dev (optional) <- CONTRIBUTING.md:7", "test npm test <- CONTRIBUTING.md:11",
		}},
		{"a command in a folder", tree{"CONTRIBUTING.md": "# Set-up\n```\ncd backend\nuv sync\n```\n", "backend/pyproject.toml": "[project]\nname = \"x\"\nrequires-python = \">=3.12\"\n", "backend/uv.lock": "version = 1\n"}, []string{"setup cd backend && uv sync <- CONTRIBUTING.md:4"}},
		{"a target that a guide names", tree{"CONTRIBUTING.md": "# Test\n```sh\nmake check\n```\n", "Makefile": "test:\n\tx\ncheck:\n\ty\n"}, []string{"test make check <- CONTRIBUTING.md:3"}},
		{"another package manager than the project's", tree{"CONTRIBUTING.md": "# Install\n```sh\nnpm install\n```\n", "package.json": `{"dependencies":{"a":"1"}}`, "yarn.lock": "# yarn lockfile v1"}, []string{"setup yarn install…", "-setup npm…"}},
		{"how it is deployed is not how it is made", tree{"README.md": "# Deploy\n## Requirements\n- Docker\n```\nmake build\n```\n"}, []string{"-tool…", "-build…"}},
		{"the page of a folder of documents", tree{"docs/README.md": "# Requirements\n- Docker\n"}, []string{"-tool…"}},
		{"Docker is the only way to the services", tree{"compose.yml": "services: {db: {image: postgres}}", "README.md": "# Development\nStart it with `docker compose up`.\n"}, []string{"tool docker <- README.md:2"}},
		{"Docker is one way to the services", tree{"compose.yml": "services: {db: {image: postgres}}", "README.md": "# Development\nStart it with `docker compose up`, or do `brew install postgresql`.\n"}, []string{"tool docker (optional)…"}},
		{"reStructuredText", tree{"CONTRIBUTING.rst": "Set-up\n======\n\nDo this::\n\n    $ poetry install\n"}, []string{"setup poetry install <- CONTRIBUTING.rst:6"}},
	})
}
