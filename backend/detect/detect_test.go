package detect_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/detect"
)

// tree is a repository: the text of each file by its path.
type tree map[string]string

func (t tree) fs() fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range t {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

// look returns what a tree states, a line a claim, conflict or note.
func look(t *testing.T, files tree) []string {
	t.Helper()
	report, err := detect.Look(t.Context(), files.fs(), detect.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return tell(report)
}

func tell(r detect.Report) []string {
	var lines []string
	for _, c := range r.Claims {
		line := string(c.Kind)
		for _, word := range []string{c.Name, c.Version, c.Image, c.Template, c.Command} {
			if word != "" {
				line += " " + word
			}
		}
		if c.Port != 0 {
			line += fmt.Sprintf(" :%d", c.Port)
		}
		if !c.Required {
			line += " (optional)"
		}
		if c.Part != "" {
			line += " part " + c.Part
		}
		lines = append(lines, line+" <- "+c.Sources())
	}
	for _, c := range r.Conflicts {
		lines = append(lines, "conflict: "+c.Reason)
	}
	for _, n := range r.Notes {
		lines = append(lines, "note: "+n.String())
	}
	return lines
}

// states is one case: a tree, and lines that its report has, or with a "-" in
// front has not. A line that ends with "…" gives only its beginning.
type states struct {
	name  string
	files tree
	want  []string
}

func check(t *testing.T, cases []states) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := look(t, c.files)
			for _, want := range c.want {
				want, not := strings.CutPrefix(want, "-")
				if has(got, want) == not {
					t.Errorf("%q: said %t, which is wrong, in\n%s", want, not, strings.Join(got, "\n"))
				}
			}
		})
	}
}

func has(lines []string, want string) bool {
	beginning, open := strings.CutSuffix(want, "…")
	for _, line := range lines {
		if line == want || open && strings.HasPrefix(line, beginning) {
			return true
		}
	}
	return false
}

func TestEmptyRepository(t *testing.T) {
	if diff := cmp.Diff([]string(nil), look(t, tree{"README": "hello"})); diff != "" {
		t.Error(diff)
	}
}
