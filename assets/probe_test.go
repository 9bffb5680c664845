package assets_test

import (
	"bytes"
	"debug/elf"
	"errors"
	"os"
	"testing"

	"firstlight/assets"
)

// TestProbesAreThereForBothArchitectures looks at what make has built; a plain
// go test builds none.
func TestProbesAreThereForBothArchitectures(t *testing.T) {
	t.Parallel()
	for architecture, machine := range map[string]elf.Machine{"amd64": elf.EM_X86_64, "arm64": elf.EM_AARCH64} {
		program, err := assets.Probe(architecture)
		if errors.Is(err, assets.ErrNoProbe) && os.Getenv("CI") == "" {
			t.Skip("this test needs the probes; build them with: make build")
		}
		if err != nil {
			t.Fatal(err)
		}
		file, err := elf.NewFile(bytes.NewReader(program))
		if err != nil {
			t.Fatalf("%s: %v", architecture, err)
		}
		if file.Machine != machine {
			t.Errorf("%s: it is for %s", architecture, file.Machine)
		}
		// An image holds nothing but the probe, so that nothing could load more.
		if libraries, err := file.ImportedLibraries(); err != nil || len(libraries) > 0 {
			t.Errorf("%s: it needs %v, %v", architecture, libraries, err)
		}
	}
	if _, err := assets.Probe("vax"); !errors.Is(err, assets.ErrNoProbe) {
		t.Errorf("on a vax: %v", err)
	}
}
