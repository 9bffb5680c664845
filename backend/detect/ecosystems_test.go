package detect_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what is found into testdata")

// TestEcosystems looks at each repository of testdata/ecosystems, an archive with
// its files, and holds what it states against the archive's last file, "want".
func TestEcosystems(t *testing.T) {
	archives, err := filepath.Glob("testdata/ecosystems/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archive in testdata/ecosystems: %v", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			last := len(archive.Files) - 1
			if last < 1 || archive.Files[last].Name != "want" {
				t.Fatal("the archive has to end with a file want")
			}
			files := tree{}
			for _, f := range archive.Files[:last] {
				files[f.Name] = strings.ReplaceAll(string(f.Data), "\r\n", "\n")
			}
			got := strings.Join(look(t, files), "\n") + "\n"
			if *update {
				archive.Files[last].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want := strings.ReplaceAll(string(archive.Files[last].Data), "\r\n", "\n")
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("it states (-want +got):\n%s", diff)
			}
		})
	}
}
