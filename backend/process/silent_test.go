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
		env, silent := answeringTo(t.Context(), []string{"A=1", "PATH=" + path}, func(folder string) {
			if folder == "/server/bin" {
				<-gone
			}
		})
		if !slices.Equal(silent, []string{"/server/bin"}) {
			t.Errorf("silent: %q", silent)
		}
		want := "PATH=" + strings.Join([]string{"/usr/bin", "/missing", "/bin"}, string(filepath.ListSeparator))
		if !slices.Equal(env, []string{"A=1", want}) {
			t.Errorf("env: %q", env)
		}
	})
}

func TestFoldersThatAnswerStay(t *testing.T) {
	t.Parallel()
	env := []string{"PATH=" + os.TempDir() + string(filepath.ListSeparator) + "relative" + string(filepath.ListSeparator)}
	if got, silent := Answering(t.Context(), env); !slices.Equal(got, env) || silent != nil {
		t.Errorf("got %q, silent %q", got, silent)
	}
}
