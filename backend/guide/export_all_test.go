package guide_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/share"
)

// passed is a guide that has gone through two journeys, of which the first names who
// went through it; the second is open.
func passed(t *testing.T) *guide.Guide {
	t.Helper()
	w := newWorld(t, step("proxy"))
	w.checks["proxy"] = naming()
	g := w.guideWith(func(cfg *guide.Config) { cfg.Places = guide.Places{Data: w.data} })
	if _, err := g.ExportAll(t.Context(), true); !errors.Is(err, guide.ErrNothingToExport) {
		t.Fatalf("before anything was opened: %v", err)
	}
	for _, source := range []string{"first", "second"} {
		w.journey.Source = source
		if err := g.Open(t.Context(), guide.Options{Source: source}); err != nil {
			t.Fatal(err)
		}
		settle(t, g)
		if source == "first" {
			// What was found before the last time names her, too.
			w.checks["proxy"] = check.Check{Observe: func(context.Context, check.Output) check.Finding { return check.Hold("A proxy answers") }}
			if err := g.Note(t.Context(), "proxy", "It took me a day", false); err != nil {
				t.Fatal(err)
			}
		}
	}
	return g
}

func TestEachOnboardingIsExportedAndNamesNobody(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	g := passed(t)
	exports, err := g.ExportAll(t.Context(), true)
	if err != nil || len(exports) != 2 {
		t.Fatalf("%d onboardings, %v; want both", len(exports), err)
	}
	folder, err := g.SaveExports(exports, "")
	if err != nil || folder != filepath.Join(home, "firstlight-onboardings") {
		t.Fatalf("they are in %q, %v", folder, err)
	}
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != 2 {
		t.Fatalf("there are %v, %v", files, err)
	}
	all := ""
	for _, entry := range files {
		text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := share.ReadOnboarding(strings.NewReader(string(text)), entry.Name()); err != nil {
			t.Errorf("it cannot be taken in: %v", err)
		}
		all += string(text)
	}
	if strings.Contains(all, "Lovelace") || strings.Contains(all, "acme.test") || !strings.Contains(all, "does not answer to ‹name›") || !strings.Contains(all, "It took me a day") {
		t.Errorf("they say\n%s", all)
	}
	if exports, err := g.ExportAll(t.Context(), false); err != nil || len(exports) != 2 {
		t.Errorf("without notes there are %d onboardings, %v", len(exports), err)
	}
}

func TestNothingIsKeptWhereEverythingIsForgotten(t *testing.T) {
	g := passed(t)
	exports, err := g.ExportAll(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	settings, err := g.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	data := settings.Places.Data
	link := filepath.Join(t.TempDir(), "link")
	folders := []string{filepath.Join(data, "reports"), filepath.Join(data, "reports", "firstlight-more", "deep")}
	if err := os.Symlink(data, link); err == nil {
		folders = append(folders, filepath.Join(link, "reports"))
	}
	for _, folder := range folders {
		if _, err := g.SaveExports(exports, folder); !errors.Is(err, guide.ErrOwnFolder) {
			t.Errorf("into %s: %v", folder, err)
		}
	}
	if _, err := os.Stat(filepath.Join(data, "reports")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder was made that nothing was written into: %v", err)
	}
	// The data folder may be one in which she keeps other things, such as her home folder.
	for _, kept := range []string{filepath.Join(t.TempDir(), "new", "folder"), filepath.Join(data, "firstlight-onboardings"), filepath.Join(data, "workspace", "mine")} {
		if folder, err := g.SaveExports(exports, kept); err != nil || folder != kept {
			t.Errorf("into %s: %s, %v", kept, folder, err)
		}
	}
}
