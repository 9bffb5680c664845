package guide_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/guide"
)

// TestAFolderThatIsPutThereIsSeen has a costly claim whose folder is missing, and puts
// it there by hand.
func TestAFolderThatIsPutThereIsSeen(t *testing.T) {
	w := newWorld(t, step("tests"))
	workspace := t.TempDir()
	folder := filepath.Join(workspace, "payments")
	c := w.file("tests")
	c.Costly = true
	w.checks["tests"] = guide.Placed(c, workspace, "payments")
	w.make("tests")
	g := w.face()
	settle(t, g)
	s, _ := view(t, g).State.Step("tests")
	if s.Finding.Code != "workspace/no-folder" || s.Attempts != 0 || s.Failures != 0 || s.LastWork != nil {
		t.Errorf("without its folder it reads %+v, with %d attempts and %d failures", s.Finding, s.Attempts, s.Failures)
	}
	if !strings.Contains(s.Finding.Summary, workspace) {
		t.Errorf("it does not say where the workspace is: %s", s.Finding.Summary)
	}
	if n := w.timesLooked("tests"); n != 0 {
		t.Errorf("without its folder it was run %d times", n)
	}
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it is run once its folder is there", func() bool { return status(t, g, "tests") == check.OK })
	if s, _ := view(t, g).State.Step("tests"); s.Attempts != 1 || s.Failures != 0 {
		t.Errorf("it has %d attempts and %d failures, want one and none", s.Attempts, s.Failures)
	}
}
