package check_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstlight/backend/check"
)

func TestDifference(t *testing.T) {
	tests := []struct {
		name          string
		before, after check.Finding
		want          []check.Change
	}{
		{"the same", check.Hold("A", check.Fact("x", "1")), check.Hold("A", check.Fact("x", "1")), nil},
		{"a fact that changed", check.Hold("A", check.Fact("x", "1"), check.Fact("y", "2")), check.Hold("B", check.Fact("y", "2"), check.Fact("x", "3")), []check.Change{{Label: "x", Was: "1", Is: "3"}}},
		{"a fact that came and one that went", check.Hold("A", check.Fact("x", "1")), check.Hold("B", check.Fact("y", "2")), []check.Change{{Label: "Said", Was: "A", Is: "B"}}},
		{"one that changed, and one that came with it", check.Hold("A", check.Fact("x", "1")), check.Fail("f", "B", check.Fact("What to do", "this"), check.Fact("x", "2")), []check.Change{{Label: "x", Was: "1", Is: "2"}}},
		{"facts under one label are one", check.Hold("A", check.Fact("x", "1"), check.Fact("x", "2")), check.Hold("A", check.Fact("x", "1")), []check.Change{{Label: "x", Was: "1, 2", Is: "1"}}},
		{"only the words", check.Hold("Port 80 is free"), check.Fail("port/taken", "Port 80 is taken"), []check.Change{{Label: "Said", Was: "Port 80 is free", Is: "Port 80 is taken"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, check.Difference(tt.before, tt.after)); diff != "" {
				t.Errorf("difference (-want +got):\n%s", diff)
			}
		})
	}
}
