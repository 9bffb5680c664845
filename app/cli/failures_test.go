package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"firstlight/app/cli/screen"
)

func TestOnlyTheEndOfALongOutputIsShown(t *testing.T) {
	var said strings.Builder
	for i := range 40 {
		fmt.Fprintf(&said, "line %d\n", i+1)
	}
	for _, tt := range []struct {
		name, said, first, last string
		lines                   int
	}{
		{"long", said.String(), "  │ … 28 lines before; --json has all that was kept", "  │ line 40", 13},
		{"short", "one\ntwo\n", "  │ one", "  │ two", 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			showEnd(screen.New(&out, screen.Options{}), tt.said)
			lines := strings.Split(strings.TrimRight(out.String(), "\n"), "\n")
			if len(lines) != tt.lines || lines[0] != tt.first || lines[len(lines)-1] != tt.last {
				t.Errorf("it shows:\n%s", out.String())
			}
		})
	}
}
