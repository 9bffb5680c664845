package guide_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/journey"
	"firstlight/backend/repository"
)

// project makes a repository of Go's in a folder, cloned from an origin.
func project(t *testing.T, dir string) (origin string) {
	t.Helper()
	git := terminal(t)
	origin = filepath.Join(t.TempDir(), "lamp.git")
	git(os.TempDir(), "init", "--quiet", "--bare", origin)
	git(os.TempDir(), "clone", "--quiet", origin, dir)
	put(t, filepath.Join(dir, "go.mod"), "module lamp\n\ngo 1.21\n")
	git(dir, "add", "--all")
	git(dir, "commit", "--quiet", "-m", "Begin")
	git(dir, "push", "--quiet", "origin", "main")
	return origin
}

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// assembled returns a guide over this machine with a data folder of its own.
func assembled(t *testing.T) *guide.Guide {
	t.Helper()
	t.Setenv("FIRSTLIGHT_HOME", t.TempDir())
	g, err := guide.Assemble(t.Context(), guide.Face{Name: "terminal", AllowFile: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := g.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	return g
}

func goVersion(t *testing.T, g *guide.Guide) string {
	t.Helper()
	step, _ := view(t, g).Journey.Step("tool-go")
	c, _ := step.Claim.(journey.ToolClaim)
	return c.Version
}

func TestAFolderWithoutAJourneyGivesOneThatFollowsIt(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lamp")
	project(t, dir)
	g := assembled(t)
	if err := g.Open(t.Context(), guide.Options{Source: dir}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "its files are read", func() bool { return status(t, g, "detect-lamp") == check.OK })
	if v := goVersion(t, g); v != ">=1.21.0" {
		t.Errorf("Go is asked for in %q", v)
	}
	if v := view(t, g); v.Workspace != filepath.Dir(dir) {
		t.Errorf("its commands run below %s", v.Workspace)
	}
	if s := status(t, g, "tests-pass"); s != check.Blocked {
		t.Errorf("its tests are %s before anybody approved them", s)
	}

	put(t, filepath.Join(dir, "go.mod"), "module lamp\n\ngo 1.22\n")
	eventually(t, "the journey follows", func() bool { return goVersion(t, g) == ">=1.22.0" })
	eventually(t, "it holds again", func() bool { return status(t, g, "detect-lamp") == check.OK })
	s, _ := view(t, g).State.Step("detect-lamp")
	if s.Drift != nil {
		t.Error("a repository that asks for more reads as a machine that broke")
	}

	put(t, filepath.Join(dir, ".firstlight", "journey.yaml"), "name: Own\nstages:\n  - name: A\n    steps:\n      - tool: git\n")
	eventually(t, "its own journey takes over", func() bool { return view(t, g).Journey.Name == "Own" })
}

func TestAnAddressIsClonedAndThenRead(t *testing.T) {
	origin := project(t, filepath.Join(t.TempDir(), "lamp"))
	g := assembled(t)
	if err := g.Open(t.Context(), guide.Options{Source: repository.FileURL(origin)}); err != nil {
		t.Fatal(err)
	}
	if steps := view(t, g).Journey.Steps(); len(steps) != 4 || goVersion(t, g) != "" {
		t.Errorf("before it is cloned there are %d steps", len(steps))
	}
	if err := g.Approve(t.Context(), view(t, g).Approval.Hash); err != nil {
		t.Fatal(err)
	}
	git := terminal(t)
	git(os.TempDir(), "clone", "--quiet", repository.FileURL(origin), filepath.Join(view(t, g).Workspace, "lamp"))
	eventually(t, "its files are read", func() bool { return status(t, g, "detect-lamp") == check.OK })
	eventually(t, "Go is asked for", func() bool { return goVersion(t, g) == ">=1.21.0" })
	if _, ok := view(t, g).Journey.Step("tests-pass"); !ok {
		t.Error("its tests are no step")
	}
}

func TestAFolderThatStatesNothingIsToldApart(t *testing.T) {
	g := assembled(t)
	err := g.Open(t.Context(), guide.Options{Source: t.TempDir()})
	if err == nil {
		t.Fatal("an empty folder gave a journey")
	}
	t.Log(err)
}
