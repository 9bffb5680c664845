package check_test

import (
	"encoding/json"
	"testing"
	"time"

	"firstlight/backend/check"
)

func TestSameComparesWhatIsKnown(t *testing.T) {
	known := func(cause string) check.Finding {
		f := check.Fail("run/failed", "The command ended with exit code 1")
		f.Known = &check.KnownFailure{ID: "disk/full", Cause: cause}
		return f
	}
	plain := check.Fail("run/failed", "The command ended with exit code 1")
	cases := []struct {
		name string
		f, g check.Finding
		same bool
	}{
		{"neither is known", plain, plain, true},
		{"the same is known", known("The disk is full."), known("The disk is full."), true},
		{"the words changed", known("The disk is full."), known("The disk of your home is full."), false},
		{"only the first is known", known("The disk is full."), plain, false},
		{"only the second is known", plain, known("The disk is full."), false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := c.f.Same(c.g); got != c.same {
				t.Errorf("Same is %t, want %t", got, c.same)
			}
		})
	}
}

func TestFindingLeavesOutWhatIsNotKnown(t *testing.T) {
	got, err := json.Marshal(check.Hold("All is well"))
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"status":"ok","summary":"All is well"}`; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestEvidenceAdvisesByWhatThereIsToDo(t *testing.T) {
	said := []check.Evidence{check.Fact("Found", "1.2"), check.Fact(check.ToDo, "Correct it")}
	if check.Advises(said[:1]) || !check.Advises(said) {
		t.Errorf("of %v, only the last is advice", said)
	}
}

func TestADayIsNamedInWordsAndInFigures(t *testing.T) {
	east := time.FixedZone("east", 9*3600)
	at := time.Date(2026, 12, 5, 23, 59, 59, 0, east)
	want := check.Evidence{Label: "Until", Value: "5 December 2026", Day: "2026-12-05"}
	if got := check.Dated("Until", at); got != want {
		t.Errorf("it is %+v, want %+v", got, want)
	}
}
