package failure_test

import (
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"firstlight/assets"
	"firstlight/backend/failure"
)

// parsed is the catalogue that ships, which nothing changes: to read it takes longer
// than most that is asked of it.
var parsed = sync.OnceValues(func() (failure.Catalogue, error) { return failure.Parse(assets.KnownFailures()) })

// known returns the catalogue that ships.
func known(t testing.TB) failure.Catalogue {
	t.Helper()
	catalogue, err := parsed()
	if err != nil {
		t.Fatal(err)
	}
	return catalogue
}

// recording is what a program really printed, and how that is known.
type recording struct {
	// id is the failure, and name tells recordings of one failure apart.
	id, name string
	head     map[string]string
	output   string
}

// goos is a system on which the output was seen.
func (r recording) goos() string {
	if goos := r.head["os"]; goos != "" {
		return goos
	}
	return "linux"
}

// recordings reads those below a folder of testdata.
func recordings(t testing.TB, folder string) []recording {
	t.Helper()
	var found []recording
	root := os.DirFS("testdata")
	err := fs.WalkDir(root, folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		head, output, ok := strings.Cut(string(text), "---\n")
		if !ok || output == "" {
			t.Errorf("%s has no output after a line of three dashes", name)
		}
		r := recording{id: path.Base(path.Dir(name)), name: name, head: map[string]string{}, output: output}
		for line := range strings.Lines(head) {
			key, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
			if !ok {
				t.Errorf("%s: the head has %q, which is no key and value", name, line)
			}
			r.head[key] = value
		}
		found = append(found, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestEachRecordingIsRecognised(t *testing.T) {
	catalogue := known(t)
	for _, r := range recordings(t, "known") {
		t.Run(r.name, func(t *testing.T) {
			got, ok := catalogue.Match(r.output, r.goos())
			if !ok || got.ID != r.id {
				t.Fatalf("got %q, want %q, for:\n%s", got.ID, r.id, r.output)
			}
			for _, text := range []string{got.Cause, got.Next, got.Command} {
				if strings.ContainsAny(text, "{}") {
					t.Errorf("a place is left in %q", text)
				}
			}
		})
	}
}

func TestEachFailureHasBeenRecorded(t *testing.T) {
	count := map[string]int{}
	for _, r := range recordings(t, "known") {
		count[r.id]++
		if r.head["source"] == "" && (r.head["command"] == "" || r.head["with"] == "" || strings.HasPrefix(r.head["with"], ",")) {
			t.Errorf("%s says neither where it was found nor how it was made", r.name)
		}
	}
	ids := known(t).IDs()
	for _, id := range ids {
		if count[id] == 0 {
			t.Errorf("%s has no recording in testdata/known/%s", id, id)
		}
	}
	for id := range count {
		if !slices.Contains(ids, id) {
			t.Errorf("testdata/known/%s is of no known failure", id)
		}
	}
}

func TestInnocentOutputIsNotRecognised(t *testing.T) {
	catalogue := known(t)
	innocent := recordings(t, "innocent")
	if len(innocent) < 15 {
		t.Errorf("only %d innocent outputs", len(innocent))
	}
	for _, r := range innocent {
		for _, goos := range []string{"linux", "darwin", "windows"} {
			if got, ok := catalogue.Match(r.output, goos); ok {
				t.Errorf("%s on %s: taken for %s", r.name, goos, got.ID)
			}
		}
	}
}

func TestNoFailureMatchesTheRecordingOfAnotherUnlessItIsRanked(t *testing.T) {
	catalogue := known(t)
	for _, r := range recordings(t, "known") {
		over := catalogue.Over(r.id)
		for _, id := range catalogue.Matching(r.output, r.goos()) {
			if id != r.id && !slices.Contains(over, id) {
				t.Errorf("%s is also taken for %s, which %s does not stand over", r.name, id, r.id)
			}
		}
	}
}

func TestRecordingIsRecognisedHoweverATerminalShowsIt(t *testing.T) {
	catalogue := known(t)
	for _, r := range recordings(t, "known") {
		shown := map[string]string{
			"with Windows line ends":     strings.ReplaceAll(r.output, "\n", "\r\n"),
			"in colour":                  "\x1b[31;1m" + strings.ReplaceAll(r.output, "\n", "\x1b[0m\n\x1b[1;33m") + "\x1b[0m",
			"after a long innocent past": strings.Repeat("compiling, and all is well\n", 3000) + r.output,
			"before a short one":         r.output + strings.Repeat("cleaning up\n", 20),
		}
		for how, output := range shown {
			if got, _ := catalogue.Match(output, r.goos()); got.ID != r.id {
				t.Errorf("%s %s: got %q", r.name, how, got.ID)
			}
		}
	}
}

func TestFailureCountsOnlyOnItsSystems(t *testing.T) {
	catalogue := known(t)
	const output = "E: dpkg was interrupted, you must manually run 'dpkg --configure -a' to correct the problem."
	if got, _ := catalogue.Match(output, "linux"); got.ID != "apt-interrupted" {
		t.Errorf("on linux: got %q", got.ID)
	}
	if got, ok := catalogue.Match(output, "darwin"); ok {
		t.Errorf("on darwin: got %q", got.ID)
	}
}
