package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"firstlight/app/cli/screen"
)

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

func TestHelpFitsATerminal(t *testing.T) {
	const columns = 80
	all := []*cobra.Command{newRoot(&cli{})}
	for len(all) > 0 {
		cmd := all[0]
		all = append(all[1:], cmd.Commands()...)
		for line := range strings.Lines(cmd.Long) {
			if width := screen.Width(strings.TrimSpace(line)); width > columns {
				t.Errorf("the help of %s has a line of %d columns: %s", cmd.CommandPath(), width, line)
			}
		}
	}
}
