package guide_test

import (
	"path/filepath"
	"testing"

	"firstlight/backend/guide"
)

func TestAJourneyIsFoundByWhatAPersonPointsAt(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, ".firstlight", "journey.yaml")
	put(t, file, "name: Own\nstages:\n  - name: A\n    steps:\n      - run: echo\n")
	for name, source := range map[string]string{
		"the folder of the repository": dir,
		"the folder that it lies in":   filepath.Dir(file),
		"the file":                     file,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j, found, err := guide.NewFiles(false).Load(t.Context(), source)
			if err != nil {
				t.Fatal(err)
			}
			if j.Name != "Own" || found != file {
				t.Errorf("it is %q from %s, not that of %s", j.Name, found, file)
			}
		})
	}
}
