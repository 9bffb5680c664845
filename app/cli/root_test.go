package main

import "testing"

func TestNearestIsTheNearest(t *testing.T) {
	for _, test := range []struct {
		word, want string
		known      []string
	}{
		{"tool-goo", "tool-go", []string{"tool-git", "tool-go"}},
		{"harbor", "harbour", []string{"tool-git", "harbour"}},
		{"docker", "", []string{"tool-git", "harbour"}},
	} {
		if got := nearest(test.word, test.known); got != test.want {
			t.Errorf("%q is nearest to %q, want %q", test.word, got, test.want)
		}
	}
}
