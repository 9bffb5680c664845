package guide_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"firstlight/backend/guide"
)

// TestTheNextProgramFinishesToForget ends a program wherever it may be, which leaves
// the note and some of what was to be removed.
func TestTheNextProgramFinishesToForget(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", "")
	t.Setenv("FIRSTLIGHT_HOME", filepath.Join(home, "data"))
	// The tokens of whoever runs the test are left alone.
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(home, "no-bus"))
	data := filepath.Join(home, "data")
	assemble := func() *guide.Guide {
		t.Helper()
		g, err := guide.Assemble(t.Context(), guide.Face{Name: "test"})
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	done := func(g *guide.Guide) {
		t.Helper()
		if err := g.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Fatal(err)
		}
	}
	for _, gone := range []string{"", "firstlight.db-wal", "firstlight.db", "origins"} {
		g := assemble()
		if err := g.Set(t.Context(), "theme", "dark"); err != nil {
			t.Fatal(err)
		}
		if err := g.Open(t.Context(), guide.Options{Source: guide.DemoSource}); err != nil {
			t.Fatal(err)
		}
		done(g)
		if err := os.WriteFile(filepath.Join(data, "forgetting"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if gone != "" {
			if err := os.RemoveAll(filepath.Join(data, gone)); err != nil {
				t.Fatal(err)
			}
		}
		g = assemble()
		if got := setting(t, g, "theme").Value; got != "system" {
			t.Errorf("ended after %q, the next program finds theme = %q", gone, got)
		}
		if v, err := g.Wiping(t.Context()); err != nil || v.Onboardings != 0 {
			t.Errorf("ended after %q, the next program finds %+v, %v", gone, v, err)
		}
		done(g)
		if _, err := os.Stat(filepath.Join(data, "forgetting")); err == nil {
			t.Errorf("ended after %q, it is still to be forgotten", gone)
		}
	}
}
