package draft

import "testing"

func TestWhatASetUpCommandMakes(t *testing.T) {
	for command, want := range map[string]string{
		"npm ci":                               "node_modules",
		"pnpm install --frozen-lockfile":       "node_modules",
		"cd frontend && npm install":           "frontend/node_modules",
		"cd web/app && yarn install":           "web/app/node_modules",
		"uv sync --all-extras":                 ".venv",
		"composer install":                     "vendor",
		"mix deps.get":                         "deps",
		"make setup":                           "",
		"npm":                                  "",
		"npm ci && make":                       "",
		"cd 'a b' && npm ci":                   "",
		"cd frontend && npm ci && cd .. && ls": "",
		"go mod download":                      "",
	} {
		if got := madeBy(command); got != want {
			t.Errorf("%q makes %q, want %q", command, got, want)
		}
	}
}
