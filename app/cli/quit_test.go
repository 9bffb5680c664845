package main

import (
	"bytes"
	"testing"

	"firstlight/app/cli/screen"
)

func TestWhatRunsOnIsSaid(t *testing.T) {
	for want, names := range map[string][]string{
		"": nil,
		"Still running: harbour, db. To stop one: firstlight services stop harbour\n": {"harbour", "db"},
	} {
		var out bytes.Buffer
		showRunning(screen.New(&out, screen.Options{}), names)
		if out.String() != want {
			t.Errorf("of %q it says %q, want %q", names, out.String(), want)
		}
	}
}
