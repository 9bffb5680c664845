package process

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
)

func TestFoldersThatDoNotAnswerAreLeftOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		gone := make(chan struct{})
		defer close(gone)
		path := strings.Join([]string{"/server/bin", "/usr/bin", "/missing", "/bin"}, string(filepath.ListSeparator))
		answering, silent := answeringTo(t.Context(), path, func(folder string) {
			if folder == "/server/bin" {
				<-gone
			}
		})
		if !slices.Equal(silent, []string{"/server/bin"}) {
			t.Errorf("silent: %q", silent)
		}
		if want := strings.Join([]string{"/usr/bin", "/missing", "/bin"}, string(filepath.ListSeparator)); answering != want {
			t.Errorf("answering: %q", answering)
		}
	})
}

func TestFoldersThatAnswerStay(t *testing.T) {
	t.Parallel()
	path := os.TempDir() + string(filepath.ListSeparator) + "relative" + string(filepath.ListSeparator)
	if got, silent := Answering(t.Context(), path); got != path || silent != nil {
		t.Errorf("got %q, silent %q", got, silent)
	}
}
