package journey_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/Masterminds/semver/v3"
	"github.com/google/go-cmp/cmp"

	"firstlight/backend/journey"
)

const head = "name: Harbour\nstages:\n  - name: All\n    steps:\n"

func TestTheDemoIsValid(t *testing.T) {
	j, err := mustParser(t).Parse("demo", read(t, "../../assets/demo/journey.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if j.Source != "demo" {
		t.Errorf("Source = %q, want demo", j.Source)
	}
	reached := map[journey.Milestone]bool{}
	for _, step := range j.Steps() {
		reached[step.Milestone] = true
	}
	// What comes after needs an account somewhere, and the demo none.
	account := []journey.Milestone{journey.FirstPull, journey.FirstReview, journey.FirstMerge}
	for _, m := range journey.Milestones() {
		if !reached[m] && !slices.Contains(account, m) {
			t.Errorf("no step of the demo belongs to %s", m)
		}
	}
}

// TestWhatShipsIsReadAlike holds what is read without the schema against it.
func TestWhatShipsIsReadAlike(t *testing.T) {
	for _, file := range []string{"demo/journey.yaml", "health.yaml"} {
		data := read(t, "../../assets/"+file)
		want, err := mustParser(t).Parse(file, data)
		if err != nil {
			t.Fatal(err)
		}
		got, err := journey.ParseBuiltIn(file, data)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(want, got) {
			t.Errorf("%s is read otherwise without the schema:\n%s", file, cmp.Diff(want, got, cmp.Exporter(func(reflect.Type) bool { return true })))
		}
	}
}

func TestBuiltInsTellWhatIsWrong(t *testing.T) {
	for _, text := range []string{"stages: [", head + "      - tool: go\n        id: a\n      - tool: git\n        id: a\n"} {
		var wrong journey.Errors
		if _, err := journey.ParseBuiltIn("built in", []byte(text)); !errors.As(err, &wrong) {
			t.Errorf("%q is read with %v", text, err)
		}
	}
}

func TestHashIsOfTheBytes(t *testing.T) {
	p := mustParser(t)
	data := []byte(head + "      - tool: go\r\n")
	j, err := p.Parse("journey.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	if want := hex.EncodeToString(sum[:]); j.Hash != want {
		t.Errorf("Hash = %s, want %s", j.Hash, want)
	}
}

func TestFileOriginsNeedLeave(t *testing.T) {
	tests := []struct {
		origin  string
		allowed bool
	}{
		{"file:///srv/git/payments.git", true},
		{"file://host/payments.git", false},
		{"file:///", false},
		{"file:payments.git", false},
		{"file:///srv/payments.git?x", false},
	}
	for _, tt := range tests {
		t.Run(tt.origin, func(t *testing.T) {
			p := mustParser(t)
			text := []byte(head + "      - clone: " + tt.origin + "\n        into: payments\n")
			if _, err := p.Parse("journey.yaml", text); err == nil {
				t.Error("accepted without leave")
			}
			p.AllowFile = true
			if _, err := p.Parse("journey.yaml", text); (err == nil) != tt.allowed {
				t.Errorf("with leave got %v", err)
			}
		})
	}
}

func TestErrorsAreForProgramsToo(t *testing.T) {
	_, err := mustParser(t).Parse("a/journey.yaml", []byte(head+"      - tool: go\n        versoin: 1\n"))
	var wrong journey.Errors
	if !errors.As(err, &wrong) {
		t.Fatalf("got %v, want Errors", err)
	}
	wrong[0].Expected = strings.SplitN(wrong[0].Expected, ",", 2)[0]
	got, err := json.Marshal(wrong)
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"file":"a/journey.yaml","line":6,"column":9,"path":"stages[0].steps[0].versoin",` +
		`"problem":"unknown key \"versoin\"","expected":"one of tool","suggestion":"version"}]`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}

func TestErrorsAreBounded(t *testing.T) {
	_, err := mustParser(t).Parse("journey.yaml", []byte(head+strings.Repeat("      - port: 0\n", 200)))
	var wrong journey.Errors
	if !errors.As(err, &wrong) || len(wrong) != 50 {
		t.Fatalf("got %d errors, want 50", len(wrong))
	}
	if wrong[0].Line != 5 || wrong[49].Line != 54 {
		t.Errorf("got lines %d to %d, want the first: 5 to 54", wrong[0].Line, wrong[49].Line)
	}
}

func TestErrorsKeepPasswordsToThemselves(t *testing.T) {
	for _, origin := range []string{
		"https://me:hunter2@host/a.git", "http://me:hunter2@host/a.git", "https://me:hunter2@host/%zz", "https://me:hunter2@host/con.git",
	} {
		_, err := mustParser(t).Parse("journey.yaml", []byte(head+"      - clone: "+origin+"\n"))
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: got %v", origin, err)
		}
	}
}

func TestConstraintsMeanWhatTheDocsSay(t *testing.T) {
	tests := []struct{ written, constraint, meets, misses string }{
		{`">=1.26"`, ">=1.26", "1.27.0", "1.25.9"},
		{`"1.26"`, "1.26", "1.26.8", "1.27.0"},
		{"1.26", "1.26", "1.26.8", "1.27.0"},
		{"1.20", "1.20", "1.20.3", "1.2.0"},
		{`"^22"`, "^22", "22.9.0", "23.0.0"},
		{`">=1.22, <2"`, ">=1.22, <2", "1.30.0", "2.0.0"},
	}
	p := mustParser(t)
	for _, tt := range tests {
		t.Run(tt.written, func(t *testing.T) {
			j, err := p.Parse("journey.yaml", []byte(head+"      - tool: go\n        version: "+tt.written+"\n"))
			if err != nil {
				t.Fatal(err)
			}
			got := j.Steps()[0].Claim.(journey.ToolClaim).Version
			if got != tt.constraint {
				t.Errorf("Version = %q, want it as written: %q", got, tt.constraint)
			}
			c, err := semver.NewConstraint(got)
			if err != nil {
				t.Fatal(err)
			}
			if !c.Check(semver.MustParse(tt.meets)) || c.Check(semver.MustParse(tt.misses)) {
				t.Errorf("%s: want %s to do and %s not to", got, tt.meets, tt.misses)
			}
		})
	}
}

func TestParserServesManyAtOnce(t *testing.T) {
	p := mustParser(t)
	valid, invalid := read(t, "testdata/valid/every-kind.yaml"), read(t, "testdata/invalid/many-at-once.yaml")
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if _, err := p.Parse("valid", valid); err != nil {
				t.Error(err)
			}
			if _, err := p.Parse("invalid", invalid); err == nil {
				t.Error("an invalid journey was accepted")
			}
		})
	}
	group.Wait()
}

func TestAStepAsksForAToolThatSomebodyDescribes(t *testing.T) {
	t.Parallel()
	const text = head + "      - tool: terrafrom\n      - tool: acme\n      - tool: git\n" +
		"tools:\n  - { name: acme, title: Acme, commands: [acme], version: { args: [--version], pattern: 'acme (.+)' }, docs: \"https://acme.example\" }\n"
	p := mustParser(t)
	if _, err := p.Parse("journey.yaml", []byte(text)); err != nil {
		t.Errorf("where no tools are named, any passes: %v", err)
	}
	p.Tools = []string{"git", "terraform"}
	_, err := p.Parse("journey.yaml", []byte(text))
	var wrong journey.Errors
	if !errors.As(err, &wrong) || len(wrong) != 1 {
		t.Fatalf("err = %v, want that one tool is not known", err)
	}
	if e := wrong[0]; e.Line != 5 || e.Column != 15 || e.Path != "stages[0].steps[0].tool" || e.Suggestion != "terraform" {
		t.Errorf("the error is %+v", e)
	}
}
