package guide_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// workspace returns the folder that code is cloned into where a journey is about no
// folder of its own.
func workspace(t *testing.T, g *guide.Guide) string {
	t.Helper()
	if err := g.Open(t.Context(), guide.Options{Source: guide.DemoSource}); err != nil {
		t.Fatal(err)
	}
	return view(t, g).Workspace
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
	if v := view(t, g); v.Workspace != filepath.Dir(dir) || !v.Journey.Drafted {
		t.Errorf("its commands run below %s, and that nobody wrote it is %t", v.Workspace, v.Journey.Drafted)
	}
	eventually(t, "its tests wait for an approval", func() bool { return status(t, g, "tests-pass") == check.Blocked })

	put(t, filepath.Join(dir, "go.mod"), "module lamp\n\ngo 1.22\n")
	eventually(t, "the journey follows", func() bool { return goVersion(t, g) == ">=1.22.0" })
	eventually(t, "it holds again", func() bool { return status(t, g, "detect-lamp") == check.OK })
	s, _ := view(t, g).State.Step("detect-lamp")
	if s.Drift != nil {
		t.Error("a repository that asks for more reads as a machine that broke")
	}

	put(t, filepath.Join(dir, ".firstlight", "journey.yaml"), "name: Own\nstages:\n  - name: A\n    steps:\n      - tool: git\n")
	eventually(t, "its own journey takes over", func() bool { return view(t, g).Journey.Name == "Own" && !view(t, g).Journey.Drafted })
}

func TestWhatWasReadOfAFolderIsToldAsPeopleSayIt(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lamp")
	put(t, filepath.Join(dir, "package.json"), `{"engines": {"node": "22"}, "packageManager": "pnpm@9.1.0"}`)
	put(t, filepath.Join(dir, "compose.yaml"), "services: [")
	g := assembled(t)
	if err := g.Open(t.Context(), guide.Options{Source: dir}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "its files are read", func() bool { return status(t, g, "detect-lamp") == check.OK })
	s, _ := view(t, g).State.Step("detect-lamp")
	if want := "The files of lamp were read in part: what they ask for follows"; s.Finding.Summary != want {
		t.Errorf("it says %q, not %q", s.Finding.Summary, want)
	}
	var told []string
	for _, e := range s.Finding.Evidence {
		told = append(told, e.Label+": "+e.Value)
	}
	for _, want := range []string{"Node.js 22: package.json:1", "pnpm 9.1.0: package.json:1", "Left out: compose.yaml: not understood"} {
		if !slices.ContainsFunc(told, func(line string) bool { return strings.HasPrefix(line, want) }) {
			t.Errorf("%q is not told of in %q", want, told)
		}
	}
}

func TestAFolderThatGoesAwayIsNotCalledAnInvalidFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lamp")
	put(t, filepath.Join(dir, "go.mod"), "module lamp\n\ngo 1.21\n")
	g := assembled(t)
	if err := g.Open(t.Context(), guide.Options{Source: dir}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "its files are read", func() bool { return status(t, g, "detect-lamp") == check.OK })
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it is told", func() bool { return view(t, g).Notices["journey"] != "" })
	if notice := view(t, g).Notices["journey"]; strings.Contains(notice, "not valid") || !strings.Contains(notice, dir) {
		t.Errorf("it is told as %q", notice)
	}
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
	eventually(t, "its tests are a step", func() bool {
		_, ok := view(t, g).Journey.Step("tests-pass")
		return ok
	})
}

func TestAFolderThatStatesNothingIsToldApart(t *testing.T) {
	g := assembled(t)
	err := g.Open(t.Context(), guide.Options{Source: t.TempDir()})
	if err == nil {
		t.Fatal("an empty folder gave a journey")
	}
	t.Log(err)
}

const aboutLamp = "name: Own\nstages:\n  - name: A\n    steps:\n      - %s\n"

func TestAJourneyAboutTheRepositoryThatBringsItRunsThere(t *testing.T) {
	for name, c := range map[string]struct {
		step  func(origin string) string
		there bool
	}{
		"what its files state": {func(string) string { return "detect: lamp" }, true},
		"it is this clone":     {func(origin string) string { return "clone: " + repository.FileURL(origin) + "\n        into: lamp" }, true},
		"another is to be cloned": {func(string) string {
			return "clone: https://github.com/acme/lamp.git\n      - run: make\n        in: lamp"
		}, false},
		"a step works in it":     {func(string) string { return "run: make\n        in: lamp" }, true},
		"one works further down": {func(string) string { return "commit: lamp/web" }, true},
		"a command makes it": {func(string) string {
			return "run: ./unpack\n        creates: lamp\n      - run: make\n        in: lamp"
		}, false},
		"another folder":        {func(string) string { return "detect: lantern" }, false},
		"a name that begins so": {func(string) string { return "run: make\n        in: lamplight" }, false},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "lamp")
			origin := project(t, dir)
			put(t, filepath.Join(dir, ".firstlight", "journey.yaml"), fmt.Sprintf(aboutLamp, c.step(origin)))
			g := assembled(t)
			own := workspace(t, g)
			if err := g.Open(t.Context(), guide.Options{Source: dir}); err != nil {
				t.Fatal(err)
			}
			want := own
			if c.there {
				want = filepath.Dir(dir)
			}
			if got := view(t, g).Workspace; got != want {
				t.Errorf("its commands run below %s, not %s", got, want)
			}
		})
	}
}

func TestAJourneyAboutARepositoryThatWasClonedStaysWithThatClone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lamp")
	project(t, dir)
	put(t, filepath.Join(dir, ".firstlight", "journey.yaml"), fmt.Sprintf(aboutLamp, "detect: lamp"))
	g := assembled(t)
	own := workspace(t, g)
	put(t, filepath.Join(own, "lamp", "go.mod"), "module lamp\n")
	if err := g.Open(t.Context(), guide.Options{Source: dir}); err != nil {
		t.Fatal(err)
	}
	if got := view(t, g).Workspace; got != own {
		t.Errorf("its commands run below %s, not %s", got, own)
	}
}

func TestAnAddressWhoseFolderHoldsAnotherRepositoryIsNotTakenForIt(t *testing.T) {
	g := assembled(t)
	dir := filepath.Join(workspace(t, g), "lamp")
	project(t, dir)
	put(t, filepath.Join(dir, ".firstlight", "journey.yaml"), fmt.Sprintf(aboutLamp, "detect: lamp"))
	if err := g.Open(t.Context(), guide.Options{Source: "https://github.com/acme/lamp"}); err != nil {
		t.Fatal(err)
	}
	v := view(t, g)
	if v.Journey.Name != "lamp" {
		t.Errorf("it is taken for %s", v.Journey.Name)
	}
	for _, step := range v.Journey.Steps() {
		if c, ok := step.Claim.(journey.ToolClaim); ok && c.Name == "go" {
			t.Error("what the other repository asks for is asked for here")
		}
	}
}

func TestTheInvalidJourneyOfACloneIsToldAndFollowed(t *testing.T) {
	g := assembled(t)
	dir := filepath.Join(workspace(t, g), "lamp")
	address := repository.FileURL(project(t, dir))
	own := filepath.Join(dir, ".firstlight", "journey.yaml")
	put(t, own, "name: [\n")
	var invalid journey.Errors
	if err := g.Open(t.Context(), guide.Options{Source: address}); !errors.As(err, &invalid) {
		t.Fatalf("it opens, or says %v", err)
	}
	put(t, own, "name: Own\nstages:\n  - name: A\n    steps:\n      - tool: git\n")
	if err := g.Open(t.Context(), guide.Options{Source: address}); err != nil {
		t.Fatal(err)
	}
	put(t, own, "name: [\n")
	eventually(t, "it is told", func() bool { return view(t, g).Notices["journey"] != "" })
	put(t, own, "name: Mended\nstages:\n  - name: A\n    steps:\n      - tool: git\n")
	eventually(t, "it is followed", func() bool { return view(t, g).Journey.Name == "Mended" })
}
