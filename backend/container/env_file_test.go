package container_test

import (
	"os"
	"path/filepath"
	"testing"

	room "firstlight/backend/container"
)

func TestTemplatesAskForWhatOnlyAPersonCanFillIn(t *testing.T) {
	t.Parallel()
	asked := map[string]bool{
		"PASSWORD=": true, "DB_PASSWORD=": true, "DB_PASSWORD=postgres": false, "API_KEY=\"\"": true, "SENTRY_DSN=": true,
		"NAME=": false, "NAME=changeme": true, "NAME='CHANGE_ME'": true, "NAME=<your name>": true, "NAME=your-name": true, "NAME=yourself.example": false,
		"NAME=xxxx": true, "NAME=todo": true, "NAME=mastodon": false, "NAME=token-goes-here": true, "NAME=http://here": false, "NAME=replace_me_please": true,
		"# KEY=changeme": false, "not a line": false, "KEYBOARD=": false, "PUBLIC_URL=": false, "export SECRET_KEY=": true, "MONKEY=": false,
	}
	for line, wanted := range asked {
		if got := room.Asked(t, line); (len(got) > 0) != wanted {
			t.Errorf("%s: asks for %q", line, got)
		}
	}
}

func TestVariablesAreSetInPlace(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "own.env")
	for _, step := range []struct {
		values map[string]string
		text   string
	}{
		{map[string]string{"B": "2", "A": "1"}, "A=1\nB=2\n"},
		{map[string]string{"A": "a b"}, "A='a b'\nB=2\n"},
		{map[string]string{"A": `it's "$5" \`}, "A=\"it's \\\"\\$5\\\" \\\\\"\nB=2\n"},
	} {
		if err := room.SetVariables(file, step.values); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(file)
		if err != nil || string(text) != step.text {
			t.Errorf("it has %q, want %q, %v", text, step.text, err)
		}
	}
	left, err := os.ReadDir(filepath.Dir(file))
	if err != nil || len(left) != 1 {
		t.Errorf("the folder has %v, %v", left, err)
	}
}

func TestTemplatesAreFoundByTheirNames(t *testing.T) {
	t.Parallel()
	for template, file := range map[string]string{
		".env.example": ".env", "env.template": ".env", "example.env": ".env", "dev.env.dist": "dev.env", ".env.sample": ".env.local", ".env.local.example": ".env.local", "env-example": ".env",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, template), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := room.TemplateOf(filepath.Join(dir, file)); filepath.Base(got) != template {
			t.Errorf("the template of %s is %q, want %q", file, got, template)
		}
	}
	if got := room.TemplateOf(filepath.Join(t.TempDir(), ".env")); got != "" {
		t.Errorf("found %q where there is none", got)
	}
}
