package main

import (
	"bytes"
	"strings"
	"testing"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/backend/check"
	"firstlight/backend/guide"
)

// TestDoctorSaysWhatIsSo holds that what is to be typed is what works, whatever of it
// happens to be somebody's name, and that she is told who she is.
func TestDoctorSaysWhatIsSo(t *testing.T) {
	where := guide.Options{Source: "https://github.com/acme/payments"}
	for _, form := range []struct {
		name    string
		json    bool
		options doctorOptions
		want    []string
	}{
		{"text", false, doctorOptions{}, []string{"Ada <ada@acme.example>", "$ firstlight fix clone --journey https://github.com/acme/payments"}},
		{"text of tools", false, doctorOptions{tools: []string{"go"}}, []string{"Ada <ada@acme.example>", "$ git clone https://github.com/acme/payments"}},
		{"JSON", true, doctorOptions{}, []string{"Ada <ada@acme.example>", "firstlight fix clone --journey https://github.com/acme/payments"}},
		{"JUnit", false, doctorOptions{junit: true}, []string{"Ada &lt;ada@acme.example&gt;", "git clone https://github.com/acme/payments"}},
	} {
		t.Run(form.name, func(t *testing.T) {
			var out bytes.Buffer
			c := &cli{stdout: &out, out: screen.New(&out, screen.Options{}), json: form.json}
			found := []app.Step{{
				ID: "clone", Title: "Clone payments", Status: check.Failing, Summary: "You are Ada <ada@acme.example>",
				Fixes: []app.Fix{{ID: "clone", Commands: []string{"git clone https://github.com/acme/payments"}}},
			}}
			if err := c.tell(diagnosis{found: found, options: form.options, where: where}); err != errDoesNotHold {
				t.Fatal(err)
			}
			for _, want := range form.want {
				if !strings.Contains(out.String(), want) {
					t.Errorf("it lacks %q:\n%s", want, out.String())
				}
			}
		})
	}
}

func TestDoctorEndsByTheWorst(t *testing.T) {
	tests := []struct {
		name  string
		found []check.Status
		want  int
	}{
		{"nothing looked at", nil, 0},
		{"all hold", []check.Status{check.OK, check.Muted}, 0},
		{"one could not be told", []check.Status{check.OK, check.Unknown, check.Blocked}, 3},
		{"one does not hold", []check.Status{check.Unknown, check.Failing, check.OK}, 1},
		{"one was not looked at", []check.Status{check.OK, ""}, 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var found []app.Step
			for _, status := range tt.found {
				found = append(found, app.Step{Status: status})
			}
			var out bytes.Buffer
			c := &cli{stdout: &out, out: screen.New(&out, screen.Options{})}
			if got := c.end(c.tell(diagnosis{found: found})); got != tt.want {
				t.Errorf("it ends with %d, want %d", got, tt.want)
			}
		})
	}
}

// TestDoctorBeginsWithWhatStandsInTheWay holds that a fix which what comes before it
// would make fail is not the first that is proposed.
func TestDoctorBeginsWithWhatStandsInTheWay(t *testing.T) {
	advice := []check.Evidence{check.Fact("What to do", "Correct it")}
	fixes := []app.Fix{{ID: "clone"}}
	proxy := app.Step{ID: "proxy", Status: check.Failing, InWay: true, Evidence: advice}
	clone := app.Step{ID: "clone", Status: check.Failing, Pending: true, InWay: true, Fixes: fixes}
	mute := app.Step{ID: "mute", Status: check.Failing, InWay: true}
	aside := app.Step{ID: "aside", Status: check.Failing, Evidence: advice}
	for want, wrong := range map[string][]app.Step{
		"proxy": {mute, aside, proxy, clone},
		"clone": {mute, aside, clone},
	} {
		if first := firstToDo(wrong); first == nil || first.ID != want {
			t.Errorf("it begins with %+v, want %s", first, want)
		}
	}
	if first := firstToDo([]app.Step{mute, aside}); first != nil {
		t.Errorf("it begins with %s, of which nobody says what to do", first.ID)
	}
}
