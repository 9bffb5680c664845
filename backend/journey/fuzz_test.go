package journey_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"firstlight/backend/journey"
)

func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"testdata/valid/*.yaml", "testdata/invalid/*.yaml"} {
		for _, file := range files(f, pattern) {
			f.Add(read(f, file))
		}
	}
	p := mustParser(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		j, err := p.Parse("journey.yaml", data)
		if err != nil {
			var wrong journey.Errors
			if !errors.As(err, &wrong) || len(wrong) == 0 || len(wrong) > 50 {
				t.Fatalf("got %v, want from one to 50 Errors", err)
			}
			checkPlaces(t, data, wrong)
			return
		}
		checkJourney(t, j)
		checkPositions(t, data, j)
	})
}

func linesOf(data []byte) []string {
	text := strings.TrimPrefix(string(data), "\ufeff")
	return strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n")
}

// checkPositions sees to it that every step starts where it says that it does:
// at a key, a brace or an alias.
func checkPositions(t *testing.T, data []byte, j journey.Journey) {
	t.Helper()
	lines := linesOf(data)
	for _, step := range j.Steps() {
		at := step.Position
		if at.Line < 1 || at.Line > len(lines) {
			t.Errorf("step %s is on line %d of %d", step.ID, at.Line, len(lines))
			continue
		}
		line := []rune(lines[at.Line-1])
		if at.Column < 1 || at.Column > len(line) || !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz{*'\"", line[at.Column-1]) {
			t.Errorf("step %s is at %d:%d, where there is no start of a step: %q", step.ID, at.Line, at.Column, string(line))
		}
	}
}

// checkPlaces sees to it that every error stands somewhere in the file.
func checkPlaces(t *testing.T, data []byte, wrong journey.Errors) {
	t.Helper()
	lines := linesOf(data)
	for _, e := range wrong {
		if e.Problem == "" || !utf8.ValidString(e.Error()) {
			t.Errorf("%q says nothing, or nothing readable", e.Error())
		}
		if e.Line < 1 || e.Line > len(lines) {
			t.Errorf("%s: the file has %d lines", e, len(lines))
			continue
		}
		if width := utf8.RuneCountInString(lines[e.Line-1]); e.Column < 1 || e.Column > width+1 {
			t.Errorf("%s: the line has %d characters", e, width)
		}
	}
}

// checkJourney sees to it that a journey that was accepted keeps its promises.
func checkJourney(t *testing.T, j journey.Journey) {
	t.Helper()
	ids := map[string]bool{}
	for _, step := range j.Steps() {
		if step.ID == "" || step.Title == "" || step.Claim == nil || ids[step.ID] {
			t.Errorf("step %+v lacks something, or has the id of another", step)
		}
		ids[step.ID] = true
	}
	for _, step := range j.Steps() {
		for _, need := range step.Needs {
			if !ids[need] {
				t.Errorf("step %s needs %s, which is not there", step.ID, need)
			}
		}
	}
	for _, place := range folders(j) {
		if place == "" || strings.HasPrefix(place, "/") || strings.ContainsAny(place, `\:`) || strings.Contains("/"+place+"/", "/../") ||
			strings.Contains(strings.ToLower("/"+place+"/"), "/.git/") {
			t.Errorf("the path %q leaves the workspace, or goes where it must not", place)
		}
	}
}

func folders(j journey.Journey) []string {
	var all []string
	for _, step := range j.Steps() {
		switch c := step.Claim.(type) {
		case journey.CloneClaim:
			all = append(all, c.Into)
		case journey.RunClaim:
			if c.In != "" {
				all = append(all, c.In)
			}
			if c.Creates != "" {
				all = append(all, c.Creates)
			}
		case journey.ComposeClaim:
			all = append(append(all, c.Files...), c.EnvFiles...)
		case journey.HookClaim:
			all = append(all, c.In)
			if c.Path != "" {
				all = append(all, c.Path)
			}
		case journey.CommitClaim:
			all = append(all, c.In)
		case journey.GuardrailClaim:
			all = append(all, c.In)
		case journey.PushClaim:
			all = append(all, c.In)
		}
	}
	return all
}
