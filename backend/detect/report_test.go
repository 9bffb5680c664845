package detect_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/detect"
)

// monorepo is a server with an interface that it is built with, a part that has
// needs of its own, and others' files.
func monorepo() tree {
	return tree{
		"go.mod":              "module acme/shop\n\ngo 1.25.1\n",
		"Makefile":            "build: web\n\tgo build\nweb:\n\tcd web && npm ci && npm run build\ntest:\n\tgo test ./...\n",
		"README.md":           "# Shop\n\n## Development\n\nYou need Go 1.24 and Docker. Start the database with `docker compose up -d`.\n\n### Prerequisites\n\n- Node 18\n",
		"compose.yaml":        "services:\n  app: { build: . }\n  db:\n    image: postgres:17\n",
		"web/package.json":    "{\n  \"engines\": { \"node\": \">=22\" },\n  \"scripts\": { \"build\": \"vite build\" }, \"devDependencies\": { \"vite\": \"7\" }\n}\n",
		"web/.nvmrc":          "22\n",
		"desktop/Cargo.toml":  "[package]\nname = \"desktop\"\nrust-version = \"1.85\"\n",
		"examples/x/go.mod":   "module x\n\ngo 1.99\n",
		"broken/package.json": "{",
		".env.example":        "KEY=\n",
	}
}

func TestReportOfAMonorepo(t *testing.T) {
	report := lookAt(t, monorepo().fs(), detect.Options{})
	var got bytes.Buffer
	e := json.NewEncoder(&got)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(report); err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/monorepo.json"
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n"))), got.String()); diff != "" {
		t.Errorf("the report differs (-want +got); `go test ./backend/detect -update` writes it anew:\n%s", diff)
	}
	for range 5 {
		if diff := cmp.Diff(report, lookAt(t, monorepo().fs(), detect.Options{})); diff != "" {
			t.Fatalf("two looks at one tree differ:\n%s", diff)
		}
	}
}
