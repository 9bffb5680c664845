package draft_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstlight/assets"
	"firstlight/backend/detect"
	"firstlight/backend/draft"
	"firstlight/backend/journey"
)

var update = flag.Bool("update", false, "write what is drafted to the golden files")

func parser(t testing.TB) *journey.Parser {
	t.Helper()
	p, err := journey.NewParser(assets.JourneySchema())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func from(file string, line int) detect.Source { return detect.Source{File: file, Line: line} }

// payments is what a project with something of everything states.
func payments() detect.Report {
	return detect.Report{Claims: []detect.Claim{
		{Kind: detect.Tool, Name: "go", Version: ">=1.26", Required: true, From: from("go.mod", 3), Reason: "The module asks for Go 1.26 or newer."},
		{Kind: detect.EnvFile, Name: ".env", Template: ".env.example", From: from(".env.example", 1), Reason: "It is the template of .env."},
		{Kind: detect.Service, Name: "db", Image: "postgres:17", Port: 5432, Required: true, From: from("compose.yaml", 2), Reason: "Compose starts it."},
		{Kind: detect.Service, Name: "cache", Image: "redis:8", Required: true, From: from("compose.yaml", 9), Reason: "Compose starts it."},
		{Kind: detect.Service, Name: "postgres", Image: "postgres:16", Port: 5432, Required: true, From: from(".github/workflows/test.yaml", 12), Reason: "The tests run beside it."},
		{Kind: detect.Service, Name: "mysql", Image: "mysql:8", Port: 3306, Required: true, From: from(".github/workflows/test.yaml", 19), Reason: "The tests run beside it."},
		{Kind: detect.Service, Name: "mail", Image: "mailpit", From: from("README.md", 12), Reason: "Some use it."},
		{Kind: detect.Setup, Command: "make setup", From: from("Makefile", 4), Reason: "It sets the project up."},
		{Kind: detect.Setup, Command: "npm ci", Part: "desktop/", From: from("desktop/package.json", 1), Reason: "It sets the part up."},
		{Kind: detect.Test, Command: "make test", From: from("Makefile", 9), Reason: "It runs the tests."},
		{Kind: detect.Hooks, Name: "pre-commit", From: from(".pre-commit-config.yaml", 1), Reason: "It runs hooks at a commit."},
	}}
}

func TestAProjectGivesAJourney(t *testing.T) {
	for name, p := range map[string]draft.Project{
		"cloned":  {Name: "payments", Folder: "payments", Origin: "https://github.com/acme/payments.git", Cloned: true, Git: true},
		"unread":  {Name: "payments", Folder: "payments", Origin: "https://github.com/acme/payments.git"},
		"no-git":  {Name: "payments", Folder: "payments", Cloned: true},
		"strange": {Name: "- a: \"b\" #c\n", Folder: "x y", Cloned: true, Git: true},
	} {
		t.Run(name, func(t *testing.T) {
			got := draft.Journey(parser(t), p, payments())
			if _, err := parser(t).Parse("journey.yaml", got); err != nil {
				t.Errorf("what was drafted is not valid: %v\n%s", err, got)
			}
			golden := filepath.Join("testdata", name+".yaml")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("drafted (-want +got):\n%s", diff)
			}
		})
	}
}

// FuzzADraftIsValid holds that whatever a repository states, the journey that is
// drafted from it can be read and runs its commands as they were stated.
func FuzzADraftIsValid(f *testing.F) {
	f.Add("payments", "make test", "postgres", "compose.yaml", ".env.example")
	f.Add("a b", "echo 'x'\necho y: [z]", "a: b", "sub dir/compose.yml", "it's")
	f.Add("..", "\x00", "\u202e", "../compose.yaml", "-rf")
	f.Add("CON", strings.Repeat("x", 1<<16), "{}", "COMPOSE.yaml", "*.env")
	p := parser(f)
	f.Fuzz(func(t *testing.T, folder, command, image, file, template string) {
		report := detect.Report{Claims: []detect.Claim{
			{Kind: detect.EnvFile, Name: ".env", Template: template, From: from(template, 1), Reason: command},
			{Kind: detect.Service, Name: image, Image: image, Port: 5432, Required: true, From: from("ci.yaml", 1), Reason: image},
			{Kind: detect.Service, Name: image, Image: image, Required: true, From: from(file, 1), Reason: image},
			{Kind: detect.Test, Command: command, From: from(file, 1), Reason: command},
			{Kind: detect.Hooks, Name: "husky", From: from(file, 1), Reason: command},
		}}
		text := draft.Journey(p, draft.Project{Name: folder, Folder: folder, Cloned: true, Git: true}, report)
		j, err := p.Parse("journey.yaml", text)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		for _, step := range j.Steps() {
			if c, ok := step.Claim.(journey.RunClaim); ok && c.Creates == "" && c.Command != command {
				t.Errorf("%q became %q", command, c.Command)
			}
		}
	})
}

func TestWhatCommandsAreRunBy(t *testing.T) {
	claims := []detect.Claim{
		{Kind: detect.Tool, Name: "rust", Required: true, From: from("Cargo.toml", 1), Reason: "Rust."},
		{Kind: detect.Tool, Name: "just", Version: ">=1.40", From: from("justfile", 1), Reason: "The targets are run with just."},
		{Kind: detect.Tool, Name: "nix", From: from("flake.nix", 1), Reason: "Nix can bring it."},
		{Kind: detect.Setup, Command: "cargo build", From: from("Cargo.toml", 1), Reason: "It builds."},
		{Kind: detect.Build, Command: "cargo build", From: from("Cargo.toml", 1), Reason: "It builds."},
		{Kind: detect.Test, Command: "just test", From: from("justfile", 3), Reason: "It tests."},
	}
	p := draft.Project{Name: "lamp", Folder: "lamp", Cloned: true}
	text := string(draft.Journey(parser(t), p, detect.Report{Claims: claims}))
	if !strings.Contains(text, "      - tool: just\n        version: \">=1.40\"\n        why: \"The targets are run with just (justfile:1).\"\n") {
		t.Errorf("nothing asks for what runs the tests:\n%s", text)
	}
	if strings.Contains(text, "nix") || strings.Contains(text, "tool: rust") {
		t.Errorf("it asks for what no command of the draft calls, or what is read from the files:\n%s", text)
	}
	if n := strings.Count(text, "run: cargo build"); n != 1 {
		t.Errorf("cargo build is run %d times:\n%s", n, text)
	}
}
