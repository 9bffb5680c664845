package main

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"firstlight/app"
	"firstlight/app/cli/screen"
	"firstlight/backend/check"
	"firstlight/backend/guide"
	"firstlight/backend/share"
)

// name writes a person's name into every text that a value holds, but for
// those which only Firstlight itself gives: names of things, and moments.
func name(v reflect.Value) {
	ours := []string{"ID", "Stage", "Code", "Since", "SeenAt", "HeldAt", "HeldUntil", "Until", "Day"}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		name(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		name(v.Index(0))
	case reflect.Struct:
		for i := range v.NumField() {
			if !slices.Contains(ours, v.Type().Field(i).Name) {
				name(v.Field(i))
			}
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() {
			v.SetString("by grace here")
		}
	}
}

// TestDoctorNamesNobodyInAnyForm holds that a fix and the reason of a mute, which
// may name a person, are as safe to post as what was found.
func TestDoctorNamesNobodyInAnyForm(t *testing.T) {
	s := share.NewScrubber(share.Person{Home: "/home/grace", User: "grace"})
	found := func() []app.Step {
		everywhere := app.Step{}
		name(reflect.ValueOf(&everywhere).Elem())
		everywhere.ID, everywhere.Status = "everywhere", check.Failing
		return []app.Step{
			everywhere,
			{
				ID: "limits", Title: "Enough files can be open", Status: check.Failing, Summary: "Too few",
				Fixes: []app.Fix{{
					ID: "raise", Title: "Have /home/grace/bin come first", Privilege: check.Admin, Undo: "rm /home/grace/.x",
					Commands: []string{"printf '%s\\n' 'grace soft nofile 1024' >/etc/x"},
				}},
			},
			{
				ID: "port", Title: "The port is free", Status: check.Muted, Summary: "Taken",
				Mute: &app.Mute{Reason: "grace runs her own"},
			},
		}
	}
	for _, form := range []struct {
		name    string
		json    bool
		options doctorOptions
	}{
		{"text", false, doctorOptions{}},
		{"text of tools", false, doctorOptions{tools: []string{"go"}}},
		{"JSON", true, doctorOptions{}},
		{"JUnit", false, doctorOptions{junit: true}},
	} {
		t.Run(form.name, func(t *testing.T) {
			var out bytes.Buffer
			c := &cli{stdout: &out, out: screen.New(&out, screen.Options{}), json: form.json}
			d := diagnosis{found: found(), options: form.options, where: guide.Options{Source: "/home/grace/pay/journey.yaml"}}
			if err := c.tell(s, d); err != errDoesNotHold {
				t.Fatal(err)
			}
			if strings.Contains(out.String(), "grace") {
				t.Errorf("it names her:\n%s", out.String())
			}
			named := !form.options.junit && len(form.options.tools) == 0
			if named && !strings.Contains(out.String(), "--journey ~/pay/journey.yaml") {
				t.Errorf("what to type is not what a shell understands:\n%s", out.String())
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
			if got := c.end(c.tell(share.NewScrubber(share.Person{}), diagnosis{found: found})); got != tt.want {
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
