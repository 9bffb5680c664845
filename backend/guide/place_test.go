package guide_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstlight/backend/guide"
)

func TestTheFoldersAreThoseThatTheEnvironmentNames(t *testing.T) {
	home := t.TempDir()
	file := filepath.Join(home, "notes.txt")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ is, data, problem string }{
		"a folder":               {is: home, data: home},
		"one that is to be made": {is: filepath.Join(home, "new") + "/", data: filepath.Join(home, "new")},
		"another in each place":  {is: "data", problem: "is data, which is another folder in each place"},
		"a file":                 {is: file, problem: "is " + file + ", which is no folder"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(guide.PlaceVariable, c.is)
			places, err := guide.FindPlaces()
			var wrong *guide.PlaceError
			switch {
			case c.problem == "" && (err != nil || places.Data != c.data || places.Workspace != filepath.Join(c.data, "workspace")):
				t.Errorf("they are %+v, %v", places, err)
			case c.problem != "" && (!errors.As(err, &wrong) || !strings.Contains(wrong.Problem, c.problem) || wrong.Next == ""):
				t.Errorf("%q is taken: %+v, %v", c.is, places, err)
			}
		})
	}
}

func TestWithoutAHomeItIsSaidHowToNameAFolder(t *testing.T) {
	for _, name := range []string{guide.PlaceVariable, "HOME", "USERPROFILE"} {
		t.Setenv(name, "")
	}
	_, err := guide.FindPlaces()
	var wrong *guide.PlaceError
	if !errors.As(err, &wrong) || !strings.Contains(wrong.Next, guide.PlaceVariable) {
		t.Errorf("it is told as %v", err)
	}
}
