package detect_test

import "testing"

func TestIntegration(t *testing.T) {
	const workflow = `jobs:
  test:
    services:
      db:
        image: postgres:${{ matrix.pg }}
      odd: { image: acme/odd }
    strategy:
      matrix:
        node: [22, 18, '20']
        include: [{ node: 24 }]
    steps:
      - uses: actions/setup-node@v4
        with:
          node-version: ${{ matrix.node }}
      - uses: pnpm/action-setup@v4
        with: { version: 9.12.1 }
      - run: |
          npm run lint
          go test -race ./...
`
	check(t, []states{
		{"a matrix is a range that is supported", tree{"package.json": "{}", "pnpm-lock.yaml": "", ".github/workflows/ci.yml": workflow}, []string{
			"tool node >=18.0.0 <- .github/workflows/ci.yml:14", "package-manager pnpm >=9.0.0 <- .github/workflows/ci.yml:16",
			"service postgres postgres :5432 (optional) <- .github/workflows/ci.yml:4", "-service odd…", "-conflict…",
		}},
		{"the tests of the workflow, where nothing else says any", tree{".github/workflows/ci.yml": workflow}, []string{"test go test -race ./... <- .github/workflows/ci.yml:19"}},
		{"what is only used there is not needed", tree{".github/workflows/ci.yml": workflow}, []string{"-tool…", "-package-manager…"}},
		{"a workflow that publishes does not speak", tree{"package.json": "{}", ".github/workflows/release.yml": workflow}, []string{"tool node <- package.json:1"}},
		{"an action of the repository's own", tree{"package.json": "{}", ".github/actions/install/action.yml": "runs:\n  steps:\n    - with:\n        node-version: 26.x\n"}, []string{"tool node >=26.0.0 <- .github/actions/install/action.yml:4"}},
		{"a development container", tree{"go.mod": "module x", ".devcontainer/devcontainer.json": "{\n// ours\n\"image\": \"mcr.microsoft.com/devcontainers/go:1-1.23-bookworm\"}"}, []string{"tool go >=1.23.0 <- .devcontainer/devcontainer.json:3"}},
		{"its features", tree{"package.json": "{}", ".devcontainer/devcontainer.json": "{\"features\": {\n\"ghcr.io/devcontainers/features/node:1\": {\"version\": \"22\"}}}"}, []string{"tool node >=22.0.0 <23.0.0-0 <- .devcontainer/devcontainer.json:2"}},
	})
}

func TestScripts(t *testing.T) {
	check(t, []states{
		{"scripts of the project", tree{"go.mod": "module x", "script/bootstrap": "#!/bin/sh\n", "scripts/test.sh": "#!/usr/bin/env bash\n"}, []string{
			"setup script/bootstrap <- script/bootstrap:1", "test bash scripts/test.sh <- scripts/test.sh:1",
		}},
	})
}
