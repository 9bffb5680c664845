package tool_test

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/goccy/go-yaml"

	"firstlight/assets"
	"firstlight/backend/check"
	"firstlight/backend/tool"
)

// recorded is what a program once printed when it was asked its version.
type recorded struct {
	// Output is what it printed, on both outputs.
	Output string `yaml:"output"`
	// Source says where that was seen.
	Source string `yaml:"source"`
	// Version is how the version in it is spelled, and Code that of the finding
	// where it is not the tool.
	Version string `yaml:"version"`
	Code    string `yaml:"code"`
	// Command is the name that it was started by, if not the tool's first, and
	// File the path of its file, from the root of a machine.
	Command string `yaml:"command"`
	// Asked is the version that was asked for, if one was.
	Asked string `yaml:"asked"`
	File  string `yaml:"file"`
}

func catalogueText() []byte { return assets.ToolCatalogue() }

// parsed is the catalogue that ships, read once: that takes long.
var parsed = sync.OnceValues(func() (tool.Catalogue, error) { return tool.ParseCatalogue(catalogueText()) })

func shipped(t *testing.T) tool.Catalogue {
	t.Helper()
	catalogue, err := parsed()
	if err != nil {
		t.Fatal(err)
	}
	return catalogue
}

// recordings returns what was recorded, by tool.
func recordings(t testing.TB) map[string][]recorded {
	t.Helper()
	files, err := filepath.Glob("testdata/answers/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no recorded answers: %v", err)
	}
	all := map[string][]recorded{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var list []recorded
		if err := yaml.UnmarshalWithOptions(text, &list, yaml.Strict()); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[strings.TrimSuffix(filepath.Base(file), ".yaml")] = list
	}
	return all
}

// TestEveryToolHasAnAnswerOnRecord keeps the catalogue from growing by entries
// that nobody has seen to work.
func TestEveryToolHasAnAnswerOnRecord(t *testing.T) {
	all, names := recordings(t), shipped(t).Names()
	for _, name := range names {
		if !slices.ContainsFunc(all[name], func(r recorded) bool { return r.Version != "" && r.Code == "" }) {
			t.Errorf("no answer of %s is on record", name)
		}
	}
	for name, list := range all {
		if !slices.Contains(names, name) {
			t.Errorf("there are answers of %s, which is no tool of the catalogue", name)
		}
		for i, r := range list {
			if r.Source == "" || r.Output == "" {
				t.Errorf("answer %d of %s lacks its output or where that was seen", i+1, name)
			}
		}
	}
}

// TestToolsAsTheyAnswered has programs print what was recorded, and asks for the
// tool that they are or are taken for.
func TestToolsAsTheyAnswered(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("these programs are written for a POSIX shell")
	}
	catalogue := shipped(t)
	for name, list := range recordings(t) {
		t.Run(name, func(t *testing.T) {
			for _, r := range list {
				b := newBench(t)
				file := b.prints(r, catalogue.Entry(name).Commands[0])
				f := b.observe(b.roomOf(catalogue).Tool(name, r.Asked))
				if r.Code != "" {
					b.want(f, check.Failing, "tool/"+r.Code)
					if !strings.Contains(f.Summary, r.Version) {
						t.Errorf("%s: %q does not say %s", r.Source, f.Summary, r.Version)
					}
					continue
				}
				if f.Status != check.OK {
					t.Errorf("%s: %s (%s) %+v", r.Source, f.Summary, f.Code, f.Evidence)
					continue
				}
				if got, want := fact(f, "Found"), r.Version+" in "+file; got != want {
					t.Errorf("%s: found %q, want %q", r.Source, got, want)
				}
			}
		})
	}
}
