package journey_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/journey"
)

var update = flag.Bool("update", false, "write what the parser says to the golden files")

func mustParser(t testing.TB) *journey.Parser {
	t.Helper()
	schema, err := os.ReadFile("../../assets/journey.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	p, err := journey.NewParser(schema)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func files(t testing.TB, pattern string) []string {
	t.Helper()
	found, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Fatalf("no files %s", pattern)
	}
	return found
}

func read(t testing.TB, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func checkGolden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(read(t, file)), string(got)); diff != "" {
		t.Errorf("not what %s says (-want +got):\n%s", file, diff)
	}
}

func TestValidJourneys(t *testing.T) {
	p := mustParser(t)
	for _, file := range files(t, "testdata/valid/*.yaml") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			j, err := p.Parse(filepath.Base(file), read(t, file))
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			encoder := json.NewEncoder(&got)
			encoder.SetEscapeHTML(false)
			encoder.SetIndent("", "  ")
			if err := encoder.Encode(j); err != nil {
				t.Fatal(err)
			}
			checkGolden(t, strings.TrimSuffix(file, ".yaml")+".json", got.Bytes())
		})
	}
}

func TestInvalidJourneys(t *testing.T) {
	p := mustParser(t)
	for _, file := range files(t, "testdata/invalid/*.yaml") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			_, err := p.Parse("journey.yaml", read(t, file))
			var wrong journey.Errors
			if !errors.As(err, &wrong) {
				t.Fatalf("got %v, want Errors", err)
			}
			checkGolden(t, strings.TrimSuffix(file, ".yaml")+".txt", []byte(err.Error()+"\n"))
		})
	}
}
