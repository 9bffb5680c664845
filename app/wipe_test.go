package app_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"firstlight/app"
)

func TestAFaceEndsOnceEverythingIsForgottenAndNotBefore(t *testing.T) {
	home := t.TempDir()
	data := filepath.Join(home, "data")
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", "")
	t.Setenv("FIRSTLIGHT_HOME", data)
	// The tokens of whoever runs the test are left alone.
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(home, "no-bus"))
	a, other := start(t), start(t)
	ended := func() bool {
		select {
		case <-app.Forgotten(a):
			return true
		default:
			return false
		}
	}
	if _, err := a.Wipe(); app.Explain(err) == nil || app.Explain(err).Code != app.CodeConflict || ended() {
		t.Fatalf("err = %v, ended %v; want a conflict, and that it goes on", err, ended())
	}
	if s := state(t, a); !s.Choosing {
		t.Errorf("it cannot be used any more: %+v", s)
	}
	if err := app.Stop(context.WithoutCancel(t.Context()), other); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Wipe(); err != nil || !ended() {
		t.Errorf("err = %v, ended %v", err, ended())
	}
	if _, err := os.Stat(filepath.Join(data, "firstlight.db")); err == nil {
		t.Error("the record is still there")
	}
}

// into is a person who chooses a folder, or none.
type into struct {
	chooses
	folder string
}

func (i into) Folder(context.Context, string) (string, error) { return i.folder, nil }

func TestWhatIsExportedGoesWhereThePersonChooses(t *testing.T) {
	a, _ := demo(t)
	chosen := t.TempDir()
	for _, folder := range []string{"", chosen} {
		app.OfferChooser(a, into{folder: folder})
		kept, err := a.KeepExport("Where to")
		files, errRead := os.ReadDir(chosen)
		if err != nil || errRead != nil || (kept == "") != (folder == "") || (len(files) == 1) != (folder == chosen) {
			t.Errorf("with %q chosen it is in %q, %v; there is %v, %v", folder, kept, err, files, errRead)
		}
	}
}
