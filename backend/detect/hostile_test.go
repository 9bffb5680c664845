package detect_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"firstlight/backend/detect"
)

// TestWhatNobodyWrote looks at files that are made to take long or to say much. Those
// that cost the square of their length never come to an end at these lengths.
func TestWhatNobodyWrote(t *testing.T) {
	many := func(n int, format string) string {
		var text strings.Builder
		for i := range n {
			fmt.Fprintf(&text, format, i)
		}
		return text.String()
	}
	for _, c := range []struct {
		name  string
		files tree
		want  string
	}{
		{"a paragraph of very many lines", tree{"DEVELOPMENT.md": "# Set-up\n\n" + strings.Repeat("x\n", 500_000)}, ""},
		{"a line of very many words", tree{"CONTRIBUTING.md": "# Set-up\n\nYou need Node 18\n" + strings.Repeat("word ", 200_000)}, ""},
		{"a page of very many dashes", tree{"CONTRIBUTING.md": "---\n" + strings.Repeat("x\n--\n", 200_000)}, ""},
		{"very many tables", tree{"pyproject.toml": many(60_000, "[tool.b%d]\n")}, ""},
		{"more statements than people make", tree{"README.md": "# Development\n\nRequirements:\n" + many(9_000, "- Node %d\n")}, "note: README.md: it states more than 500 things: the rest was left out"},
		{"more folders than a workspace has", tree{"Cargo.toml": "[workspace]\nmembers = [" + many(2_000, `"m%d",`) + "]"}, "note: Cargo.toml: it takes in more than 1000 folders by their names: the rest was left out"},
		{"a command that nobody can read", tree{"README.md": "# Development\n\n```sh\nnpm install --x" + strings.Repeat(" --y", 500) + "\n```\n"}, "note: README.md: a command was left out: it is too long to be read before it runs"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := look(t, c.files)
			if c.want != "" && !has(got, c.want) {
				t.Errorf("no %q in %.2000s", c.want, strings.Join(got, "\n"))
			}
			if length := len(strings.Join(got, "\n")); length > 1<<16 {
				t.Errorf("%d bytes are said of it", length)
			}
		})
	}
}

func TestTextsAreBounded(t *testing.T) {
	long := strings.Repeat("9", 300_000)
	got := look(t, tree{"package.json": `{"engines":{"node":"` + long + `"},"packageManager":"pnpm@` + long + `"}`, ".python-version": long})
	if length := len(strings.Join(got, "\n")); length > 4096 {
		t.Errorf("%d bytes are said of versions that nobody has", length)
	}
	sides := tree{"package.json": `{"engines":{"node":"99"}}`, "README.md": "# Development\n\nRequirements:\n\n"}
	for i := range 100 {
		sides["README.md"] += fmt.Sprintf("- Node >=1%d\n", i)
	}
	report, err := detect.Look(t.Context(), sides.fs(), detect.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Conflicts) != 1 || len(report.Conflicts[0].Says) > 11 {
		t.Errorf("%d conflicts: %v", len(report.Conflicts), report.Conflicts)
	}
}

func TestNotesAreBounded(t *testing.T) {
	files := tree{}
	for i := range 390 {
		files[fmt.Sprintf("p%d/package.json", i)] = "{"
	}
	report := lookAt(t, files.fs(), detect.Options{})
	if last := len(report.Notes) - 1; last != 200 || !strings.Contains(report.Notes[last].Reason, "there was more") {
		t.Errorf("%d notes", len(report.Notes))
	}
}

func TestHowMuchIsReadIsBounded(t *testing.T) {
	files := fstest.MapFS{}
	text := []byte(`{"engines":{"node":"22"},"x":"` + strings.Repeat("x", 1_000_000) + `"}`)
	for i := range 30 {
		files[fmt.Sprintf("p%02d/package.json", i)] = &fstest.MapFile{Data: text}
	}
	got := tell(lookAt(t, files, detect.Options{}))
	if !has(got, "note: p29/package.json: not read: the files before it are very long already") {
		t.Errorf("all of it was read: %s", strings.Join(got, "\n"))
	}
}

func TestABareRepositoryIsSaidToBeOne(t *testing.T) {
	got := look(t, tree{"HEAD": "ref: refs/heads/main\n", "objects/info/packs": "", "refs/heads/main": "x", "go.mod": "module x\n"})
	if want := "note: it is a bare repository, in which git keeps no files to look at: clone it, and name the clone"; len(got) != 1 || got[0] != want {
		t.Errorf("%q", got)
	}
	if got := look(t, tree{"HEAD": "x", "objects/a": "", "refs/b": "", "go.mod": "module x\n"}); !has(got, "tool go…") {
		t.Errorf("a project with such folders is one: %q", got)
	}
}

func TestANoteNamesNoLibrary(t *testing.T) {
	check(t, []states{
		{"an empty file", tree{"package.json": "\n"}, []string{"note: package.json: not understood: it is empty"}},
		{"half a file", tree{"package.json": `{"a":`}, []string{"note: package.json: not understood: line 1, column 6…"}},
	})
}
